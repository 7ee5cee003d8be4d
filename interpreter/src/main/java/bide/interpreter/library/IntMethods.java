package bide.interpreter.library;

import bide.interpreter.error.Errors;
import bide.interpreter.value.Equality;
import bide.interpreter.value.Numbers;
import bide.interpreter.value.Strings;
import bide.interpreter.value.Text;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** Methods of ints of any size. */
final class IntMethods {
  /** No int has more decimal digits. */
  private static final long MAX_ROUNDED_DIGITS = 30_000_000;

  private IntMethods() {}

  static MethodSet all() {
    MethodSet set = new MethodSet();
    common(set);
    IntBits.addTo(set);
    set.add(
        "is_even()",
        "Whether 2 divides it.",
        "4.is_even() -> true",
        (cx, call, self, args) -> !Numbers.toBig(self).testBit(0));
    set.add(
        "is_odd()",
        "Whether 2 does not divide it.",
        "4.is_odd() -> false",
        (cx, call, self, args) -> Numbers.toBig(self).testBit(0));
    set.add(
        "to_float()",
        "The nearest float.",
        "3.to_float() -> 3.0",
        (cx, call, self, args) -> Numbers.toDouble(self));
    set.add("to_int()", "The int itself.", "3.to_int() -> 3", (cx, call, self, args) -> self);
    set.add(
        "floor()",
        "The int itself: what floats round, ints leave.",
        "3.floor() -> 3",
        (cx, call, self, args) -> self);
    set.add("ceil()", "The int itself.", "3.ceil() -> 3", (cx, call, self, args) -> self);
    set.add(
        "round(decimals?)",
        "The int itself; with decimals below zero, the nearest multiple of that power of ten, half away from zero.",
        "3.round() -> 3\n1250.round(-2) -> 1300",
        (cx, call, self, args) -> round(self, Args.integer(args[0], 0, "round", "decimals")));
    set.add("trunc()", "The int itself.", "3.trunc() -> 3", (cx, call, self, args) -> self);
    set.add(
        "isqrt()",
        "The whole part of the square root, an int of any size.",
        "17.isqrt() -> 4",
        (cx, call, self, args) -> isqrt(Numbers.toBig(self)));
    set.add(
        "gcd(other)",
        "The greatest common divisor.",
        "12.gcd(18) -> 6",
        (cx, call, self, args) -> gcd(self, args[0]));
    set.add(
        "div_floor(divisor)",
        "The quotient rounded down, where `/` truncates: `(-7).div_floor(2)` is -4.",
        "(-7).div_floor(2) -> -4",
        (cx, call, self, args) -> divFloor(self, integer(args[0], "div_floor", "divisor")));
    set.add(
        "mod_floor(divisor)",
        "The remainder with the sign of the divisor, where `%` has that of the dividend: `(-7).mod_floor(2)` is 1.",
        "(-7).mod_floor(2) -> 1",
        (cx, call, self, args) -> {
          Object divisor = integer(args[0], "mod_floor", "divisor");
          return Numbers.subtract(self, Numbers.multiply(divisor, divFloor(self, divisor)));
        });
    set.add(
        "bit_length()",
        "How many bits its absolute value takes.",
        "255.bit_length() -> 8",
        (cx, call, self, args) -> (long) Numbers.toBig(self).abs().bitLength());
    set.add(
        "count_ones()",
        "How many bits are set; not for ints below zero.",
        "0b1011.count_ones() -> 3",
        (cx, call, self, args) -> {
          if (Numbers.sign(self) < 0) {
            throw Errors.value("`count_ones` needs an int that is not below zero");
          }
          return (long) Numbers.toBig(self).bitCount();
        });
    set.add(
        "to_char()",
        "The string of the one character with this code point.",
        "955.to_char() -> λ",
        (cx, call, self, args) -> toChar(self));
    set.add(
        "to_string(base?)",
        "The number as text, decimal or in a base of 2 to 36.",
        "255.to_string(16) -> ff\n" + "5.to_string() -> 5",
        (cx, call, self, args) ->
            args[0] == null
                ? Text.of(self)
                : Strings.of(Numbers.toBig(self).toString(base(args[0], "to_string"))));
    return set;
  }

  /** What ints and floats share. */
  static void common(MethodSet set) {
    NumberFunctions.addTo(set);
    set.inlined(
        "abs()",
        "The absolute value.",
        "(-3).abs() -> 3",
        (cx, call, self, args) -> Numbers.abs(self));
    set.add(
        "pow(exponent)",
        "This to the power of the exponent, as `**`.",
        "2.pow(10) -> 1024",
        (cx, call, self, args) -> Numbers.power(self, Args.number(args[0], "pow", "exponent")));
    set.add(
        "min(other)",
        "The lesser of the two.",
        "3.min(5) -> 3",
        (cx, call, self, args) ->
            Equality.compare(Args.number(args[0], "min", "other"), self) < 0 ? args[0] : self);
    set.add(
        "max(other)",
        "The greater of the two.",
        "3.max(5) -> 5",
        (cx, call, self, args) ->
            Equality.compare(Args.number(args[0], "max", "other"), self) > 0 ? args[0] : self);
    set.add(
        "clamp(low, high)",
        "The nearest number from low to high.",
        "15.clamp(0, 10) -> 10",
        (cx, call, self, args) -> {
          Object low = Args.number(args[0], "clamp", "low");
          Object high = Args.number(args[1], "clamp", "high");
          if (Equality.compare(low, high) > 0) {
            throw Errors.value(
                "`clamp` needs low not above high, not "
                    + Text.quote(low)
                    + " and "
                    + Text.quote(high));
          }
          return Equality.compare(self, low) < 0
              ? low
              : Equality.compare(self, high) > 0 ? high : self;
        });
  }

  private static Object round(Object number, long decimals) {
    return decimals >= 0
        ? number
        : Numbers.normalise(
            new BigDecimal(Numbers.toBig(number))
                .setScale((int) Math.max(decimals, -MAX_ROUNDED_DIGITS), RoundingMode.HALF_UP)
                .toBigInteger());
  }

  /** Any int. */
  static Object integer(Object argument, String method, String parameter) {
    if (!Numbers.isInt(argument)) {
      throw Args.wrong(method, parameter, "an int", argument);
    }
    return argument;
  }

  /** An int of 2 to 36. */
  static int base(Object argument, String method) {
    long base = Args.integer(argument, method, "base");
    if (base < Character.MIN_RADIX || base > Character.MAX_RADIX) {
      throw Errors.value("`base` of `" + method + "` must be from 2 to 36, not " + base);
    }
    return (int) base;
  }

  private static Object isqrt(BigInteger number) {
    if (number.signum() < 0) {
      throw Errors.value("`isqrt` needs an int that is not below zero");
    }
    return Numbers.normalise(number.sqrt());
  }

  private static Object gcd(Object self, Object other) {
    return Numbers.normalise(
        Numbers.toBig(self).gcd(Numbers.toBig(integer(other, "gcd", "other"))));
  }

  static Object divFloor(Object dividend, Object divisor) {
    Object quotient = Numbers.divide(dividend, divisor);
    Object remainder = Numbers.remainder(dividend, divisor);
    long sign = Numbers.sign(remainder);
    return sign != 0 && sign != Numbers.sign(divisor) ? Numbers.subtract(quotient, 1L) : quotient;
  }

  private static Object toChar(Object self) {
    if (!(self instanceof Long number)
        || number < 0
        || number > Character.MAX_CODE_POINT
        || (number >= Character.MIN_SURROGATE && number <= Character.MAX_SURROGATE)) {
      throw Errors.value(self + " is not the code point of a character");
    }
    return Strings.ofCodePoint((int) (long) number);
  }
}
