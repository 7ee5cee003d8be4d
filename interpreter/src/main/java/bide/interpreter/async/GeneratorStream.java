package bide.interpreter.async;

import bide.interpreter.async.Coroutine.Wants;
import bide.interpreter.library.MethodSet;
import bide.interpreter.ownership.Holder;
import bide.interpreter.value.NativeObject;
import bide.interpreter.value.Nil;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A call of an {@code async gen fn} as scripts see it: a stream whose code runs when it is asked.
 */
public final class GeneratorStream extends NativeObject implements Holder, Stream {
  private final Coroutine coroutine;

  /** A future that closes what this is made of, where it is closed before it has begun. */
  private @Nullable Supplier<CallFuture> closesUnstarted;

  GeneratorStream(Coroutine coroutine) {
    this.coroutine = coroutine;
  }

  @Override
  public void reach(Consumer<Object> visitor) {
    visitor.accept(coroutine);
  }

  @Override
  public String typeName() {
    return "stream";
  }

  @Override
  public CallFuture nextItem() {
    return step(Wants.ITEM, Nil.NIL);
  }

  @Override
  public boolean isOpen() {
    return !coroutine.isEnded();
  }

  @Override
  public Object abandon() {
    return coroutine.isEnded() ? Nil.NIL : close();
  }

  private CallFuture close() {
    if (closesUnstarted != null && coroutine.isNew()) {
      coroutine.end();
      return closesUnstarted.get();
    }
    return step(Wants.CLOSE, Nil.NIL);
  }

  /** For a stream made of others: once it runs, its own code closes them. */
  public void closesUnstarted(Supplier<CallFuture> close) {
    closesUnstarted = close;
  }

  /** A future that resumes the generator once it is awaited. */
  private CallFuture step(Wants wants, Object value) {
    AsyncFunction function = ((FreshRoot) coroutine.code().target().getRootNode()).function();
    return new CallFuture(function.stepCode(), new Object[] {null, null, coroutine, wants, value});
  }

  @Override
  public String toString() {
    return coroutine.toString();
  }

  /** How each example begins. */
  private static final String COUNTING =
      "async gen fn two() { yield 1; yield 2 }\n" + "let g = two()\n";

  /** What async generators have beside the methods of all streams. */
  static MethodSet methods() {
    return new MethodSet()
        .inlined(
            "resume(value?)",
            "A future that runs the generator up to its next `yield`, which gives `value` (nil) inside it; of `Yielded(v)`, or `Complete(v)` when the generator has ended. Throws GeneratorError when it had ended before.",
            COUNTING + "[g.resume().await, g.resume().await] -> [Yielded(1), Yielded(2)]",
            (cx, call, self, args) ->
                ((GeneratorStream) self).step(Wants.STEP, args[0] == null ? Nil.NIL : args[0]))
        .inlined(
            "next()",
            "A future of the next value, nil at the end.",
            COUNTING + "[g.next().await, g.next().await, g.next().await] -> [1, 2, nil]",
            (cx, call, self, args) -> ((GeneratorStream) self).step(Wants.VALUE, Nil.NIL))
        .inlined(
            "close()",
            "A future that ends the generator: its `finally` and `defer` parts run. Harmless when repeated.",
            COUNTING + "g.next().await\n" + "g.close().await\n" + "g.is_finished() -> true",
            (cx, call, self, args) -> ((GeneratorStream) self).close())
        .inlined(
            "is_finished()",
            "Whether the generator has ended.",
            COUNTING + "g.is_finished() -> false",
            (cx, call, self, args) -> ((GeneratorStream) self).coroutine.isEnded());
  }
}
