package bide.runtime.sync;

import org.jspecify.annotations.Nullable;

/**
 * A number of permits that tasks take and give back, first come first served: whoever asks for many
 * is not overtaken by those who ask for fewer and came later. Thread-safe; an acquire that is
 * dropped passes on what it was granted.
 */
public final class Semaphore extends Guarded {
  // Both guarded by the lock, like the queue.
  private long permits;
  private boolean closed;
  private final Waiter.Queue waiting = new Waiter.Queue();

  /**
   * @param permits at first; 0 or more
   */
  public Semaphore(long permits) {
    if (permits < 0) {
      throw new IllegalArgumentException("a semaphore cannot begin with fewer than 0 permits");
    }
    this.permits = permits;
  }

  /** Permits that nobody holds. */
  public long available() {
    lock();
    long n = permits;
    unlock();
    return n;
  }

  public boolean isClosed() {
    lock();
    boolean c = closed;
    unlock();
    return c;
  }

  /**
   * Takes {@code count} permits, waiting for them; completes with null. Throws {@link
   * SemaphoreClosedException} when the semaphore is closed before.
   */
  public Acquire acquire(long count) {
    return new Acquire(this, count, "acquire");
  }

  Acquire acquire(long count, String name) {
    return new Acquire(this, count, name);
  }

  /** Takes {@code count} permits if they are there and nobody waits; whether it did. */
  public boolean tryAcquire(long count) {
    lock();
    try {
      return take(count);
    } finally {
      unlock();
    }
  }

  /** Gives {@code count} permits back, or adds them. */
  public void release(long count) {
    Woken woken = new Woken();
    lock();
    try {
      permits += count;
      admit(woken);
    } finally {
      unlock();
    }
    woken.wakeAll();
  }

  /**
   * Acquires that wait, and later ones, fail; what is held can still be given back.
   *
   * @return false when it was closed before
   */
  public boolean close() {
    return close(null);
  }

  /**
   * The same.
   *
   * @param by who does it, for the errors that it leads to
   */
  public boolean close(@Nullable Object by) {
    Woken woken = new Woken();
    lock();
    try {
      if (closed) {
        return false;
      }
      closedBy(by);
      closed = true;
      waiting.finishAll(Waiter.CLOSED, woken);
    } finally {
      unlock();
    }
    woken.wakeAll();
    return true;
  }

  private boolean take(long count) {
    if (closed || permits < count || !waiting.isEmpty()) {
      return false;
    }
    permits -= count;
    return true;
  }

  /** Hands permits to those at the head of the queue, as far as they go. */
  private void admit(Woken woken) {
    while (waiting.peek() instanceof Acquire next && next.count <= permits) {
      waiting.remove(next);
      permits -= next.count;
      woken.add(next.finish(Waiter.DONE));
    }
  }

  /** An acquire. */
  public static final class Acquire extends Wait {
    private final Semaphore semaphore;
    private final long count;
    private final String name;

    private Acquire(Semaphore semaphore, long count, String name) {
      super(semaphore, semaphore.waiting);
      this.semaphore = semaphore;
      this.count = count;
      this.name = name;
    }

    @Override
    String name() {
      return name;
    }

    @Override
    void attempt(Woken woken) {
      if (semaphore.closed) {
        setPhase(CLOSED);
      } else if (semaphore.take(count)) {
        setPhase(DONE);
      }
    }

    /** One that waited for many may have stood before others who need fewer. */
    @Override
    void left(Woken woken) {
      semaphore.admit(woken);
    }

    @Override
    void giveBack(Woken woken) {
      semaphore.permits += count;
      semaphore.admit(woken);
    }

    @Override
    RuntimeException closed() {
      return new SemaphoreClosedException(semaphore.closer());
    }
  }
}
