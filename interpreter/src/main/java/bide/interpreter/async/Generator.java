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
  /** How each example begins. */
  private static final String COUNTING =
      "gen fn two() { yield 1; yield 2; \"end\" }\n" + "let g = two()\n";

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
            COUNTING
                + "[g.resume(), g.resume(), g.resume()] -> [Yielded(1), Yielded(2), Complete(\"end\")]",
            (cx, call, self, args) ->
                call.resume(
                    cx,
                    ((Generator) self).coroutine,
                    Wants.STEP,
                    args[0] == null ? Nil.NIL : args[0]))
        .inlined(
            "next()",
            "The next value, or nil at the end.",
            COUNTING + "[g.next(), g.next(), g.next()] -> [1, 2, nil]",
            (cx, call, self, args) ->
                call.resume(cx, ((Generator) self).coroutine, Wants.VALUE, Nil.NIL))
        .inlined(
            "is_finished()",
            "Whether the generator has ended.",
            COUNTING + "[g.is_finished(), g.collect(), g.is_finished()] -> [false, [1, 2], true]",
            (cx, call, self, args) -> ((Generator) self).coroutine.isEnded());
  }
}
