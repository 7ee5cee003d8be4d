package bide.stdlib;

import bide.runtime.task.Future;
import bide.runtime.task.FutureBusyException;
import bide.runtime.task.FutureEndedException;
import bide.runtime.task.Waker;
import org.jspecify.annotations.Nullable;

/**
 * A future that a library function gives: of one use, and named in messages after the call that
 * made it.
 */
public abstract class LibraryFuture implements Future {
  private volatile boolean begun;
  private volatile boolean ended;

  /** Who polled last; guarded by this. */
  private @Nullable Waker waiter;

  /** The call that made it: {@code "fs.read"}. */
  protected abstract String name();

  /**
   * As {@link Future#poll}; once it has given a result or thrown it is not called again. The result
   * is a guest value or null for nil.
   */
  protected abstract @Nullable Object advance(Waker waker);

  @Override
  public final @Nullable Object poll(Waker waker) {
    synchronized (this) {
      if (ended) {
        throw new FutureEndedException(name());
      }
      FutureBusyException.check(name(), waiter, waker);
      begun = true;
      waiter = waker;
    }
    boolean pending = false;
    try {
      Object result = advance(waker);
      pending = result == PENDING;
      return result;
    } finally {
      ended = !pending;
    }
  }

  @Override
  public final boolean hasBegun() {
    return begun;
  }

  @Override
  public abstract void drop();

  @Override
  public final String toString() {
    return "<future " + name() + ">";
  }
}
