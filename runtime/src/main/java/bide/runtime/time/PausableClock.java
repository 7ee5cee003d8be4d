package bide.runtime.time;

import java.util.function.LongSupplier;

/**
 * Runs with the real time until it is paused; from then on it stands still while anything runs and
 * jumps to the next deadline when nothing else is left to do, like a {@link VirtualClock}, until it
 * is resumed. Thread-safe.
 */
public final class PausableClock implements Clock {
  private final LongSupplier real;

  /** What real time is ahead of this clock; meaningful while it runs. */
  private volatile long behind;

  private volatile boolean paused;
  private long stoppedAt;

  /**
   * @param real monotonic nanoseconds
   */
  public PausableClock(LongSupplier real) {
    this.real = real;
  }

  @Override
  public long nanoTime() {
    if (!paused) {
      return real.getAsLong() - behind;
    }
    synchronized (this) {
      return paused ? stoppedAt : real.getAsLong() - behind;
    }
  }

  @Override
  public boolean isVirtual() {
    return paused;
  }

  @Override
  public synchronized boolean jumpTo(long nanos) {
    if (!paused) {
      return false;
    }
    stoppedAt = Math.max(stoppedAt, nanos);
    return true;
  }

  /** Stops the clock; no effect while it is stopped. */
  public synchronized void pause() {
    if (!paused) {
      stoppedAt = real.getAsLong() - behind;
      paused = true;
    }
  }

  /** Lets the clock run on from the time it shows. */
  public synchronized void resume() {
    if (paused) {
      behind = real.getAsLong() - stoppedAt;
      paused = false;
    }
  }
}
