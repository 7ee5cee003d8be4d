package bide.interpreter.async;

import bide.interpreter.async.Coroutine.Wants;
import bide.interpreter.library.CallContext;
import bide.interpreter.library.Invoker;
import bide.interpreter.library.MethodSet;
import bide.interpreter.value.BideIterator;
import bide.interpreter.value.Nil;
import bide.interpreter.value.Region;

/**
 * A call of a {@code gen fn} as scripts see it: a lazy iterator over what it yields, which can also
 * be resumed by hand.
 */
public final class Generator extends BideIterator {
  private final Coroutine coroutine;

  Generator(Region region, Coroutine coroutine) {
    super(region);
    this.coroutine = coroutine;
  }

  public Coroutine coroutine() {
    return coroutine;
  }

  @Override
  protected Object step(CallContext cx, Invoker invoker) {
    return invoker.resume(cx, coroutine, Wants.ITEM, Nil.NIL);
  }

  @Override
  public void close(CallContext cx, Invoker invoker) {
    invoker.close(cx, coroutine);
  }

  @Override
  public String kind() {
    return "generator";
  }

  @Override
  public String toString() {
    return coroutine.toString();
  }

  /** What generators have beside the methods of all iterators. */
  static MethodSet methods() {
    return new MethodSet()
        .inlined(
            "resume(value?)",
            "Runs the generator up to its next `yield`, which gives `value` (nil) inside it. Gives `Yielded(v)`, or `Complete(v)` when the generator has ended. Throws GeneratorError when it had ended before.",
            (cx, call, self, args) ->
                call.resume(
                    cx,
                    ((Generator) self).coroutine,
                    Wants.STEP,
                    args[0] == null ? Nil.NIL : args[0]))
        .inlined(
            "next()",
            "The next value, or nil at the end.",
            (cx, call, self, args) ->
                call.resume(cx, ((Generator) self).coroutine, Wants.VALUE, Nil.NIL))
        .inlined(
            "is_finished()",
            "Whether the generator has ended.",
            (cx, call, self, args) -> ((Generator) self).coroutine.isEnded());
  }
}
