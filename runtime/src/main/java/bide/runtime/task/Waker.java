package bide.runtime.task;

/**
 * Tells whoever waits that a poll may now get further. May be called from any thread, any number of
 * times, early or late: a wake is a hint to poll again, never a value.
 */
@FunctionalInterface
public interface Waker {
  void wake();

  /**
   * Whether who made this waker waits for the futures that it polled with it and that are pending:
   * until they end or are dropped, nobody else may poll these. False for a waker that one may
   * replace by another at any time.
   */
  default boolean isWaiting() {
    return false;
  }
}
