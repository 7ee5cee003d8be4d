package bide.runtime.sync;

/** A receiver of a broadcast was too slow: values that it has not had are no longer kept. */
public final class LaggedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long missed;

  LaggedException(long missed) {
    super("the receiver missed " + missed + " values", null, false, false);
    this.missed = missed;
  }

  /** How many values it will never get. */
  public long missed() {
    return missed;
  }
}
