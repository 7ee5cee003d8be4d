package bide.interpreter.library;

import bide.interpreter.value.Numbers;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** Methods of floats. */
final class FloatMethods {
  /** From here on all floats are ints. */
  private static final double FIRST_WITHOUT_FRACTION = 0x1p52;

  private FloatMethods() {}

  static MethodSet all() {
    MethodSet set = new MethodSet();
    IntMethods.common(set);
    set.add(
        "to_int()",
        "The int without the fraction, as `trunc`.",
        "2.7.to_int() -> 2",
        (cx, call, self, args) -> Numbers.truncate((Double) self));
    set.add(
        "to_float()", "The float itself.", "2.7.to_float() -> 2.7", (cx, call, self, args) -> self);
    set.add(
        "floor()",
        "The greatest int that is not above.",
        "(-2.5).floor() -> -3",
        (cx, call, self, args) -> Numbers.truncate(Math.floor((Double) self)));
    set.add(
        "ceil()",
        "The least int that is not below.",
        "2.1.ceil() -> 3",
        (cx, call, self, args) -> Numbers.truncate(Math.ceil((Double) self)));
    set.add(
        "round(decimals?)",
        "The nearest int, half away from zero; with a number of decimals, the nearest float that has them.",
        "2.5.round() -> 3\n" + "2.675.round(2) -> 2.68",
        (cx, call, self, args) -> round((Double) self, args[0]));
    set.add(
        "trunc()",
        "The int without the fraction.",
        "(-2.7).trunc() -> -2",
        (cx, call, self, args) -> Numbers.truncate((Double) self));
    set.add(
        "fract()",
        "The fraction without the int; sign as the float's.",
        "2.75.fract() -> 0.75",
        (cx, call, self, args) -> (Double) self % 1.0);
    set.add(
        "is_nan()",
        "Whether it is not a number.",
        "(0.0 / 0.0).is_nan() -> true",
        (cx, call, self, args) -> ((Double) self).isNaN());
    set.add(
        "is_finite()",
        "Whether it is neither infinite nor NaN.",
        "(1.0 / 0.0).is_finite() -> false",
        (cx, call, self, args) -> Double.isFinite((Double) self));
    set.add(
        "is_infinite()",
        "Whether it is one of the infinities.",
        "(1.0 / 0.0).is_infinite() -> true",
        (cx, call, self, args) -> ((Double) self).isInfinite());
    set.add(
        "to_bits()",
        "The 64 bits of its IEEE 754 form, an int from 0.",
        "1.0.to_bits().format(\"x\") -> 3ff0000000000000",
        (cx, call, self, args) ->
            Numbers.normalise(
                new BigInteger(Long.toUnsignedString(Double.doubleToRawLongBits((Double) self)))));
    set.add(
        "copysign(sign)",
        "This size with the sign of another number.",
        "3.0.copysign(-1) -> -3.0",
        (cx, call, self, args) ->
            Math.copySign(
                (Double) self, Numbers.toDouble(Args.number(args[0], "copysign", "sign"))));
    return set;
  }

  /**
   * From the float's shortest decimal, so that 2.675 rounds to 2.68 as it reads, not to 2.67 as its
   * binary value would.
   */
  private static Object round(double number, Object decimals) {
    if (decimals != null && !Double.isFinite(number)) {
      return number;
    }
    int scale =
        decimals == null
            ? 0
            : (int) Math.clamp(Args.integer(decimals, "round", "decimals"), -400, 400);
    if (decimals == null && !(Math.abs(number) < FIRST_WITHOUT_FRACTION)) {
      return Numbers.truncate(number);
    }
    BigDecimal rounded =
        new BigDecimal(Double.toString(number)).setScale(scale, RoundingMode.HALF_UP);
    return decimals == null
        ? Numbers.normalise(rounded.toBigIntegerExact())
        : (Object) Math.copySign(rounded.doubleValue(), number);
  }
}
