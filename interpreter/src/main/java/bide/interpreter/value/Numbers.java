package bide.interpreter.value;

import bide.interpreter.async.FutureHints;
import bide.interpreter.error.BideException;
import bide.interpreter.error.Errors;
import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Arithmetic on any two numbers: what the nodes' fast paths leave over. A number is a Long, a
 * BigInteger that does not fit one, or a Double. An int with a float gives a float. Division and
 * remainder of ints truncate, so {@code %} has the sign of its left operand; by zero they throw,
 * while floats follow IEEE 754. {@code a ** b} of ints is an int, or a float where {@code b} is
 * negative.
 *
 * <p>Operands that are not numbers get a TypeError. Results that would take more than {@link
 * #MAX_BITS} bits get a ValueError instead of filling the memory.
 */
public final class Numbers {
  /** The longest int that {@code **}, {@code <<} and {@code *} make: 8 MiB. */
  public static final long MAX_BITS = 1L << 26;

  private static final BigInteger MIN_LONG = BigInteger.valueOf(Long.MIN_VALUE);

  private Numbers() {}

  public static boolean isNumber(Object value) {
    return value instanceof Long || value instanceof Double || value instanceof BigInteger;
  }

  public static boolean isInt(Object value) {
    return value instanceof Long || value instanceof BigInteger;
  }

  /** A Long if it fits. */
  @TruffleBoundary
  public static Object normalise(BigInteger value) {
    return value.bitLength() < 64 ? (Object) value.longValue() : value;
  }

  /**
   * @param number Long or BigInteger
   */
  @TruffleBoundary
  public static BigInteger toBig(Object number) {
    return number instanceof Long small ? BigInteger.valueOf(small) : (BigInteger) number;
  }

  /** The nearest float; an int beyond the floats gives an infinity. */
  @TruffleBoundary
  public static double toDouble(Object number) {
    return ((Number) number).doubleValue();
  }

  @TruffleBoundary
  public static Object add(Object left, Object right) {
    if (left instanceof Long a && right instanceof Long b) {
      long sum = a + b;
      if (((a ^ sum) & (b ^ sum)) >= 0) {
        return sum;
      }
    }
    if (eitherIsFloat("+", left, right)) {
      return toDouble(left) + toDouble(right);
    }
    return normalise(toBig(left).add(toBig(right)));
  }

  @TruffleBoundary
  public static Object subtract(Object left, Object right) {
    if (left instanceof Long a && right instanceof Long b) {
      long difference = a - b;
      if (((a ^ b) & (a ^ difference)) >= 0) {
        return difference;
      }
    }
    if (eitherIsFloat("-", left, right)) {
      return toDouble(left) - toDouble(right);
    }
    return normalise(toBig(left).subtract(toBig(right)));
  }

  @TruffleBoundary
  public static Object multiply(Object left, Object right) {
    if (left instanceof Long a && right instanceof Long b) {
      long low = a * b;
      if (Math.multiplyHigh(a, b) == low >> 63) {
        return low;
      }
    }
    if (eitherIsFloat("*", left, right)) {
      return toDouble(left) * toDouble(right);
    }
    BigInteger a = toBig(left);
    BigInteger b = toBig(right);
    checkBits((long) a.bitLength() + b.bitLength() - 1);
    return normalise(a.multiply(b));
  }

  @TruffleBoundary
  public static Object divide(Object left, Object right) {
    if (eitherIsFloat("/", left, right)) {
      return toDouble(left) / toDouble(right);
    }
    checkDivisor(right);
    if (left instanceof Long a && right instanceof Long b && b != -1) {
      return a / b;
    }
    return normalise(toBig(left).divide(toBig(right)));
  }

  @TruffleBoundary
  public static Object remainder(Object left, Object right) {
    if (eitherIsFloat("%", left, right)) {
      return toDouble(left) % toDouble(right);
    }
    checkDivisor(right);
    if (left instanceof Long a && right instanceof Long b) {
      return b == -1 ? 0L : (Object) (a % b);
    }
    return normalise(toBig(left).remainder(toBig(right)));
  }

  @TruffleBoundary
  public static Object power(Object base, Object exponent) {
    if (eitherIsFloat("**", base, exponent)) {
      return Math.pow(toDouble(base), toDouble(exponent));
    }
    BigInteger b = toBig(base);
    BigInteger e = toBig(exponent);
    if (e.signum() < 0) {
      if (b.signum() == 0) {
        throw Errors.divisionByZero();
      }
      return Math.pow(b.doubleValue(), e.doubleValue());
    }
    if (b.signum() == 0 || b.abs().equals(BigInteger.ONE)) {
      return e.signum() == 0 ? 1L : b.signum() < 0 && !e.testBit(0) ? 1L : (Object) b.longValue();
    }
    if (e.bitLength() > 31) {
      throw tooLarge();
    }
    checkBits((b.abs().bitLength() - 1) * e.longValue());
    return normalise(b.pow(e.intValueExact()));
  }

  @TruffleBoundary
  public static Object negate(Object number) {
    return switch (number) {
      case Long n when n != Long.MIN_VALUE -> -n;
      case Double n -> -n;
      case Long n -> MIN_LONG.negate();
      case BigInteger n -> normalise(n.negate());
      default ->
          throw FutureHints.addTo(Errors.type("cannot negate " + Kinds.described(number)), number);
    };
  }

  public static Object abs(Object number) {
    if (number instanceof Double n) {
      return Math.abs(n);
    }
    if (number instanceof Long n) {
      if (n == Long.MIN_VALUE) {
        // So rare that compiled code has no way for it: beside a large int, others would be boxed.
        CompilerDirectives.transferToInterpreter();
        return bigAbs(number);
      }
      return Math.abs(n);
    }
    return bigAbs(number);
  }

  @TruffleBoundary
  private static Object bigAbs(Object number) {
    return normalise(toBig(number).abs());
  }

  /**
   * @param number Long, BigInteger or Double; the result is -1, 0 or 1 (0 for NaN)
   */
  @TruffleBoundary
  public static long sign(Object number) {
    if (number instanceof Double n) {
      return n > 0 ? 1 : n < 0 ? -1 : 0;
    }
    return toBig(number).signum();
  }

  @TruffleBoundary
  public static Object and(Object left, Object right) {
    checkInts("&", left, right);
    return normalise(toBig(left).and(toBig(right)));
  }

  @TruffleBoundary
  public static Object or(Object left, Object right) {
    checkInts("|", left, right);
    return normalise(toBig(left).or(toBig(right)));
  }

  @TruffleBoundary
  public static Object xor(Object left, Object right) {
    checkInts("^", left, right);
    return normalise(toBig(left).xor(toBig(right)));
  }

  /** All bits turned over, as of an int with endless sign bits: {@code -n - 1}. */
  @TruffleBoundary
  public static Object not(Object number) {
    if (!isInt(number)) {
      throw Errors.type("`~` needs an int, not " + Kinds.described(number));
    }
    return normalise(toBig(number).not());
  }

  /** Never loses bits: the result grows. Throws ValueError for a negative count. */
  @TruffleBoundary
  public static Object shiftLeft(Object left, Object right) {
    checkInts("<<", left, right);
    checkShift(right);
    BigInteger number = toBig(left);
    if (number.signum() == 0) {
      return 0L;
    }
    if (!(right instanceof Long count) || count > MAX_BITS) {
      throw tooLarge();
    }
    checkBits(number.bitLength() + count);
    return normalise(number.shiftLeft((int) (long) count));
  }

  /** Rounds down, also below zero. Throws ValueError for a negative count. */
  @TruffleBoundary
  public static Object shiftRight(Object left, Object right) {
    checkInts(">>", left, right);
    checkShift(right);
    BigInteger number = toBig(left);
    if (!(right instanceof Long count) || count > Integer.MAX_VALUE) {
      return number.signum() < 0 ? -1L : 0L;
    }
    return normalise(number.shiftRight((int) (long) count));
  }

  /** Exact, also between ints and floats; NaN equals nothing. Both must be numbers. */
  @TruffleBoundary
  public static boolean equal(Object left, Object right) {
    if (left instanceof Long a && right instanceof Long b) {
      return (long) a == b;
    }
    if (left instanceof Double a && right instanceof Double b) {
      return (double) a == b;
    }
    if (left instanceof Double a) {
      return !a.isNaN() && compareIntToDouble(right, a) == 0;
    }
    if (right instanceof Double b) {
      return !b.isNaN() && compareIntToDouble(left, b) == 0;
    }
    return left.equals(right);
  }

  /**
   * Exact, also between ints and floats. NaN comes after all others, so that sorting has an order;
   * -0.0 equals 0.0.
   */
  @TruffleBoundary
  public static int compare(Object left, Object right) {
    if (left instanceof Long a && right instanceof Long b) {
      return Long.compare(a, b);
    }
    if (left instanceof Double a) {
      if (right instanceof Double b) {
        return a < b ? -1 : a > b ? 1 : Boolean.compare(a.isNaN(), b.isNaN());
      }
      return a.isNaN() ? 1 : -compareIntToDouble(right, a);
    }
    if (right instanceof Double b) {
      return b.isNaN() ? -1 : compareIntToDouble(left, b);
    }
    return toBig(left).compareTo(toBig(right));
  }

  private static int compareIntToDouble(Object number, double other) {
    if (Double.isInfinite(other)) {
      return other > 0 ? -1 : 1;
    }
    if (number instanceof Long small && Math.abs(small) <= 1L << 53 && small != Long.MIN_VALUE) {
      return (double) small < other ? -1 : (double) small > other ? 1 : 0;
    }
    return new BigDecimal(toBig(number)).compareTo(new BigDecimal(other));
  }

  /** Equal numbers have equal hashes, whatever their kinds. */
  @TruffleBoundary
  public static int hash(Object number) {
    if (number instanceof Double n) {
      double d = n;
      if (d == Math.rint(d) && !Double.isInfinite(d)) {
        return d >= -0x1p63 && d < 0x1p63
            ? Long.hashCode((long) d)
            : new BigDecimal(d).toBigInteger().hashCode();
      }
    }
    return number.hashCode();
  }

  /**
   * The int that a whole or fractional float truncates to; throws ValueError for NaN and
   * infinities.
   */
  @TruffleBoundary
  public static Object truncate(double number) {
    if (number >= -0x1p63 && number < 0x1p63) {
      return (long) number;
    }
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      throw Errors.value(Text.display(number) + " has no int");
    }
    return normalise(new BigDecimal(number).toBigInteger());
  }

  private static boolean eitherIsFloat(String operator, Object left, Object right) {
    if (!isNumber(left) || !isNumber(right)) {
      throw FutureHints.addTo(
          Errors.type(
              "`"
                  + operator
                  + "` does not work between "
                  + Kinds.described(left)
                  + " and "
                  + Kinds.described(right)),
          left,
          right);
    }
    return left instanceof Double || right instanceof Double;
  }

  private static void checkInts(String operator, Object left, Object right) {
    if (!isInt(left) || !isInt(right)) {
      throw FutureHints.addTo(
          Errors.type(
              "`"
                  + operator
                  + "` needs two ints, not "
                  + Kinds.described(left)
                  + " and "
                  + Kinds.described(right)),
          left,
          right);
    }
  }

  private static void checkDivisor(Object divisor) {
    if (divisor instanceof Long n && n == 0) {
      throw Errors.divisionByZero();
    }
  }

  private static void checkShift(Object count) {
    if (toBig(count).signum() < 0) {
      throw Errors.value("cannot shift by a negative number of bits: " + count);
    }
  }

  private static void checkBits(long bits) {
    if (bits > MAX_BITS) {
      throw tooLarge();
    }
  }

  private static BideException tooLarge() {
    return Errors.value("the result would have more than " + MAX_BITS + " bits");
  }
}
