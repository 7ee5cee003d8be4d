package bide.interpreter.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bide.interpreter.error.BideException;
import bide.interpreter.library.Guest;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class TimeAndRangeTest {
  private static final BideDuration LONGEST = new BideDuration(Long.MAX_VALUE);

  @Test
  void durationsAddScaleAndDivide() {
    BideDuration second = new BideDuration(1_000_000_000);
    assertEquals(new BideDuration(2_000_000_000), second.plus(second));
    assertEquals(new BideDuration(-1_000_000_000), BideDuration.ZERO.minus(second));
    assertEquals(new BideDuration(1_500_000_000), second.times(1.5));
    assertEquals(new BideDuration(333_333_333), second.dividedBy(3L));
    assertEquals(new BideDuration(400_000_000), second.dividedBy(2.5));
    assertEquals(4.0, second.dividedBy(new BideDuration(250_000_000)));
    assertEquals(new BideDuration(100_000_000), second.remainder(new BideDuration(300_000_000)));
  }

  @Test
  void aDurationThatDoesNotFitIsAnErrorInsteadOfAWrongOne() {
    assertThrows(BideException.class, () -> LONGEST.plus(new BideDuration(1)));
    assertThrows(
        BideException.class, () -> new BideDuration(Long.MIN_VALUE).minus(new BideDuration(1)));
    assertThrows(BideException.class, () -> new BideDuration(Long.MIN_VALUE).negated());
    assertThrows(BideException.class, () -> new BideDuration(Long.MIN_VALUE).dividedBy(-1L));
    assertThrows(BideException.class, () -> LONGEST.times(2L));
    assertThrows(BideException.class, () -> LONGEST.times(1.5));
    assertThrows(BideException.class, () -> LONGEST.times(Double.NaN));
    assertEquals(
        "DivisionByZero", assertThrows(BideException.class, () -> LONGEST.dividedBy(0L)).kind());
    assertEquals(
        "DivisionByZero",
        assertThrows(BideException.class, () -> LONGEST.dividedBy(BideDuration.ZERO)).kind());
  }

  @Test
  void instantsDifferByDurations() {
    BideInstant start = new BideInstant(100);
    assertEquals(new BideDuration(50), start.plus(new BideDuration(50)).since(start));
    assertEquals(new BideInstant(50), start.minus(new BideDuration(50)));
  }

  @Test
  void rangesCountAndContain() {
    assertEquals(4L, BideRange.of(1, 5, false).count());
    assertEquals(5L, BideRange.of(1, 5, true).count());
    assertEquals(0L, BideRange.of(5, 1, true).count());
    assertEquals(
        BigInteger.TWO.pow(64), BideRange.of(Long.MIN_VALUE, Long.MAX_VALUE, true).count());
    assertTrue(BideRange.of(1, 5, true).contains(5));
    assertFalse(BideRange.of(1, 5, false).contains(5));
    assertTrue(BideRange.from(3).contains(Long.MAX_VALUE));
    assertTrue(BideRange.to(3, false).contains(-9));
  }

  private static void slices(BideRange range, int from, int to) {
    assertEquals(from, range.sliceStart(4, "list"));
    assertEquals(to, range.sliceEnd(4, "list"));
  }

  @Test
  void rangesSliceWithinTheLength() {
    slices(BideRange.of(1, 3, false), 1, 3);
    slices(BideRange.of(1, 3, true), 1, 4);
    slices(BideRange.from(4), 4, 4);
    slices(BideRange.to(2, false), 0, 2);
    slices(BideRange.all(), 0, 4);
    slices(BideRange.of(3, 1, false), 3, 3);
    assertThrows(BideException.class, () -> BideRange.of(0, 4, true).sliceEnd(4, "list"));
    assertThrows(BideException.class, () -> BideRange.of(-1, 2, false).sliceStart(4, "list"));
    assertEquals(
        "IndexError: the range 2..9 is out of range for a list of length 4",
        Text.display(
            assertThrows(
                BideException.class, () -> BideRange.of(2, 9, false).sliceEnd(4, "list"))));
  }

  @Test
  void bytesAreBetween0And255() {
    BideBuffer buffer = new BideBuffer(Guest.REGION);
    for (int i = 0; i < 1_000; i++) {
      buffer.add(i & 0xff);
    }
    assertEquals(1_000, buffer.size());
    assertEquals(231, buffer.get(999));
    assertThrows(BideException.class, () -> buffer.add(256));
    assertThrows(BideException.class, () -> buffer.set(0, -1));
    assertThrows(BideException.class, () -> buffer.get(1_000));
    assertEquals(255, new BideBytes(new byte[] {-1}).get(0));
  }
}
