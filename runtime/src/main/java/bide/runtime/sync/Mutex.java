package bide.runtime.sync;

/**
 * A lock that one holds at a time, first come first served: a semaphore of one permit. Not
 * reentrant, and not bound to a task: whoever has it may unlock it.
 */
public final class Mutex {
  private final Semaphore semaphore = new Semaphore(1);

  /** Locks, waiting for it; completes with null. */
  public Semaphore.Acquire lock() {
    return semaphore.acquire(1, "lock");
  }

  /** Locks if it is free and nobody waits; whether it did. */
  public boolean tryLock() {
    return semaphore.tryAcquire(1);
  }

  /** By the holder: the longest waiting gets it. */
  public void unlock() {
    semaphore.release(1);
  }

  public boolean isLocked() {
    return semaphore.available() == 0;
  }
}
