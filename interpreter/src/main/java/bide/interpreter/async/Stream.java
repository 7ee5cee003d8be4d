package bide.interpreter.async;

import bide.interpreter.value.Nil;

/** What {@code for await} goes over: an async generator, a channel, the lines of a connection. */
public interface Stream {
  /** The item after the last one. */
  Object END = Coroutine.END;

  /** A future of the next item, or of {@link #END}. */
  Object nextItem();

  /** Has something to run when it is left before its end. */
  default boolean isOpen() {
    return false;
  }

  /** Nobody wants more of it: a future of what it still has to run, or nil. */
  default Object abandon() {
    return Nil.NIL;
  }

  /** {@link #abandon} by a loop that is left, where the stream has thrown: by that error. */
  default Object leave() {
    return abandon();
  }
}
