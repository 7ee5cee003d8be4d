package bide.grammar.tree;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The trees directly inside a tree, in the order of the source: for passes that look at all. */
public final class Children {
  private Children() {}

  public static void of(Tree tree, Consumer<Tree> to) {
    switch (tree) {
      case Script script -> to.accept(script.body());
      case Block block -> {
        all(block.statements(), to);
        one(block.value(), to);
      }
      case Argument argument -> to.accept(argument.value());
      case Parameter parameter -> {
        to.accept(parameter.pattern());
        one(parameter.type(), to);
        one(parameter.defaultValue(), to);
      }
      case Stmt statement -> ofStatement(statement, to);
      case Expr expr -> ofExpression(expr, to);
      case Pattern pattern -> ofPattern(pattern, to);
      case TypeExpr.Named x -> {}
      case TypeExpr.Optional optional -> to.accept(optional.type());
      case TypeExpr.Union union -> all(union.types(), to);
    }
  }

  private static void ofStatement(Stmt statement, Consumer<Tree> to) {
    switch (statement) {
      case Stmt.Let let -> {
        to.accept(let.pattern());
        one(let.type(), to);
        to.accept(let.value());
      }
      case Stmt.Fn fn -> to.accept(fn.function());
      case Stmt.Struct struct -> fields(struct.fields(), to);
      case Stmt.Enum type -> type.variants().forEach(v -> fields(v.fields(), to));
      case Stmt.Impl impl -> all(impl.functions(), to);
      case Stmt.Use x -> {}
      case Stmt.Defer defer -> to.accept(defer.value());
      case Stmt.Expression expression -> to.accept(expression.value());
    }
  }

  private static void fields(List<Stmt.StructField> fields, Consumer<Tree> to) {
    for (Stmt.StructField field : fields) {
      one(field.type(), to);
      one(field.defaultValue(), to);
    }
  }

  private static void ofExpression(Expr expr, Consumer<Tree> to) {
    switch (expr) {
      case Expr.Nil x -> {}
      case Expr.Bool x -> {}
      case Expr.Int x -> {}
      case Expr.Float x -> {}
      case Expr.Duration x -> {}
      case Expr.Bytes x -> {}
      case Expr.Name x -> {}
      case Expr.Self x -> {}
      case Expr.Error x -> {}
      case Expr.Continue x -> {}
      case Expr.Str str -> {
        for (Expr.StringPart part : str.parts()) {
          if (part instanceof Expr.Interpolation interpolation) {
            to.accept(interpolation.value());
          }
        }
      }
      case Expr.ListLit list -> list.elements().forEach(e -> to.accept(e.value()));
      case Expr.MapLit map ->
          map.entries()
              .forEach(
                  e -> {
                    one(e.key(), to);
                    to.accept(e.value());
                  });
      case Expr.StructLit struct -> {
        struct.fields().forEach(f -> to.accept(f.value()));
        one(struct.base(), to);
      }
      case Expr.Unary unary -> to.accept(unary.operand());
      case Expr.Binary binary -> {
        to.accept(binary.left());
        to.accept(binary.right());
      }
      case Expr.Logical logical -> {
        to.accept(logical.left());
        to.accept(logical.right());
      }
      case Expr.Range range -> {
        one(range.from(), to);
        one(range.to(), to);
      }
      case Expr.Assign assign -> {
        to.accept(assign.target());
        to.accept(assign.value());
      }
      case Expr.Call call -> {
        to.accept(call.callee());
        all(call.arguments(), to);
      }
      case Expr.MethodCall call -> {
        to.accept(call.receiver());
        all(call.arguments(), to);
      }
      case Expr.Field field -> to.accept(field.receiver());
      case Expr.Index index -> {
        to.accept(index.receiver());
        to.accept(index.index());
      }
      case Expr.Await await -> to.accept(await.operand());
      case Expr.BlockExpr block -> to.accept(block.block());
      case Expr.If branch -> {
        to.accept(branch.condition());
        to.accept(branch.then());
        one(branch.otherwise(), to);
      }
      case Expr.Match match -> {
        to.accept(match.subject());
        for (Expr.MatchArm arm : match.arms()) {
          to.accept(arm.pattern());
          one(arm.guard(), to);
          to.accept(arm.body());
        }
      }
      case Expr.Loop loop -> to.accept(loop.body());
      case Expr.While loop -> {
        to.accept(loop.condition());
        to.accept(loop.body());
      }
      case Expr.For loop -> {
        to.accept(loop.pattern());
        to.accept(loop.iterable());
        to.accept(loop.body());
      }
      case Expr.Break jump -> one(jump.value(), to);
      case Expr.Return ret -> one(ret.value(), to);
      case Expr.Throw thrown -> to.accept(thrown.value());
      case Expr.Try t -> {
        to.accept(t.body());
        one(t.catchPattern(), to);
        one(t.catchBody(), to);
        one(t.finallyBody(), to);
      }
      case Expr.With with -> {
        to.accept(with.pattern());
        to.accept(with.value());
        to.accept(with.body());
      }
      case Expr.Function code -> {
        all(code.parameters(), to);
        one(code.returnType(), to);
        to.accept(code.body());
      }
      case Expr.AsyncBlock block -> to.accept(block.body());
      case Expr.Select select -> {
        for (Expr.SelectBranch branch : select.branches()) {
          to.accept(branch.pattern());
          to.accept(branch.future());
          one(branch.guard(), to);
          to.accept(branch.body());
        }
        one(select.otherwise(), to);
      }
      case Expr.Yield yield -> one(yield.value(), to);
    }
  }

  private static void ofPattern(Pattern pattern, Consumer<Tree> to) {
    switch (pattern) {
      case Pattern.Wildcard x -> {}
      case Pattern.Name x -> {}
      case Pattern.Error x -> {}
      case Pattern.Literal literal -> to.accept(literal.value());
      case Pattern.Range range -> {
        one(range.from(), to);
        one(range.to(), to);
      }
      case Pattern.ListPattern list -> {
        all(list.elements(), to);
        one(list.rest(), to);
      }
      case Pattern.MapPattern map -> {
        map.entries().forEach(e -> to.accept(e.pattern()));
        one(map.rest(), to);
      }
      case Pattern.StructPattern struct -> struct.fields().forEach(f -> to.accept(f.pattern()));
      case Pattern.VariantPattern variant -> all(variant.arguments(), to);
      case Pattern.Alternatives alternatives -> all(alternatives.alternatives(), to);
      case Pattern.Binding binding -> {
        to.accept(binding.name());
        to.accept(binding.pattern());
      }
    }
  }

  private static void one(@Nullable Tree tree, Consumer<Tree> to) {
    if (tree != null) {
      to.accept(tree);
    }
  }

  private static void all(List<? extends Tree> trees, Consumer<Tree> to) {
    trees.forEach(to);
  }
}
