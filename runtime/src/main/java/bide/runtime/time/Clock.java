package bide.runtime.time;

/** What timers go by. Thread-safe. */
public interface Clock {
  /** Nanoseconds since an arbitrary origin; never goes back. */
  long nanoTime();

  /**
   * Jumps to {@code nanos} where time is virtual; called when nothing is left to do but wait.
   *
   * @return false for a clock that runs by itself: the caller has to wait
   */
  default boolean jumpTo(long nanos) {
    return false;
  }

  /** Whether time only passes when nothing else happens. */
  default boolean isVirtual() {
    return false;
  }
}
