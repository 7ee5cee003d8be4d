package bide.runtime.task;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Wakers collected under a lock or inside a select, to be called when that is over: a waker may
 * take other locks or run code that must not run while blocked. Not thread-safe.
 */
public final class WakeList {
  private @Nullable Waker[] wakers = new Waker[16];
  private int size;

  public void add(Waker waker) {
    if (size == wakers.length) {
      wakers = Arrays.copyOf(wakers, size * 2);
    }
    wakers[size++] = waker;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  public int size() {
    return size;
  }

  /** Calls all in the order they came, and empties the list. */
  public void wakeAll() {
    int n = size;
    size = 0;
    for (int i = 0; i < n; i++) {
      Waker waker = wakers[i];
      wakers[i] = null;
      waker.wake();
    }
    if (wakers.length > 4096) {
      // One burst of timers must not keep its space for good.
      wakers = new Waker[16];
    }
  }
}
