package bide.runtime.blocking;

/** A blocking job threw a checked exception, which is the cause. */
public final class BlockingFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BlockingFailedException(Throwable cause) {
    super(cause.getMessage(), cause);
  }
}
