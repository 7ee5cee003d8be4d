package bide.interpreter.analysis;

import bide.grammar.Span;
import bide.grammar.tree.Expr;
import bide.grammar.tree.Tree;
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

  void warnDiscarded(@Nullable Expr value) {
    Tree callee =
        switch (value) {
          case Expr.Call call when call.callee() instanceof Expr.Name name -> name;
          case Expr.MethodCall call -> call; // of a module's function
          case null, default -> null;
        };
    if (callee != null) {
      Variable variable = resolver.result().variable(callee);
      FunctionInfo called = variable == null ? null : variable.declaredFunction();
      if (called != null && called.isGenerator()) {
        resolver.warning(
            "discarded-generator",
            "`" + variable.name() + "` is a generator: this call makes one that nothing runs",
            value.span(),
            "go over it with `" + (called.isAsync() ? "for await" : "for") + "`");
      } else if (called != null && called.isAsync()) {
        resolver.result().discarded.add(value);
        resolver.warning(
            "discarded-future",
            "`" + variable.name() + "` is async: this call makes a future that nothing runs",
            value.span(),
            "write `.await` behind it, or `spawn(…)` it");
      }
    }
  }
}
