package bide.interpreter.value;

import bide.interpreter.error.BideException;
import bide.interpreter.error.Errors;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A span of time, to the nanosecond, up to 292 years either way. Immutable. Arithmetic that leaves
 * those bounds throws a ValueError.
 *
 * @param nanos may be negative
 */
public record BideDuration(long nanos) implements Comparable<BideDuration> {
  public static final BideDuration ZERO = new BideDuration(0);

  private static final long[] UNIT_NANOS = {1_000_000_000, 1_000_000, 1_000, 1};
  private static final String[] UNITS = {"s", "ms", "us", "ns"};

  private static final Pattern PART =
      Pattern.compile("(\\d{1,18}(?:\\.\\d{1,18})?)\\s*(ms|us|µs|ns|d|h|m|s)");

  private static final Pattern WRITTEN = Pattern.compile("(?:" + PART.pattern() + "\\s*)+");

  public BideDuration plus(BideDuration other) {
    long sum = nanos + other.nanos;
    if (((nanos ^ sum) & (other.nanos ^ sum)) < 0) {
      throw tooLong();
    }
    return new BideDuration(sum);
  }

  public BideDuration minus(BideDuration other) {
    long difference = nanos - other.nanos;
    if (((nanos ^ other.nanos) & (nanos ^ difference)) < 0) {
      throw tooLong();
    }
    return new BideDuration(difference);
  }

  public BideDuration negated() {
    if (nanos == Long.MIN_VALUE) {
      throw tooLong();
    }
    return new BideDuration(-nanos);
  }

  public BideDuration abs() {
    return nanos < 0 ? negated() : this;
  }

  @TruffleBoundary
  public BideDuration times(long factor) {
    long high = Math.multiplyHigh(nanos, factor);
    long low = nanos * factor;
    if (high != low >> 63) {
      throw tooLong();
    }
    return new BideDuration(low);
  }

  /** Rounds to the nearest nanosecond. */
  @TruffleBoundary
  public BideDuration times(double factor) {
    return ofNanos(nanos * factor);
  }

  /** Truncates to a nanosecond; throws DivisionByZero. */
  @TruffleBoundary
  public BideDuration dividedBy(long divisor) {
    if (divisor == 0) {
      throw Errors.divisionByZero();
    }
    return divisor == -1 ? negated() : new BideDuration(nanos / divisor);
  }

  /** Rounds to the nearest nanosecond; throws DivisionByZero, since no duration is infinite. */
  @TruffleBoundary
  public BideDuration dividedBy(double divisor) {
    if (divisor == 0) {
      throw Errors.divisionByZero();
    }
    return ofNanos(nanos / divisor);
  }

  /** How many times {@code divisor} fits into this, as a float; throws DivisionByZero. */
  @TruffleBoundary
  public double dividedBy(BideDuration divisor) {
    if (divisor.nanos == 0) {
      throw Errors.divisionByZero();
    }
    return (double) nanos / divisor.nanos;
  }

  /**
   * What is left after as many whole {@code divisor} as fit; sign as this. Throws DivisionByZero.
   */
  @TruffleBoundary
  public BideDuration remainder(BideDuration divisor) {
    if (divisor.nanos == 0) {
      throw Errors.divisionByZero();
    }
    return new BideDuration(divisor.nanos == -1 ? 0 : nanos % divisor.nanos);
  }

  /**
   * The duration nearest to so many nanoseconds; throws ValueError for NaN and what is too long.
   */
  @TruffleBoundary
  public static BideDuration ofNanos(double nanos) {
    double rounded = Math.rint(nanos);
    if (!(rounded >= -0x1p63 && rounded < 0x1p63)) {
      throw tooLong();
    }
    return new BideDuration((long) rounded);
  }

  @TruffleBoundary
  private static BideException tooLong() {
    return Errors.value("a duration cannot be longer than 292 years");
  }

  /**
   * What the text writes, such as {@code 1.5s}, {@code -250ms} or {@code 1h30m}; null where it
   * writes none. Throws ValueError for what is too long.
   */
  @TruffleBoundary
  public static BideDuration parse(String text) {
    boolean negative = text.startsWith("-");
    String rest = negative || text.startsWith("+") ? text.substring(1) : text;
    if (!WRITTEN.matcher(rest).matches()) {
      return null;
    }
    BigDecimal nanos = BigDecimal.ZERO;
    Matcher part = PART.matcher(rest);
    while (part.find()) {
      BigDecimal unit =
          BigDecimal.valueOf(
              switch (part.group(2)) {
                case "d" -> 86_400_000_000_000L;
                case "h" -> 3_600_000_000_000L;
                case "m" -> 60_000_000_000L;
                case "s" -> 1_000_000_000L;
                case "ms" -> 1_000_000L;
                case "us", "µs" -> 1_000L;
                default -> 1L;
              });
      nanos = nanos.add(new BigDecimal(part.group(1)).multiply(unit));
    }
    nanos = nanos.setScale(0, RoundingMode.HALF_EVEN);
    if (nanos.toBigInteger().bitLength() > 63) {
      throw tooLong();
    }
    return new BideDuration(negative ? -nanos.longValue() : nanos.longValue());
  }

  @Override
  public int compareTo(BideDuration other) {
    return Long.compare(nanos, other.nanos);
  }

  /** With a fixed number of decimals, in the unit that {@link #toString()} picks. */
  @TruffleBoundary
  String toString(int decimals) {
    int unit = unit();
    BigDecimal amount = BigDecimal.valueOf(nanos).divide(BigDecimal.valueOf(UNIT_NANOS[unit]));
    return amount.setScale(decimals, RoundingMode.HALF_EVEN).toPlainString() + UNITS[unit];
  }

  private int unit() {
    if (nanos == 0) {
      return 0;
    }
    int unit = 0;
    while (Math.abs(nanos) < UNIT_NANOS[unit] && nanos != Long.MIN_VALUE) {
      unit++;
    }
    return unit;
  }

  /**
   * As a literal in the largest unit up to seconds that it fills: {@code 90s}, {@code 1.5s}, {@code
   * 250ms}, {@code 10us}.
   */
  @Override
  public String toString() {
    int unit = unit();
    BigDecimal amount = BigDecimal.valueOf(nanos).divide(BigDecimal.valueOf(UNIT_NANOS[unit]));
    return (nanos == 0 ? "0" : amount.stripTrailingZeros().toPlainString()) + UNITS[unit];
  }
}
