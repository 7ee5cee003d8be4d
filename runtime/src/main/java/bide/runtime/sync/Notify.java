package bide.runtime.sync;

import bide.runtime.task.Future;

/**
 * A signal without a value. {@link #notifyOne} wakes the longest waiting or, where nobody waits, is
 * kept for the next who does; it is kept once, however often it is repeated. {@link #notifyWaiting}
 * reaches every wait that was made before it, polled or not, and is not kept. Thread-safe; a wait
 * that is dropped after {@code notifyOne} chose it passes that on.
 */
public final class Notify extends Guarded {
  // All guarded by the lock.
  private boolean stored;
  private long broadcasts;
  private final Waiter.Queue waiting = new Waiter.Queue();

  /** Waits for a signal; completes with null. */
  public Future notified() {
    lock();
    long seen = broadcasts;
    unlock();
    return new Notified(this, seen);
  }

  public void notifyOne() {
    Woken woken = new Woken();
    lock();
    try {
      pass(woken);
    } finally {
      unlock();
    }
    woken.wakeAll();
  }

  /** All who wait now. */
  public void notifyWaiting() {
    Woken woken = new Woken();
    lock();
    try {
      broadcasts++;
      waiting.finishAll(Waiter.DONE, woken);
    } finally {
      unlock();
    }
    woken.wakeAll();
  }

  private void pass(Woken woken) {
    Waiter next = waiting.poll();
    if (next == null) {
      stored = true;
    } else {
      ((Notified) next).chosen = true;
      woken.add(next.finish(Waiter.DONE));
    }
  }

  private static final class Notified extends Wait {
    private final Notify notify;
    private final long seen;

    /** By a signal for one, rather than one for all. */
    private boolean chosen;

    Notified(Notify notify, long seen) {
      super(notify, notify.waiting);
      this.notify = notify;
      this.seen = seen;
    }

    @Override
    String name() {
      return "notified";
    }

    @Override
    void attempt(Woken woken) {
      if (notify.broadcasts != seen) {
        setPhase(DONE);
      } else if (notify.stored) {
        notify.stored = false;
        chosen = true;
        setPhase(DONE);
      }
    }

    @Override
    void giveBack(Woken woken) {
      if (chosen) {
        chosen = false;
        notify.pass(woken);
      }
    }
  }
}
