package bide.interpreter.library;

import bide.interpreter.error.Errors;
import bide.interpreter.value.BideBytes;
import bide.interpreter.value.BideList;
import bide.interpreter.value.Nil;
import bide.interpreter.value.Numbers;
import java.math.BigInteger;
import java.util.Arrays;

/** Methods of ints on their bits, digits and divisors. */
final class IntBits {
  private static final int LONG_BITS = 64;
  private static final int MAX_BYTES = 1 << 20;

  private IntBits() {}

  static void addTo(MethodSet set) {
    dividing(set);
    bits(set);
    digits(set);
  }

  private static BigInteger big(Object self) {
    return Numbers.toBig(self);
  }

  private static void dividing(MethodSet set) {
    set.add(
        "lcm(other)",
        "The least common multiple, not below zero.",
        "4.lcm(6) -> 12",
        (cx, call, self, args) -> {
          BigInteger a = big(self);
          BigInteger b = big(IntMethods.integer(args[0], "lcm", "other"));
          BigInteger divisor = a.gcd(b);
          return divisor.signum() == 0
              ? 0L
              : Numbers.abs(Numbers.multiply(self, Numbers.normalise(b.divide(divisor))));
        });
    set.add(
        "rem_euclid(divisor)",
        "The remainder that is never below zero.",
        "(-7).rem_euclid(3) -> 2\n(-7) % 3 -> -1",
        (cx, call, self, args) ->
            remEuclid(self, IntMethods.integer(args[0], "rem_euclid", "divisor")));
    set.add(
        "div_euclid(divisor)",
        "The quotient that belongs to `rem_euclid`.",
        "(-7).div_euclid(3) -> -3",
        (cx, call, self, args) -> {
          Object divisor = IntMethods.integer(args[0], "div_euclid", "divisor");
          return Numbers.divide(Numbers.subtract(self, remEuclid(self, divisor)), divisor);
        });
    set.add(
        "div_rem(divisor)",
        "The quotient and the remainder, as `/` and `%` give them.",
        "(-7).div_rem(2) -> [-3, -1]",
        (cx, call, self, args) -> {
          Object divisor = IntMethods.integer(args[0], "div_rem", "divisor");
          return Iterators.pair(
              cx.region(), Numbers.divide(self, divisor), Numbers.remainder(self, divisor));
        });
    set.add(
        "checked_div(divisor)",
        "The quotient as `/` gives it, or nil where the divisor is zero.",
        "7.checked_div(2) -> 3\n7.checked_div(0) -> nil",
        (cx, call, self, args) -> {
          Object divisor = IntMethods.integer(args[0], "checked_div", "divisor");
          return Numbers.sign(divisor) == 0 ? Nil.NIL : Numbers.divide(self, divisor);
        });
    set.add(
        "checked_rem(divisor)",
        "The remainder as `%` gives it, or nil where the divisor is zero.",
        "7.checked_rem(0) -> nil",
        (cx, call, self, args) -> {
          Object divisor = IntMethods.integer(args[0], "checked_rem", "divisor");
          return Numbers.sign(divisor) == 0 ? Nil.NIL : Numbers.remainder(self, divisor);
        });
    set.add(
        "pow_mod(exponent, modulus)",
        "The remainder, not below zero, of this to the power of the exponent; for large exponents too.",
        "3.pow_mod(200, 13) -> 9",
        (cx, call, self, args) -> {
          BigInteger exponent = big(IntMethods.integer(args[0], "pow_mod", "exponent"));
          BigInteger modulus = big(IntMethods.integer(args[1], "pow_mod", "modulus"));
          if (exponent.signum() < 0) {
            throw Errors.value("`exponent` of `pow_mod` must be 0 or more, not " + exponent);
          }
          if (modulus.signum() <= 0) {
            throw Errors.value("`modulus` of `pow_mod` must be greater than 0, not " + modulus);
          }
          return Numbers.normalise(big(self).modPow(exponent, modulus));
        });
  }

  private static Object remEuclid(Object dividend, Object divisor) {
    Object remainder = Numbers.remainder(dividend, divisor);
    return Numbers.sign(remainder) < 0 ? Numbers.add(remainder, Numbers.abs(divisor)) : remainder;
  }

  private static void bits(MethodSet set) {
    set.add(
        "leading_zeros(bits?)",
        "How many zero bits stand before the first one, in a word of 64 or so many bits.",
        "1.leading_zeros() -> 63\n1.leading_zeros(bits: 8) -> 7",
        (cx, call, self, args) -> {
          int width = args[0] == null ? LONG_BITS : Args.positive(args[0], "leading_zeros", "bits");
          BigInteger number = notNegative(self, "leading_zeros");
          if (number.bitLength() > width) {
            throw Errors.value(number + " does not fit " + width + " bits");
          }
          return (long) width - number.bitLength();
        });
    set.add(
        "trailing_zeros()",
        "How many zero bits stand behind the last one; nil for 0, which has no one.",
        "8.trailing_zeros() -> 3",
        (cx, call, self, args) ->
            big(self).signum() == 0 ? Nil.NIL : (Object) (long) big(self).getLowestSetBit());
    set.add(
        "bit(index)",
        "Whether a bit is set; bit 0 is the lowest.",
        "0b100.bit(2) -> true",
        (cx, call, self, args) -> big(self).testBit(Args.count(args[0], "bit", "index")));
    set.add(
        "is_power_of_two()",
        "Whether it is 1, 2, 4, 8 and so on.",
        "64.is_power_of_two() -> true",
        (cx, call, self, args) -> big(self).signum() > 0 && big(self).bitCount() == 1);
  }

  private static BigInteger notNegative(Object self, String method) {
    BigInteger number = big(self);
    if (number.signum() < 0) {
      throw Errors.value("`" + method + "` needs an int that is not below zero");
    }
    return number;
  }

  private static void digits(MethodSet set) {
    set.add(
        "digits(base?)",
        "A list of the digits, the highest first, decimal or in a base of 2 to 36; the sign is left out.",
        "905.digits() -> [9, 0, 5]\n5.digits(2) -> [1, 0, 1]",
        (cx, call, self, args) -> {
          int base = args[0] == null ? 10 : IntMethods.base(args[0], "digits");
          String text = big(self).abs().toString(base);
          long[] digits = new long[text.length()];
          for (int i = 0; i < digits.length; i++) {
            digits[i] = Character.digit(text.charAt(i), base);
          }
          return new BideList(cx.region(), digits);
        });
    set.add(
        "to_bytes(length, little?)",
        "So many bytes that write the int, the highest first or, with `little: true`, the lowest first; below zero in two's complement. Throws ValueError where it does not fit.",
        "258.to_bytes(4) -> b\"\\x00\\x00\\x01\\x02\"\n258.to_bytes(2, little: true) -> b\"\\x02\\x01\"",
        (cx, call, self, args) -> {
          int length = Args.positive(args[0], "to_bytes", "length");
          return new BideBytes(
              toBytes(big(self), length, Args.bool(args[1], false, "to_bytes", "little")));
        });
  }

  private static byte[] toBytes(BigInteger number, int length, boolean little) {
    int needed = number.signum() < 0 ? number.bitLength() + 1 : number.bitLength();
    if (length > MAX_BYTES || needed > 8L * length) {
      throw Errors.value(
          length > MAX_BYTES
              ? "`length` of `to_bytes` must be at most " + MAX_BYTES
              : number + " does not fit " + length + " bytes");
    }
    byte[] shortest = number.toByteArray();
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) (number.signum() < 0 ? -1 : 0));
    // a leading zero byte that only carries the sign is left out
    int count = Math.min(shortest.length, length);
    System.arraycopy(shortest, shortest.length - count, bytes, length - count, count);
    return little ? reversed(bytes) : bytes;
  }

  static byte[] reversed(byte[] bytes) {
    byte[] turned = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      turned[i] = bytes[bytes.length - 1 - i];
    }
    return turned;
  }
}
