package bide.interpreter.ownership;

import bide.interpreter.value.Region;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way that may hold owned values. They are in a region of their own until the
 * receiver opens it.
 */
public final class Parcel {
  private final Object content;
  private final Region region;

  private Parcel(Object content, Region region) {
    this.content = content;
    this.region = region;
  }

  /**
   * What to send for {@code value}: itself where every task may read it.
   *
   * @param place where it is sent: a node
   * @throws bide.interpreter.error.BideException OwnershipError where the sender does not own it
   */
  public static Object of(Object value, Region sender, @Nullable Object place) {
    if (!Handover.mayHold(value)) {
      return value;
    }
    Region region = new Region(0, place);
    Handover.move(value, sender, region);
    return new Parcel(value, region);
  }

  /** What was sent; it belongs to the receiver now. */
  public static Object open(Object sent, Region receiver) {
    if (sent instanceof Parcel parcel) {
      parcel.region.passTo(receiver);
      return parcel.content;
    }
    return sent;
  }
}
