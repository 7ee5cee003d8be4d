package bide.interpreter.library;

import static bide.interpreter.library.Guest.list;
import static bide.interpreter.library.Guest.map;
import static org.junit.jupiter.api.Assertions.assertEquals;

import bide.interpreter.value.BideDuration;
import bide.interpreter.value.BideRange;
import org.junit.jupiter.api.Test;

class IteratorMethodsTest {
  private static final Guest.Function DOUBLE = a -> (Long) a[0] * 2;
  private static final Guest.Function EVEN = a -> (Long) a[0] % 2 == 0;
  private static final Guest.Function PLUS = a -> (Long) a[0] + (Long) a[1];

  private final Guest guest = new Guest();

  private static BideRange range(long start, long end) {
    return BideRange.of(start, end, false);
  }

  private void gives(String expected, Object self, String name, Object... arguments) {
    assertEquals(expected, guest.show(self, name, arguments));
  }

  private void fails(String expected, Object self, String name, Object... arguments) {
    assertEquals(expected, guest.fails(self, name, arguments));
  }

  /** What the lazy method gives, in a list. */
  private void collects(String expected, Object self, String name, Object... arguments) {
    assertEquals(expected, guest.show(guest.call(self, name, arguments), "collect"));
  }

  @Test
  void lazyMethodsOfAnEndlessRange() {
    BideRange naturals = BideRange.from(0);
    collects("[0, 1, 2]", naturals, "take", 3);
    collects("[0, 2]", guest.call(naturals, "map", DOUBLE), "take", 2);
    collects("[0, 2]", guest.call(naturals, "filter", EVEN), "take", 2);
    collects("[5]", guest.call(guest.call(naturals, "skip", 5), "iter"), "take", 1);
    collects("[2]", guest.call(naturals, "skip", 2), "take", 1);
    collects("[0]", naturals, "take_while", EVEN);
    collects("[1, 2]", guest.call(naturals, "skip_while", EVEN), "take", 2);
    collects("[[3, 0]]", guest.call(naturals, "enumerate", 3), "take", 1);
    collects("[[0, \"a\"], [1, \"b\"]]", naturals, "zip", "ab");
    collects("[0, 5, 10]", guest.call(naturals, "step_by", 5), "take", 3);
    collects("[[0, 1], [2, 3]]", guest.call(naturals, "chunks", 2), "take", 2);
    collects(
        "[0, 0, 1]",
        guest.call(naturals, "flat_map", (Guest.Function) a -> range(0, (Long) a[0])),
        "take",
        3);
    gives("3", naturals, "nth", 3);
    gives("4", naturals, "find", (Guest.Function) a -> a[0].equals(4L));
    gives("true", naturals, "any", EVEN);
    gives("false", naturals, "all", EVEN);
    gives("0", naturals, "first");
  }

  @Test
  void anEndlessRangeGoesOnPast64Bits() {
    collects(
        "[9223372036854775807, 9223372036854775808, 9223372036854775809]",
        BideRange.from(Long.MAX_VALUE),
        "take",
        3);
    collects("[9223372036854775807]", BideRange.of(Long.MAX_VALUE, Long.MAX_VALUE, true), "iter");
    collects("[]", range(Long.MIN_VALUE, Long.MIN_VALUE), "iter");
  }

  @Test
  void lazyMethodsAskForNoMoreThanIsTaken() {
    StringBuilder seen = new StringBuilder();
    Object mapped =
        guest.call(
            guest.call(list(1, 2, 3), "iter"),
            "map",
            (Guest.Function)
                a -> {
                  seen.append(a[0]);
                  return a[0];
                });
    assertEquals("", seen.toString());
    gives("1", mapped, "next");
    collects("[2]", mapped, "take", 1);
    assertEquals("12", seen.toString());
  }

  @Test
  void anIteratorThatEndedStaysSo() {
    Object list = guest.call(list(1), "iter");
    gives("1", list, "next");
    gives("nil", list, "next");
    gives("nil", list, "next");
    Object chained = guest.call(range(0, 1), "chain", list(7));
    gives("[0, 7]", chained, "collect");
    gives("[]", chained, "to_list");
    Object flat = guest.call(guest.call(list(list(1), range(5, 6), list()), "iter"), "flatten");
    gives("[1, 5]", flat, "collect");
    gives("nil", flat, "next");
  }

  @Test
  void collecting() {
    gives("#{a: 1}", guest.call(map("a", 1), "iter"), "to_map");
    Object repeating = guest.call(range(0, 4), "map", (Guest.Function) a -> (Long) a[0] % 2);
    gives("[0, 1]", guest.call(repeating, "unique"), "collect");
    gives("\"0-1-2\"", range(0, 3), "join", "-");
    gives("[0, 1, 2]", guest.call(range(0, 3), "reversed"), "sorted");
    gives("[2, 1, 0]", range(0, 3), "sorted_by", (Guest.Function) a -> -(Long) a[0]);
    fails("TypeError: an int cannot be iterated", guest.call(range(0, 3), "flatten"), "collect");
  }

  @Test
  void folding() {
    gives("45", range(0, 10), "sum");
    gives("0", range(0, 0), "sum");
    gives(
        "2s",
        guest.call(range(0, 2), "map", (Guest.Function) a -> new BideDuration(1_000_000_000)),
        "sum");
    gives("24", range(1, 5), "product");
    gives("16", range(1, 4), "fold", 10, PLUS);
    gives("6", range(1, 4), "reduce", PLUS);
    gives("nil", range(1, 1), "reduce", PLUS);
    gives("1", range(1, 4), "min");
    gives("3", range(1, 4), "max");
    gives("3", range(1, 4), "min", (Guest.Function) a -> -(Long) a[0]);
    gives("3", range(1, 4), "count");
    gives("1", range(1, 4), "count", EVEN);
    gives("3", range(1, 4), "last");
    gives("nil", range(1, 1), "last");
    StringBuilder seen = new StringBuilder();
    gives("nil", range(1, 4), "for_each", (Guest.Function) a -> seen.append(a[0]));
    gives(
        "nil",
        guest.call(range(1, 3), "iter"),
        "for_each",
        (Guest.Function) a -> seen.append(a[0]));
    assertEquals("12312", seen.toString());
  }

  @Test
  void ranges() {
    gives("1", range(1, 5), "start");
    gives("5", range(1, 5), "end");
    gives("nil", BideRange.from(1), "end");
    gives("nil", BideRange.to(1, false), "start");
    gives("true", range(5, 5), "is_empty");
    gives("4", range(1, 5), "len");
    gives("true", range(1, 5), "contains", 4.5);
    gives("false", range(1, 5), "contains", 5);
    gives("true", BideRange.of(1, 5, true), "contains", 5.0);
    gives("false", BideRange.of(1, 5, true), "contains", 5.5);
    collects("[4, 3, 2, 1]", range(1, 5), "reversed");
    collects("[]", range(5, 1), "reversed");
    collects(
        "[-9223372036854775808]", BideRange.of(Long.MIN_VALUE, Long.MIN_VALUE, true), "reversed");
    fails("ValueError: the range 1.. has no end, so it has no `len`", BideRange.from(1), "len");
    fails(
        "ValueError: the range ..5 has no start, so it cannot be iterated",
        BideRange.to(5, false),
        "sum");
    fails(
        "ValueError: the range ..5 has no start, so it cannot be iterated",
        BideRange.to(5, false),
        "for_each",
        DOUBLE);
    fails(
        "TypeError: `contains` needs a number as `number`, not a string",
        range(1, 5),
        "contains",
        "a");
  }
}
