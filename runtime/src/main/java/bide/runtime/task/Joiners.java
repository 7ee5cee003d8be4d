package bide.runtime.task;

import java.util.LinkedHashSet;

/** Who waits for a task once there are two or more of them, first come first woken. */
final class Joiners {
  private final LinkedHashSet<Waker> wakers = new LinkedHashSet<>();
  private boolean closed;

  Joiners(Waker first, Waker second) {
    wakers.add(first);
    wakers.add(second);
  }

  /** False when the task has ended meanwhile. */
  synchronized boolean add(Waker waker) {
    if (closed) {
      return false;
    }
    wakers.add(waker);
    return true;
  }

  synchronized void remove(Waker waker) {
    wakers.remove(waker);
  }

  void closeAndWake() {
    Waker[] all;
    synchronized (this) {
      closed = true;
      all = wakers.toArray(new Waker[0]);
      wakers.clear();
    }
    for (Waker waker : all) {
      waker.wake();
    }
  }
}
