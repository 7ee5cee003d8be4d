package bide.interpreter.library;

import bide.interpreter.value.Numbers;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * Functions of real numbers, as methods of ints and floats alike. An int stands for the nearest
 * float; results are floats.
 */
final class NumberFunctions {
  private NumberFunctions() {}

  static void addTo(MethodSet set) {
    powers(set);
    angles(set);
    signs(set);
  }

  private static void powers(MethodSet set) {
    set.inlined(
        "sqrt()",
        "The square root; NaN below zero.",
        "16.sqrt() -> 4.0",
        (cx, call, self, args) -> Math.sqrt(self instanceof Double n ? n : Numbers.toDouble(self)));
    add(set, "cbrt()", "The cube root.", "27.cbrt() -> 3.0", Math::cbrt);
    add(set, "exp()", "The number e to this power.", "0.exp() -> 1.0", Math::exp);
    add(set, "ln()", "The natural logarithm; NaN below zero.", "1.ln() -> 0.0", Math::log);
    add(set, "log10()", "The logarithm to base 10.", "1000.log10() -> 3.0", Math::log10);
    add(set, "log2()", "The logarithm to base 2.", "8.log2() -> 3.0", NumberFunctions::log2);
    add(
        set,
        "log(base)",
        "The logarithm to any base.",
        "81.log(3).round() -> 4",
        (x, base) -> Math.log(x) / Math.log(base));
    add(
        set,
        "hypot(other)",
        "The length of the vector of the two, without overflow on the way.",
        "3.hypot(4) -> 5.0",
        Math::hypot);
  }

  /** Exact for powers of two, which a quotient of logarithms is not. */
  private static double log2(double x) {
    int exponent = Math.getExponent(x);
    if (x > 0 && exponent >= Double.MIN_EXPONENT && x == Math.scalb(1.0, exponent)) {
      return exponent;
    }
    return Math.log(x) / Math.log(2);
  }

  private static void angles(MethodSet set) {
    add(set, "sin()", "The sine of an angle in radians.", "0.sin() -> 0.0", Math::sin);
    add(set, "cos()", "The cosine of an angle in radians.", "0.cos() -> 1.0", Math::cos);
    add(set, "tan()", "The tangent of an angle in radians.", "0.tan() -> 0.0", Math::tan);
    add(set, "asin()", "The angle whose sine this is, in radians.", "0.asin() -> 0.0", Math::asin);
    add(
        set,
        "acos()",
        "The angle whose cosine this is, in radians.",
        "1.acos() -> 0.0",
        Math::acos);
    add(
        set,
        "atan()",
        "The angle whose tangent this is, in radians.",
        "0.atan() -> 0.0",
        Math::atan);
    add(
        set,
        "atan2(x)",
        "The angle, in radians, from the x axis to the point with this as y.",
        "1.atan2(1).to_degrees() -> 45.0",
        Math::atan2);
    add(set, "sinh()", "The hyperbolic sine.", "0.sinh() -> 0.0", Math::sinh);
    add(set, "cosh()", "The hyperbolic cosine.", "0.cosh() -> 1.0", Math::cosh);
    add(set, "tanh()", "The hyperbolic tangent.", "0.tanh() -> 0.0", Math::tanh);
    add(set, "to_degrees()", "Radians as degrees.", "0.to_degrees() -> 0.0", Math::toDegrees);
    add(
        set,
        "to_radians()",
        "Degrees as radians.",
        "180.to_radians() -> 3.141592653589793",
        Math::toRadians);
  }

  private static void signs(MethodSet set) {
    set.add(
        "signum()",
        "-1, 0 or 1, as it is below, at or above zero.",
        "(-7).signum() -> -1",
        (cx, call, self, args) -> Numbers.sign(self));
    set.add(
        "is_positive()",
        "Whether it is above zero.",
        "3.is_positive() -> true",
        (cx, call, self, args) -> Numbers.sign(self) > 0);
    set.add(
        "is_negative()",
        "Whether it is below zero.",
        "(-0.5).is_negative() -> true",
        (cx, call, self, args) -> Numbers.sign(self) < 0);
    set.add(
        "abs_diff(other)",
        "The distance between the two.",
        "3.abs_diff(7.5) -> 4.5",
        (cx, call, self, args) ->
            Numbers.abs(Numbers.subtract(self, Args.number(args[0], "abs_diff", "other"))));
  }

  private static void add(
      MethodSet set, String signature, String doc, String example, DoubleUnaryOperator function) {
    set.add(
        signature,
        doc,
        example,
        (cx, call, self, args) -> function.applyAsDouble(Numbers.toDouble(self)));
  }

  private static void add(
      MethodSet set, String signature, String doc, String example, DoubleBinaryOperator function) {
    String name = signature.substring(0, signature.indexOf('('));
    String parameter = signature.substring(name.length() + 1, signature.length() - 1);
    set.add(
        signature,
        doc,
        example,
        (cx, call, self, args) ->
            function.applyAsDouble(
                Numbers.toDouble(self), Numbers.toDouble(Args.number(args[0], name, parameter))));
  }
}
