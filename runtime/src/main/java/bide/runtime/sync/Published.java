package bide.runtime.sync;

import bide.runtime.task.Future;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Broadcast} and {@link Watch} have in common: everything sent goes to every receiver,
 * a send never waits, and each receiver has a place of its own in what was sent. A send wakes all
 * who wait; each then looks for itself, so that a receive that is dropped has taken nothing.
 * Thread-safe.
 *
 * @param <T> what is sent; null is allowed
 */
public abstract sealed class Published<T> extends Guarded permits Broadcast, Watch {
  /** Values sent so far. Guarded by the lock, like all else. */
  long sent;

  private boolean closed;
  private final Waiter.Queue waiting = new Waiter.Queue();

  /** Keeps a value, as number {@code sent}; under the lock. */
  abstract void keep(@Nullable T value);

  /**
   * The number of the next value for a receiver that has had those before {@code place}, of which
   * there is at least one. Under the lock.
   *
   * @throws LaggedException when that is no longer kept
   */
  abstract long next(Receiver<T> receiver);

  /** A value that is kept, by its number; under the lock. */
  abstract @Nullable Object kept(long number);

  /** A receiver of what is sent from now on. */
  public final Receiver<T> subscribe() {
    lock();
    long place = sent;
    unlock();
    return new Receiver<>(this, place);
  }

  /** Sends to all receivers; false when it is closed. */
  public final boolean send(@Nullable T value) {
    Woken woken = new Woken();
    lock();
    try {
      if (closed) {
        return false;
      }
      keep(value);
      sent++;
      waiting.finishAll(Waiter.NEW, woken); // they are to look again
    } finally {
      unlock();
    }
    woken.wakeAll();
    return true;
  }

  /**
   * Ends sending; what was sent can still be received, then receives fail.
   *
   * @return false when it was closed before
   */
  public final boolean close() {
    return close(null);
  }

  /**
   * The same.
   *
   * @param by who does it, for the errors that it leads to
   */
  public final boolean close(@Nullable Object by) {
    Woken woken = new Woken();
    lock();
    try {
      if (closed) {
        return false;
      }
      closedBy(by);
      closed = true;
      waiting.finishAll(Waiter.NEW, woken);
    } finally {
      unlock();
    }
    woken.wakeAll();
    return true;
  }

  public final boolean isClosed() {
    lock();
    boolean c = closed;
    unlock();
    return c;
  }

  /** One place in what is sent. */
  public static final class Receiver<T> {
    final Published<T> source;

    /** How many values this receiver is past; guarded by the source's lock. */
    long place;

    Receiver(Published<T> source, long place) {
      this.source = source;
      this.place = place;
    }

    public Published<T> source() {
      return source;
    }

    /**
     * Completes with the next value. Throws {@link ChannelClosedException} when there will be none,
     * {@link LaggedException} when values were missed; the receive after that gives the oldest one
     * still kept.
     */
    public Future recv() {
      return new Next<>(this);
    }

    /** The next value if there is one now, else {@link Channel#WOULD_BLOCK} or CLOSED. */
    public @Nullable Object tryRecv() {
      source.lock();
      try {
        return place < source.sent ? take() : source.closed ? Channel.CLOSED : Channel.WOULD_BLOCK;
      } finally {
        source.unlock();
      }
    }

    private @Nullable Object take() {
      long number = source.next(this);
      place = number + 1;
      return source.kept(number);
    }
  }

  private static final class Next<T> extends Wait implements Receive {
    private final Receiver<T> receiver;

    Next(Receiver<T> receiver) {
      super(receiver.source, receiver.source.waiting);
      this.receiver = receiver;
    }

    @Override
    String name() {
      return "recv";
    }

    @Override
    void attempt(Woken woken) {
      if (receiver.place < receiver.source.sent) {
        setPhase(TAKEN); // stays so where the receiver lags
        value = receiver.take();
        setPhase(DONE);
      } else if (receiver.source.closed) {
        setPhase(CLOSED);
      }
    }
  }
}
