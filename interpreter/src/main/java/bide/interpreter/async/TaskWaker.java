package bide.interpreter.async;

import bide.runtime.task.Future;
import bide.runtime.task.Waker;

/**
 * Wakes a task that awaits a future written in the language. It remembers the wake, so that one
 * which comes while the future is still being polled is not lost, and a task that was woken for
 * something else does not poll in vain.
 */
final class TaskWaker extends WakerObject {
  private final Strand strand;
  private volatile boolean woken;

  TaskWaker(Strand strand) {
    this.strand = strand;
  }

  @Override
  public void wake() {
    if (!woken) {
      woken = true;
      strand.wake();
    }
  }

  @Override
  public boolean isWaiting() {
    return strand.leaf instanceof Woken woken && woken.isOf(this);
  }

  /** The strand that it wakes. */
  Strand strand() {
    return strand;
  }

  /** A future of the next wake, or of one that has come since the last. */
  Future woken() {
    return new Woken();
  }

  private final class Woken implements Future {
    @Override
    public Object poll(Waker waker) {
      if (!woken) {
        return PENDING; // the waker is known: it is the strand that asks
      }
      woken = false;
      return null;
    }

    boolean isOf(TaskWaker waker) {
      return TaskWaker.this == waker;
    }

    @Override
    public String toString() {
      return "<future wake>";
    }
  }
}
