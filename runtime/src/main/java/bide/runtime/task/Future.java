package bide.runtime.task;

import org.jspecify.annotations.Nullable;

/**
 * Something to wait for that the runtime offers: a timer, a receive, a read. Lazy: nothing happens
 * before the first poll. {@code poll} and {@code drop} are called by one thread at a time (not
 * always the same one).
 */
public interface Future {
  /** What {@link #poll} returns when the result is not there yet. */
  Object PENDING =
      new Object() {
        @Override
        public String toString() {
          return "PENDING";
        }
      };

  /**
   * Gets the result, or arranges a wake.
   *
   * @return the result, {@code null} when completed without a value, or {@link #PENDING} after
   *     having registered {@code waker} in place of any waker this future registered before
   * @throws FutureEndedException when it has returned a result or thrown before, or was dropped
   * @throws RuntimeException the failure this future ended with
   */
  @Nullable Object poll(Waker waker);

  /** Whether something has run it so far; true where that is not known. */
  default boolean hasBegun() {
    return true;
  }

  /**
   * The waiter goes away before the result was taken (cancellation, lost select, timeout). Takes
   * the waker back and loses nothing: what was already handed to this future goes to the next in
   * line. Harmless after completion and when repeated.
   */
  default void drop() {}
}
