package bide.runtime.sync;

import org.jspecify.annotations.Nullable;

/** An acquire from a semaphore that is closed. */
public final class SemaphoreClosedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient @Nullable Object by;

  SemaphoreClosedException(@Nullable Object by) {
    super("the semaphore is closed", null, false, false);
    this.by = by;
  }

  /** Who closed it, as given to {@code close}; null where that is not known. */
  public @Nullable Object by() {
    return by;
  }
}
