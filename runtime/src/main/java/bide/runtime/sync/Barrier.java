package bide.runtime.sync;

import bide.runtime.task.Future;

/**
 * Where a number of tasks wait for each other: all go on when the last of them has arrived, and it
 * can be used again. Thread-safe; who leaves before the others have come does not count.
 */
public final class Barrier extends Guarded {
  private final int parties;

  // Both guarded by the lock.
  private int arrived;
  private final Waiter.Queue waiting = new Waiter.Queue();

  /**
   * @param parties how many go on together; at least 1
   */
  public Barrier(int parties) {
    if (parties < 1) {
      throw new IllegalArgumentException("a barrier needs at least one party");
    }
    this.parties = parties;
  }

  public int parties() {
    return parties;
  }

  /**
   * Waits for the others; completes with true for one of them, the leader, and false for all
   * others.
   */
  public Future arrive() {
    return new Arrival(this);
  }

  private static final class Arrival extends Wait {
    private final Barrier barrier;

    Arrival(Barrier barrier) {
      super(barrier, barrier.waiting);
      this.barrier = barrier;
    }

    @Override
    String name() {
      return "wait";
    }

    @Override
    void attempt(Woken woken) {
      if (++barrier.arrived < barrier.parties) {
        value = false; // what it will have been, when the leader comes
        return;
      }
      barrier.arrived = 0;
      value = true;
      setPhase(DONE);
      barrier.waiting.finishAll(DONE, woken);
    }

    @Override
    void left(Woken woken) {
      barrier.arrived--;
    }
  }
}
