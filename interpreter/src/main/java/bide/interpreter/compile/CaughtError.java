package bide.interpreter.compile;

import bide.grammar.tree.Children;
import bide.grammar.tree.Expr;
import bide.grammar.tree.Pattern;
import bide.grammar.tree.Tree;
import bide.interpreter.analysis.Resolution;
import bide.interpreter.analysis.Variable;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a {@code catch} part lets its error out of its hands. The way of an error is read from
 * the stack, and as late as possible, since it costs more than all the rest of a throw; once the
 * error is with other functions, the stack has no longer the calls that it came by.
 */
final class CaughtError {
  /** Fields that do not depend on the stack. */
  private static final Set<String> PLAIN =
      Set.of("kind", "message", "value", "cause", "suppressed");

  private final Resolution resolution;
  private final Variable error;
  private boolean found;

  private CaughtError(Resolution resolution, Variable error) {
    this.resolution = resolution;
    this.error = error;
  }

  static boolean escapes(Expr.Try tryExpr, Resolution resolution) {
    @Nullable Pattern pattern = tryExpr.catchPattern();
    if (!(pattern instanceof Pattern.Name name && resolution.binds(name))) {
      return pattern != null; // it binds parts, or the whole: rare
    }
    CaughtError search = new CaughtError(resolution, resolution.variable(name));
    search.visit(tryExpr.catchBody());
    return search.found;
  }

  private void visit(Tree tree) {
    switch (tree) {
      case Expr.Name name -> found |= resolution.variable(name) == error;
      case Expr.Field field when isError(field.receiver()) ->
          found |= !PLAIN.contains(field.name());
      case Expr.Throw again when isError(again.value()) -> {}
      default -> {
        if (!found) {
          Children.of(tree, this::visit);
        }
      }
    }
  }

  private boolean isError(Expr expr) {
    return expr instanceof Expr.Name name && resolution.variable(name) == error;
  }
}
