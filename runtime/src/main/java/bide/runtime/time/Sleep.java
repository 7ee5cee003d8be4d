package bide.runtime.time;

import bide.runtime.task.Future;
import bide.runtime.task.Waker;
import org.jspecify.annotations.Nullable;

/**
 * A wait until a deadline; its own entry in the wheel. Made by {@link Timers#sleep}; the deadline
 * was fixed then, the wheel knows it from the first poll on. Completes with null, never early.
 */
public final class Sleep implements Future {
  static final byte NEW = 0;
  static final byte WAITING = 1;
  static final byte FIRED = 2;

  /** The result was handed out, or the sleep was dropped. */
  static final byte ENDED = 3;

  private final Timers timers;

  /** Due at the end of this tick of {@link #timers}. */
  final long tick;

  // All below guarded by the lock of timers; phase is also read without it.
  volatile byte phase;
  short slot;
  @Nullable Sleep previous;
  @Nullable Sleep next;
  @Nullable Waker waker;

  Sleep(Timers timers, long tick) {
    this.timers = timers;
    this.tick = tick;
  }

  @Override
  public @Nullable Object poll(Waker waker) {
    if (phase != FIRED && !timers.await(this, waker)) {
      return PENDING;
    }
    phase = ENDED;
    return null;
  }

  @Override
  public void drop() {
    timers.cancel(this);
  }

  @Override
  public boolean hasBegun() {
    return phase != NEW;
  }

  @Override
  public String toString() {
    return "<future sleep>";
  }
}
