package bide.interpreter.value;

/**
 * A point on the clock of the run, real or virtual. Immutable; only the difference of two has a
 * meaning.
 *
 * @param nanos since an origin that all instants of a run share
 */
public record BideInstant(long nanos) implements Comparable<BideInstant> {

  public BideInstant plus(BideDuration duration) {
    return new BideInstant(new BideDuration(nanos).plus(duration).nanos());
  }

  public BideInstant minus(BideDuration duration) {
    return new BideInstant(new BideDuration(nanos).minus(duration).nanos());
  }

  /** The time from {@code earlier} to this. */
  public BideDuration since(BideInstant earlier) {
    return new BideDuration(nanos).minus(new BideDuration(earlier.nanos));
  }

  @Override
  public int compareTo(BideInstant other) {
    return Long.compare(nanos, other.nanos);
  }

  @Override
  public String toString() {
    return "<instant " + new BideDuration(nanos) + ">";
  }
}
