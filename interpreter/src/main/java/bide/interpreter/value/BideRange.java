package bide.interpreter.value;

import bide.interpreter.error.Errors;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;

/**
 * A range of ints of 64 bits: {@code a..b}, {@code a..=b}, {@code a..}, {@code ..b}, {@code ..=b}
 * or {@code ..}. Immutable. One with a start can be iterated, one without an end forever; all can
 * slice and match.
 */
public final class BideRange {
  private final long start;
  private final long end;
  private final boolean hasStart;
  private final boolean hasEnd;
  private final boolean inclusive;

  private BideRange(long start, boolean hasStart, long end, boolean hasEnd, boolean inclusive) {
    this.start = start;
    this.end = end;
    this.hasStart = hasStart;
    this.hasEnd = hasEnd;
    this.inclusive = inclusive;
  }

  public static BideRange of(long start, long end, boolean inclusive) {
    return new BideRange(start, true, end, true, inclusive);
  }

  /** {@code start..} */
  public static BideRange from(long start) {
    return new BideRange(start, true, 0, false, false);
  }

  /** {@code ..end} or {@code ..=end} */
  public static BideRange to(long end, boolean inclusive) {
    return new BideRange(0, false, end, true, inclusive);
  }

  /** {@code ..} */
  public static BideRange all() {
    return new BideRange(0, false, 0, false, false);
  }

  /** Zero where there is none. */
  public long start() {
    return start;
  }

  /** As written; zero where there is none. */
  public long end() {
    return end;
  }

  public boolean hasStart() {
    return hasStart;
  }

  public boolean hasEnd() {
    return hasEnd;
  }

  public boolean inclusive() {
    return inclusive;
  }

  public boolean isEmpty() {
    return hasStart && hasEnd && (inclusive ? start > end : start >= end);
  }

  /**
   * The greatest int in a range that is not empty and has an end; {@code Long.MAX_VALUE} without an
   * end.
   */
  public long last() {
    return !hasEnd ? Long.MAX_VALUE : inclusive ? end : end - 1;
  }

  public boolean contains(long number) {
    return (!hasStart || number >= start)
        && (!hasEnd || (inclusive ? number <= end : number < end));
  }

  /**
   * How many ints; normalised, since a range over all 64 bits has more than fit. Only where both
   * ends exist.
   */
  public Object count() {
    if (isEmpty()) {
      return 0L;
    }
    return Numbers.add(Numbers.subtract(last(), start), 1L);
  }

  /**
   * The first index that this range covers of {@code length} elements; throws IndexError unless the
   * slice lies within them.
   */
  public int sliceStart(int length, String kind) {
    if (start < 0 || start > length) {
      throw outside(length, kind);
    }
    return (int) start;
  }

  /**
   * The index after the last that this range covers; see {@link #sliceStart}. At least the start.
   */
  public int sliceEnd(int length, String kind) {
    if (!hasEnd) {
      return length;
    }
    if (end < 0 || end > length || (inclusive && end == length)) {
      throw outside(length, kind);
    }
    return (int) Math.max(inclusive ? end + 1 : end, start);
  }

  @TruffleBoundary
  private RuntimeException outside(int length, String kind) {
    return Errors.index(
        "the range " + this + " is out of range for " + Kinds.sized(kind) + " of length " + length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BideRange range
        && start == range.start
        && end == range.end
        && hasStart == range.hasStart
        && hasEnd == range.hasEnd
        && inclusive == range.inclusive;
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(start) + Long.hashCode(end) + (inclusive ? 7 : 0);
  }

  @Override
  public String toString() {
    return (hasStart ? Long.toString(start) : "")
        + (inclusive ? "..=" : "..")
        + (hasEnd ? Long.toString(end) : "");
  }
}
