package bide.runtime.sync;

/**
 * A lock for many readers or one writer, first come first served: readers who come after a waiting
 * writer wait for it, so that it is not starved. A semaphore of which a reader takes one permit and
 * a writer all.
 */
public final class RwLock {
  private static final int READERS = Integer.MAX_VALUE;

  private final Semaphore semaphore = new Semaphore(READERS);

  /** Locks for reading; completes with null. */
  public Semaphore.Acquire read() {
    return semaphore.acquire(1, "read");
  }

  /** Locks for writing; completes with null. */
  public Semaphore.Acquire write() {
    return semaphore.acquire(READERS, "write");
  }

  /** Locks for reading if nobody writes and nobody waits; whether it did. */
  public boolean tryRead() {
    return semaphore.tryAcquire(1);
  }

  /** Locks for writing if nobody reads, writes or waits; whether it did. */
  public boolean tryWrite() {
    return semaphore.tryAcquire(READERS);
  }

  /** By a reader. */
  public void endRead() {
    semaphore.release(1);
  }

  /** By the writer. */
  public void endWrite() {
    semaphore.release(READERS);
  }
}
