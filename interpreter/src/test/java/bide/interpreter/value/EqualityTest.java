package bide.interpreter.value;

import static bide.interpreter.library.Guest.list;
import static bide.interpreter.library.Guest.map;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bide.interpreter.error.BideException;
import bide.interpreter.library.Guest;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class EqualityTest {
  private static final BigInteger TWO_64 = BigInteger.TWO.pow(64);

  private static void same(Object left, Object right) {
    Object a = Guest.value(left);
    Object b = Guest.value(right);
    assertTrue(Equality.equals(a, b), Text.quote(a) + " == " + Text.quote(b));
    assertTrue(Equality.equals(b, a), Text.quote(b) + " == " + Text.quote(a));
    assertEquals(Equality.hash(a), Equality.hash(b), "hash of " + Text.quote(a));
  }

  private static void differ(Object left, Object right) {
    Object a = Guest.value(left);
    Object b = Guest.value(right);
    assertFalse(Equality.equals(a, b), Text.quote(a) + " != " + Text.quote(b));
    assertFalse(Equality.equals(b, a), Text.quote(b) + " != " + Text.quote(a));
  }

  @Test
  void numbersAreEqualByValue() {
    same(1, 1.0);
    same(0, -0.0);
    same(0.0, -0.0);
    same(TWO_64, 0x1p64);
    same(Long.MIN_VALUE, -0x1p63);
    differ(Long.MAX_VALUE, 0x1p63);
    differ((1L << 53) + 1, 0x1p53);
    differ(TWO_64.add(BigInteger.ONE), 0x1p64);
    differ(Double.NaN, Double.NaN);
    differ(1, Double.POSITIVE_INFINITY);
    differ(1, true);
    differ(1, "1");
  }

  @Test
  void dataIsEqualByStructure() {
    same("añ😀", "añ😀");
    same(list(1, "a", list(2.0)), list(1.0, "a", list(2)));
    same(map("a", 1, "b", 2), map("b", 2, "a", 1));
    same(BideRange.of(1, 5, false), BideRange.of(1, 5, false));
    same(new BideDuration(5), new BideDuration(5));
    same(new BideBytes(new byte[] {1, 2}), new BideBytes(new byte[] {1, 2}));
    differ(BideRange.of(1, 5, false), BideRange.of(1, 5, true));
    differ(list(1, 2), list(1, 2, 3));
    differ(list(1), map(1, 1));
    differ(map("a", 1), map("a", 2));
    differ(map("a", 1), map("b", 1));
    differ(list(Double.NaN), list(Double.NaN));
    differ(Nil.NIL, false);
  }

  @Test
  void whatIsNotDataEqualsOnlyItself() {
    Object function = new Object();
    same(function, function);
    differ(function, new Object());
  }

  @Test
  void deepAndCyclicStructuresCanBeCompared() {
    Object a = list();
    Object b = list();
    for (int i = 0; i < 1_000_000; i++) {
      a = list(a);
      b = list(b);
    }
    assertTrue(Equality.equals(a, b));
    assertFalse(Equality.equals(a, list(b)));
    BideList x = list(1);
    x.add(x);
    BideList y = list(1);
    y.add(y);
    same(x, y);
    y.set(0, 2L);
    assertFalse(Equality.equals(x, y));
  }

  private static void ascending(Object... values) {
    for (int i = 0; i < values.length; i++) {
      for (int j = 0; j < values.length; j++) {
        assertEquals(
            Integer.compare(i, j),
            Integer.signum(Equality.compare(Guest.value(values[i]), Guest.value(values[j]))),
            values[i] + " and " + values[j]);
      }
    }
  }

  @Test
  void valuesHaveAnOrder() {
    ascending(
        Double.NEGATIVE_INFINITY,
        TWO_64.negate(),
        Long.MIN_VALUE,
        -1.5,
        -1,
        0,
        0.5,
        1,
        (1L << 53),
        (1L << 53) + 1,
        Long.MAX_VALUE,
        0x1p63,
        TWO_64,
        Double.POSITIVE_INFINITY,
        Double.NaN);
    ascending("", "A", "Z", "a", "aa", "b", "é", "\uFFFD", "😀");
    ascending(list(), list(1), list(1, 1), list(1, 2), list(2));
    ascending(false, true);
    ascending(new BideDuration(-1), new BideDuration(3));
    ascending(new BideInstant(1), new BideInstant(3));
    ascending(new BideBytes(new byte[] {1}), new BideBytes(new byte[] {(byte) 200}));
    assertEquals(0, Equality.compare(0.0, -0.0));
  }

  @Test
  void whatHasNoOrderSaysSo() {
    assertEquals(
        "TypeError: cannot order an int and a string",
        Text.display(assertThrows(BideException.class, () -> Equality.compare(1L, Strings.EMPTY))));
    assertEquals(
        "TypeError: a map has no order",
        Text.display(assertThrows(BideException.class, () -> Equality.compare(map(), map()))));
    BideList x = list();
    x.add(x);
    BideList y = list();
    y.add(y);
    assertThrows(BideException.class, () -> Equality.compare(x, y));
  }

  @Test
  void hashingACycleEnds() {
    BideList x = list();
    for (int i = 0; i < 1_000; i++) {
      x.add(x);
    }
    Equality.hash(x);
  }
}
