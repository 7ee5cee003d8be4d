package bide.interpreter.async;

import bide.interpreter.function.Closure;
import bide.interpreter.library.MethodSet;
import bide.interpreter.stream.InternalSource;

/**
 * The functions of {@code futures.bide}, which drive what scripts have written by hand. They are
 * code of the language, so that a {@code poll} of a script is called as any other function: it can
 * be cancelled, traced and compiled into its caller.
 */
public final class FutureLibrary {
  private static final MethodSet BUILTINS =
      new MethodSet()
          .add(
              "own_waker()",
              "A waker of whoever awaits the caller.",
              (cx, call, self, args) -> new TaskWaker((Strand) cx))
          .add(
              "woken(waker)",
              "A future of the next wake.",
              (cx, call, self, args) -> ((TaskWaker) args[0]).woken())
          .add(
              "wrong_poll(future, polled)",
              "Throws, since a poll gave neither Ready nor Pending.",
              (cx, call, self, args) -> {
                throw ByHand.wrongPoll(ByHand.pollOf(args[0]), args[1]);
              })
          .add(
              "take_wake(waker)",
              "Whether the function of a waker is to be called once more.",
              (cx, call, self, args) -> ((FunctionWaker) args[0]).takeWake())
          .add(
              "call_waker(waker)",
              "Calls the function of a waker.",
              (cx, call, self, args) -> {
                ((FunctionWaker) args[0]).call((Strand) cx, call);
                return bide.interpreter.value.Nil.NIL;
              });

  private final InternalSource source;

  public FutureLibrary(InternalSource source) {
    this.source = source;
  }

  /** What the source knows beside what all scripts do. */
  public static MethodSet builtins() {
    return BUILTINS;
  }

  /** A call of one of its functions, which has not started. */
  CallFuture call(String function, Object argument) {
    Closure closure = source.function(function);
    return new CallFuture(closure.code(), new Object[] {null, closure.captures(), argument});
  }
}
