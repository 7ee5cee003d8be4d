package bide.runtime.sync;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Everything sent goes to every receiver, which may fall behind by as many values as are kept; one
 * that falls behind further misses the oldest, and is told how many.
 *
 * @param <T> what is sent; null is allowed
 */
public final class Broadcast<T> extends Published<T> {
  private final int capacity;

  /** Number {@code n} lies at {@code n % capacity}; grows to the capacity as it fills. */
  private @Nullable Object[] ring;

  /**
   * @param capacity how many values are kept for slow receivers; at least 1
   */
  public Broadcast(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("a broadcast must keep at least 1 value");
    }
    this.capacity = capacity;
    this.ring = new Object[Math.min(capacity, 8)];
  }

  public int capacity() {
    return capacity;
  }

  @Override
  void keep(@Nullable T value) {
    if (sent >= ring.length && ring.length < capacity) {
      // Until the ring has its full size, numbers are its indexes.
      ring = Arrays.copyOf(ring, (int) Math.min(capacity, ring.length * 2L));
    }
    ring[(int) (sent % ring.length)] = value;
  }

  @Override
  long next(Receiver<T> receiver) {
    long oldest = Math.max(0, sent - capacity);
    if (receiver.place < oldest) {
      long missed = oldest - receiver.place;
      receiver.place = oldest;
      throw new LaggedException(missed);
    }
    return receiver.place;
  }

  @Override
  @Nullable Object kept(long number) {
    return ring[(int) (number % ring.length)];
  }
}
