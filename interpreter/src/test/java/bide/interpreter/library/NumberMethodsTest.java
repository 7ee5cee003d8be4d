package bide.interpreter.library;

import static org.junit.jupiter.api.Assertions.assertEquals;

import bide.interpreter.value.BideDuration;
import bide.interpreter.value.BideInstant;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class NumberMethodsTest {
  private static final BigInteger BIG = BigInteger.TWO.pow(64);

  private final Guest guest = new Guest();

  private void gives(String expected, Object self, String name, Object... arguments) {
    assertEquals(expected, guest.show(self, name, arguments));
  }

  private void fails(String expected, Object self, String name, Object... arguments) {
    assertEquals(expected, guest.fails(self, name, arguments));
  }

  @Test
  void bothKindsOfNumbers() {
    gives("9223372036854775808", Long.MIN_VALUE, "abs");
    gives("1.5", -1.5, "abs");
    gives("-1", BIG.negate(), "signum");
    gives("0", -0.0, "signum");
    gives("8", 2, "pow", 3);
    gives("0.25", 2.0, "pow", -2);
    gives("1", 1, "min", 2.5);
    gives("2.5", 1, "max", 2.5);
    gives("3", 5, "clamp", 1, 3);
    gives("1.5", 0.0, "clamp", 1.5, 3);
    gives("2", 2, "clamp", 1, 3);
    fails("ValueError: `clamp` needs low not above high, not 3 and 1", 2, "clamp", 3, 1);
    fails("TypeError: `min` needs a number as `other`, not a string", 2, "min", "a");
    gives("\"1.5\"", 1.5, "to_string");
  }

  @Test
  void ints() {
    gives("true", BIG, "is_even");
    gives("true", -3, "is_odd");
    gives("1.8446744073709552e19", BIG, "to_float");
    gives("3", 3, "to_int");
    for (String name : new String[] {"floor", "ceil", "round", "trunc"}) {
      gives("3", 3, name);
    }
    gives("3.0", 9, "sqrt");
    gives("NaN", -1, "sqrt");
    gives("4294967296", BIG, "isqrt");
    fails("ValueError: `isqrt` needs an int that is not below zero", -1, "isqrt");
    gives("6", 12, "gcd", 18);
    fails("TypeError: `gcd` needs an int as `other`, not a float", 12, "gcd", 1.5);
    gives("65", BIG, "bit_length");
    gives("3", 7, "count_ones");
    fails("ValueError: `count_ones` needs an int that is not below zero", -1, "count_ones");
    gives("\"😀\"", 128512, "to_char");
    fails("ValueError: 55296 is not the code point of a character", 0xd800, "to_char");
    fails("ValueError: -1 is not the code point of a character", -1, "to_char");
    gives("\"ff\"", 255, "to_string", 16);
    gives("\"255\"", 255, "to_string");
  }

  @Test
  void flooredDivisionHasTheSignOfTheDivisor() {
    gives("-4", -7, "div_floor", 2);
    gives("1", -7, "mod_floor", 2);
    gives("-1", 7, "mod_floor", -2);
    gives("3", 7, "div_floor", 2);
    gives("0", -8, "mod_floor", 2);
    fails("DivisionByZero: division by zero", 1, "mod_floor", 0);
  }

  @Test
  void floats() {
    gives("-1", -1.9, "to_int");
    gives("-2", -1.1, "floor");
    gives("-1", -1.9, "ceil");
    gives("-1", -1.9, "trunc");
    gives("3", 2.5, "round");
    gives("-3", -2.5, "round");
    gives("2.68", 2.675, "round", 2);
    gives("1200.0", 1234.0, "round", -2);
    gives("NaN", Double.NaN, "round", 2);
    gives("10000000000000000000000", 1e22, "round");
    fails("ValueError: inf has no int", Double.POSITIVE_INFINITY, "round");
    fails("ValueError: NaN has no int", Double.NaN, "floor");
    gives("-0.5", -1.5, "fract");
    gives("1.5", 2.25, "sqrt");
    gives("true", Double.NaN, "is_nan");
    gives("false", Double.NaN, "is_finite");
    gives("true", Double.NEGATIVE_INFINITY, "is_infinite");
    gives("1.5", 1.5, "to_float");
  }

  @Test
  void durationsAsNumbers() {
    BideDuration duration = new BideDuration(5_400_000_000_000L);
    gives("1.5", duration, "hours");
    gives("90.0", duration, "minutes");
    gives("5400.0", duration, "seconds");
    gives("5400000.0", duration, "millis");
    gives("5400000000.0", duration, "micros");
    gives("5400000000000", duration, "nanos");
    gives("false", duration, "is_zero");
    gives("1s", new BideDuration(-1_000_000_000), "abs");
    gives("5ns", new BideInstant(15), "since", new BideInstant(10));
    fails(
        "TypeError: `since` needs an instant as `earlier`, not an int",
        new BideInstant(15),
        "since",
        10);
  }
}
