package bide.runtime.sync;

/** An acquire from a semaphore that is closed. */
public final class SemaphoreClosedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SemaphoreClosedException() {
    super("the semaphore is closed", null, false, false);
  }
}
