package bide.runtime.sync;

import bide.runtime.task.Future;
import bide.runtime.task.FutureEndedException;
import bide.runtime.task.Waker;
import org.jspecify.annotations.Nullable;

/**
 * A waiter that needs one thing of one object: it gets it when it is first polled, or stands in
 * that object's queue until somebody hands it over. What was handed over and not taken is given
 * back when the wait is dropped. Subclasses say what there is to get; their methods run under the
 * lock.
 */
abstract class Wait extends Waiter {
  private final Guarded source;
  private final Queue queue;

  Wait(Guarded source, Queue queue) {
    this.source = source;
    this.queue = queue;
  }

  /** In messages: {@code "lock"}. */
  abstract String name();

  /**
   * Gets it if that is possible now: sets {@link #value} for a result other than null and the phase
   * to DONE, or to CLOSED. Leaves the phase as it is where it has to wait.
   */
  abstract void attempt(Woken woken);

  /** It was in the queue and has left it with nothing. */
  void left(@SuppressWarnings("unused") Woken woken) {}

  /** It was handed over, and nobody will take it. */
  void giveBack(@SuppressWarnings("unused") Woken woken) {}

  /** The failure of a wait whose phase is CLOSED. */
  RuntimeException closed() {
    return new ChannelClosedException(source.closer());
  }

  @Override
  public final @Nullable Object poll(Waker newWaker) {
    int p = phase();
    if (p == NEW || p == QUEUED) {
      p = step(newWaker);
    }
    switch (p) {
      case DONE -> {
        if (!take()) {
          return poll(newWaker);
        }
        Object result = value;
        value = null;
        return result;
      }
      case CLOSED -> {
        setPhase(TAKEN);
        throw closed();
      }
      case QUEUED -> {
        return Future.PENDING;
      }
      default -> throw new FutureEndedException(name());
    }
  }

  private int step(Waker newWaker) {
    Woken woken = new Woken();
    int reached;
    source.lock();
    try {
      if (phase() == NEW) {
        attempt(woken);
        if (phase() == NEW) {
          setPhase(QUEUED);
          queue.add(this);
        }
      }
      if (phase() == QUEUED) {
        await(name(), newWaker);
      }
      reached = phase();
    } finally {
      source.unlock();
    }
    woken.wakeAll();
    return reached;
  }

  @Override
  public final void retreat(Waker last) {
    Woken woken = new Woken();
    source.lock();
    try {
      if (phase() == QUEUED && waker == last) {
        setPhase(NEW);
        waker = null;
        queue.remove(this);
        left(woken);
      } else if (untake()) {
        giveBack(woken);
        value = null;
      }
    } finally {
      source.unlock();
    }
    woken.wakeAll();
  }

  @Override
  public final void drop() {
    Woken woken = new Woken();
    source.lock();
    try {
      int p = phase();
      // First: what is given back must not come to this one again.
      setPhase(TAKEN);
      waker = null;
      if (p == QUEUED) {
        queue.remove(this);
        left(woken);
      } else if (p == DONE) {
        giveBack(woken);
      }
      value = null;
    } finally {
      source.unlock();
    }
    woken.wakeAll();
  }

  @Override
  public final String toString() {
    return "<future " + name() + ">";
  }
}
