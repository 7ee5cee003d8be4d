package bide.runtime.task;

/**
 * Tells whoever waits that a poll may now get further. May be called from any thread, any number of
 * times, early or late: a wake is a hint to poll again, never a value.
 */
@FunctionalInterface
public interface Waker {
  void wake();
}
