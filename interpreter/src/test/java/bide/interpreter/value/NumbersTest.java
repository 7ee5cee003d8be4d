package bide.interpreter.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import bide.interpreter.error.BideException;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class NumbersTest {
  private static final long MAX = Long.MAX_VALUE;
  private static final long MIN = Long.MIN_VALUE;
  private static final BigInteger MAX_PLUS_1 = BigInteger.valueOf(MAX).add(BigInteger.ONE);

  @Test
  void intsGrowPast64BitsAndComeBack() {
    assertEquals(MAX_PLUS_1, Numbers.add(MAX, 1L));
    assertEquals(MAX, Numbers.subtract(MAX_PLUS_1, 1L));
    assertEquals(BigInteger.valueOf(MIN).subtract(BigInteger.ONE), Numbers.subtract(MIN, 1L));
    assertEquals(MAX_PLUS_1, Numbers.negate(MIN));
    assertEquals(MIN, Numbers.negate(MAX_PLUS_1));
    assertEquals(MAX_PLUS_1, Numbers.abs(MIN));
    assertEquals(MAX_PLUS_1, Numbers.divide(MIN, -1L));
    assertEquals(0L, Numbers.remainder(MIN, -1L));
    assertEquals(MAX_PLUS_1, Numbers.multiply(1L << 62, 2L));
    assertEquals(MIN, Numbers.multiply(1L << 62, -2L));
    assertEquals(MAX_PLUS_1, Numbers.multiply(MIN, -1L));
    assertEquals(MIN, Numbers.normalise(BigInteger.valueOf(MIN)));
  }

  @Test
  void anIntWithAFloatGivesAFloat() {
    assertEquals(3.5, Numbers.add(1L, 2.5));
    assertEquals(0x1p63, Numbers.multiply(MAX_PLUS_1, 1.0));
    assertEquals(Double.POSITIVE_INFINITY, Numbers.divide(1L, 0.0));
    assertEquals(1.5, Numbers.remainder(5.5, 2L));
  }

  @Test
  void divisionTruncatesAndTheRemainderHasTheSignOfTheDividend() {
    assertEquals(-3L, Numbers.divide(-7L, 2L));
    assertEquals(-1L, Numbers.remainder(-7L, 2L));
    assertEquals(1L, Numbers.remainder(7L, -2L));
    assertEquals(
        "DivisionByZero", assertThrows(BideException.class, () -> Numbers.divide(1L, 0L)).kind());
    assertEquals(
        "DivisionByZero",
        assertThrows(BideException.class, () -> Numbers.remainder(MAX_PLUS_1, 0L)).kind());
  }

  @Test
  void powersOfIntsAreIntsUnlessTheExponentIsNegative() {
    assertEquals(1024L, Numbers.power(2L, 10L));
    assertEquals(BigInteger.TEN.pow(30), Numbers.power(10L, 30L));
    assertEquals(0.25, Numbers.power(2L, -2L));
    assertEquals(1L, Numbers.power(0L, 0L));
    assertEquals(-1L, Numbers.power(-1L, MAX));
    assertEquals(1L, Numbers.power(-1L, MAX - 1));
    assertEquals(0L, Numbers.power(0L, MAX));
    assertEquals(2.0, Numbers.power(4L, 0.5));
    assertEquals(
        "DivisionByZero", assertThrows(BideException.class, () -> Numbers.power(0L, -1L)).kind());
  }

  @Test
  void whatWouldFillTheMemoryIsAnError() {
    assertEquals(
        "ValueError",
        assertThrows(BideException.class, () -> Numbers.power(10L, 1_000_000_000L)).kind());
    assertThrows(BideException.class, () -> Numbers.power(10L, MAX));
    assertThrows(BideException.class, () -> Numbers.power(10L, Numbers.power(10L, 40L)));
    assertThrows(BideException.class, () -> Numbers.shiftLeft(1L, MAX));
  }

  @Test
  void shiftsLoseNothingToTheLeftAndRoundDownToTheRight() {
    assertEquals(BigInteger.TWO.pow(64), Numbers.shiftLeft(1L, 64L));
    assertEquals(0L, Numbers.shiftLeft(0L, MAX));
    assertEquals(-1L, Numbers.shiftRight(-1L, MAX));
    assertEquals(-2L, Numbers.shiftRight(-3L, 1L));
    assertEquals(1L, Numbers.shiftRight(BigInteger.TWO.pow(64), 64L));
    assertEquals(
        "ValueError", assertThrows(BideException.class, () -> Numbers.shiftRight(1L, -1L)).kind());
  }

  @Test
  void bitsOfIntsOfAnySize() {
    assertEquals(MAX_PLUS_1, Numbers.and(MAX_PLUS_1, -1L));
    assertEquals(7L, Numbers.or(3L, 4L));
    assertEquals(1L, Numbers.xor(MAX_PLUS_1, MAX_PLUS_1.add(BigInteger.ONE)));
    assertEquals(-1L, Numbers.not(0L));
  }

  @Test
  void operandsThatAreNotNumbersAreNamed() {
    assertEquals(
        "TypeError: `+` does not work between a string and an int",
        Text.display(assertThrows(BideException.class, () -> Numbers.add(Strings.EMPTY, 1L))));
    assertEquals(
        "TypeError: `&` needs two ints, not a float and an int",
        Text.display(assertThrows(BideException.class, () -> Numbers.and(1.5, 1L))));
    assertEquals(
        "TypeError: cannot negate nil",
        Text.display(assertThrows(BideException.class, () -> Numbers.negate(Nil.NIL))));
  }

  @Test
  void floatsTruncateToIntsOfAnySize() {
    assertEquals(-1L, Numbers.truncate(-1.9));
    assertEquals(MAX_PLUS_1, Numbers.truncate(0x1p63));
    assertEquals(
        "ValueError: NaN has no int",
        Text.display(assertThrows(BideException.class, () -> Numbers.truncate(Double.NaN))));
  }
}
