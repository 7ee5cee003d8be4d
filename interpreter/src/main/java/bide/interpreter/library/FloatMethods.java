package bide.interpreter.library;

import bide.interpreter.value.Numbers;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Methods of floats. More functions of floats are in the module {@code math}. */
final class FloatMethods {
  private FloatMethods() {}

  static MethodSet all() {
    MethodSet set = new MethodSet();
    IntMethods.common(set);
    set.add(
        "to_int()",
        "The int without the fraction, as `trunc`.",
        (cx, call, self, args) -> Numbers.truncate((Double) self));
    set.add("to_float()", "The float itself.", (cx, call, self, args) -> self);
    set.add(
        "floor()",
        "The greatest int that is not above.",
        (cx, call, self, args) -> Numbers.truncate(Math.floor((Double) self)));
    set.add(
        "ceil()",
        "The least int that is not below.",
        (cx, call, self, args) -> Numbers.truncate(Math.ceil((Double) self)));
    set.add(
        "round(decimals?)",
        "The nearest int, half away from zero; with a number of decimals, the nearest float that has them.",
        (cx, call, self, args) -> round((Double) self, args[0]));
    set.add(
        "trunc()",
        "The int without the fraction.",
        (cx, call, self, args) -> Numbers.truncate((Double) self));
    set.add(
        "fract()",
        "The fraction without the int; sign as the float's.",
        (cx, call, self, args) -> (Double) self % 1.0);
    set.add(
        "sqrt()",
        "The square root; NaN below zero.",
        (cx, call, self, args) -> Math.sqrt((Double) self));
    set.add(
        "is_nan()",
        "Whether it is not a number.",
        (cx, call, self, args) -> ((Double) self).isNaN());
    set.add(
        "is_finite()",
        "Whether it is neither infinite nor NaN.",
        (cx, call, self, args) -> Double.isFinite((Double) self));
    set.add(
        "is_infinite()",
        "Whether it is one of the infinities.",
        (cx, call, self, args) -> ((Double) self).isInfinite());
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
    if (!Double.isFinite(number)) {
      return Numbers.truncate(number);
    }
    BigDecimal rounded =
        new BigDecimal(Double.toString(number)).setScale(scale, RoundingMode.HALF_UP);
    return decimals == null
        ? Numbers.normalise(rounded.toBigIntegerExact())
        : (Object) Math.copySign(rounded.doubleValue(), number);
  }
}
