package bide.interpreter.analysis;

import bide.grammar.Span;
import bide.grammar.tree.Expr;
import org.jspecify.annotations.Nullable;

/** Where awaits and yields may stand, and which calls make a future or generator in vain. */
final class AsyncRules {
  private final Resolver resolver;

  AsyncRules(Resolver resolver) {
    this.resolver = resolver;
  }

  boolean requireAsync(String what, Span span) {
    if (resolver.function().isAsync()) {
      return true;
    }
    String place;
    if (resolver.function().isGenerator()) {
      place = "make `gen fn " + resolver.function().name() + "` an `async gen fn`: a stream";
    } else if (resolver.function().tree() instanceof Expr.Function code && code.name() != null) {
      place = "make `fn " + code.name() + "` an `async fn`";
    } else {
      place = "make the closure async: `async |…| …`";
    }
    resolver.error(
        "await-outside-async",
        what + " stands in `" + resolver.function().name() + "`, which is not async",
        span,
        place);
    return false;
  }

  boolean requireGenerator(Expr.Yield yield) {
    if (resolver.function().isGenerator()) {
      return true;
    }
    String help;
    if (!(resolver.function().tree() instanceof Expr.Function code)) {
      help = "put the code into a `gen fn`";
    } else if (code.kind() == Expr.FunctionKind.CLOSURE) {
      help = "a closure that yields is written `gen fn(…) { … }`";
    } else {
      String async = code.isAsync() ? "async " : "";
      String name = code.name() == null ? "(…)" : " " + code.name();
      help =
          "make `"
              + async
              + "fn"
              + name
              + "` "
              + (code.isAsync() ? "an `" : "a `")
              + async
              + "gen fn`";
    }
    resolver.error(
        "yield-outside-generator",
        resolver.function().parent() == null
            ? "`yield` stands outside of a generator"
            : "`yield` stands in `" + resolver.function().name() + "`, which is not a generator",
        yield.span(),
        help);
    return false;
  }

  /**
   * Nobody takes the value of an expression: looks for the calls whose value that may be.
   *
   * @param value null for none
   */
  void discards(@Nullable Expr value) {
    switch (value) {
      case Expr.BlockExpr block -> discards(block.block().value());
      case Expr.If branch -> {
        discards(branch.then().value());
        discards(branch.otherwise());
      }
      case Expr.Match match -> match.arms().forEach(arm -> discards(arm.body()));
      case Expr.With with -> discards(with.body().value());
      case Expr.Try tried -> {
        discards(tried.body().value());
        if (tried.catchBody() != null) {
          discards(tried.catchBody().value());
        }
      }
      case Expr.Call call when call.callee() instanceof Expr.Name name ->
          discards(call, resolver.result().variable(name));
      case Expr.Call call -> discards(call, null);
      case Expr.MethodCall call -> // maybe of a module's function
          discards(call, resolver.result().variable(call));
      case null, default -> {}
    }
  }

  /**
   * @param variable what is called; null where that is not known before it runs
   */
  private void discards(Expr value, @Nullable Variable variable) {
    FunctionInfo called = variable == null ? null : variable.declaredFunction();
    if (called == null) {
      resolver.result().discarded.add(value);
    } else {
      if (called.isGenerator()) {
        resolver.warning(
            "discarded-generator",
            "`" + variable.name() + "` is a generator: this call makes one that nothing runs",
            value.span(),
            "go over it with `" + (called.isAsync() ? "for await" : "for") + "`");
      } else if (called.isAsync()) {
        resolver.result().warned.add(value);
        resolver.warning(
            "discarded-future",
            "`" + variable.name() + "` is async: this call makes a future that nothing runs",
            value.span(),
            "write `.await` behind it, or `spawn(…)` it");
      }
    }
  }
}
