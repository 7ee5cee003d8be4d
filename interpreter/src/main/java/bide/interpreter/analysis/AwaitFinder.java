package bide.interpreter.analysis;

import bide.grammar.tree.Children;
import bide.grammar.tree.Expr;
import bide.grammar.tree.Stmt;
import bide.grammar.tree.Tree;

/** Finds out whether a piece of code awaits or yields, outside of the functions nested in it. */
final class AwaitFinder {
  private boolean found;

  private AwaitFinder() {}

  static boolean awaits(Tree tree) {
    AwaitFinder finder = new AwaitFinder();
    finder.visit(tree);
    return finder.found;
  }

  private void visit(Tree tree) {
    switch (tree) {
      case Expr.Await x -> found = true;
      case Expr.Yield x -> found = true;
      case Expr.Select x -> found = true;
      case Expr.For loop when loop.isAwait() -> found = true;
      case Expr.Function x -> {}
      case Expr.AsyncBlock x -> {}
      case Stmt.Defer x -> {} // a function of its own
      case Stmt.Struct x -> {}
      case Stmt.Enum x -> {}
      default -> {
        if (!found) {
          Children.of(tree, this::visit);
        }
      }
    }
  }
}
