package bide.runtime.sync;

import org.jspecify.annotations.Nullable;

/**
 * A value that changes, and those who wait for that: a receiver gets the latest value, and does not
 * see the ones between two looks.
 *
 * @param <T> what is sent; null is allowed
 */
public final class Watch<T> extends Published<T> {
  private @Nullable T latest;

  public Watch(@Nullable T first) {
    latest = first;
  }

  public @Nullable T latest() {
    lock();
    T v = latest;
    unlock();
    return v;
  }

  @Override
  void keep(@Nullable T value) {
    latest = value;
  }

  @Override
  long next(Receiver<T> receiver) {
    return sent - 1;
  }

  @Override
  @Nullable Object kept(long number) {
    return latest;
  }
}
