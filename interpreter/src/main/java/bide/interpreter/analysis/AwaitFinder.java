package bide.interpreter.analysis;

import bide.grammar.tree.Argument;
import bide.grammar.tree.Block;
import bide.grammar.tree.Expr;
import bide.grammar.tree.Stmt;
import bide.grammar.tree.Tree;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds out whether a piece of code awaits or yields, outside of the functions nested in it. */
final class AwaitFinder {
  private AwaitFinder() {}

  static boolean awaits(@Nullable Tree tree) {
    return switch (tree) {
      case null -> false;
      case Expr.Await x -> true;
      case Expr.Yield x -> true;
      case Expr.For loop -> loop.isAwait() || awaits(loop.iterable()) || awaits(loop.body());
      case Expr.Select x -> true;
      case Expr.Str str ->
          str.parts().stream()
              .anyMatch(p -> p instanceof Expr.Interpolation i && awaits(i.value()));
      case Expr.ListLit list -> list.elements().stream().anyMatch(e -> awaits(e.value()));
      case Expr.MapLit map ->
          map.entries().stream().anyMatch(e -> awaits(e.key()) || awaits(e.value()));
      case Expr.StructLit struct ->
          struct.fields().stream().anyMatch(f -> awaits(f.value())) || awaits(struct.base());
      case Expr.Unary unary -> awaits(unary.operand());
      case Expr.Binary binary -> awaits(binary.left()) || awaits(binary.right());
      case Expr.Logical logical -> awaits(logical.left()) || awaits(logical.right());
      case Expr.Range range -> awaits(range.from()) || awaits(range.to());
      case Expr.Assign assign -> awaits(assign.target()) || awaits(assign.value());
      case Expr.Call call -> awaits(call.callee()) || any(call.arguments());
      case Expr.MethodCall call -> awaits(call.receiver()) || any(call.arguments());
      case Expr.Field field -> awaits(field.receiver());
      case Expr.Index index -> awaits(index.receiver()) || awaits(index.index());
      case Expr.BlockExpr block -> awaits(block.block());
      case Expr.If branch ->
          awaits(branch.condition()) || awaits(branch.then()) || awaits(branch.otherwise());
      case Expr.Match match ->
          awaits(match.subject())
              || match.arms().stream().anyMatch(a -> awaits(a.guard()) || awaits(a.body()));
      case Expr.Loop loop -> awaits(loop.body());
      case Expr.While loop -> awaits(loop.condition()) || awaits(loop.body());
      case Expr.Break jump -> awaits(jump.value());
      case Expr.Return ret -> awaits(ret.value());
      case Expr.Throw thrown -> awaits(thrown.value());
      case Expr.Try t -> awaits(t.body()) || awaits(t.catchBody()) || awaits(t.finallyBody());
      case Expr.With with -> awaits(with.value()) || awaits(with.body());
      case Block block ->
          block.statements().stream().anyMatch(AwaitFinder::awaits) || awaits(block.value());
      case Stmt.Let let -> awaits(let.value());
      case Stmt.Expression expression -> awaits(expression.value());
      default -> false;
    };
  }

  private static boolean any(List<Argument> arguments) {
    return arguments.stream().anyMatch(a -> awaits(a.value()));
  }
}
