package bide.runtime.sync;

import bide.runtime.task.WakeList;
import bide.runtime.task.Waker;
import org.jspecify.annotations.Nullable;

/**
 * Wakers collected under a lock, to be called after it was given back. Most often there is none or
 * one, and then this needs no list. Not thread-safe.
 */
final class Woken {
  private @Nullable Waker first;
  private @Nullable WakeList others;

  void add(@Nullable Waker waker) {
    if (waker == null) {
      return;
    }
    if (first == null) {
      first = waker;
      return;
    }
    if (others == null) {
      others = new WakeList();
    }
    others.add(waker);
  }

  /** Calls all in the order they came; once. */
  void wakeAll() {
    if (first != null) {
      first.wake();
      if (others != null) {
        others.wakeAll();
      }
    }
  }
}
