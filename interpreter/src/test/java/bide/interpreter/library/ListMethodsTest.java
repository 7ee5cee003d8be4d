package bide.interpreter.library;

import static bide.interpreter.library.Guest.list;
import static bide.interpreter.library.Guest.map;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bide.interpreter.value.BideDuration;
import bide.interpreter.value.BideList;
import bide.interpreter.value.BideRange;
import bide.interpreter.value.Text;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class ListMethodsTest {
  private static final Guest.Function DOUBLE = a -> (Long) a[0] * 2;
  private static final Guest.Function EVEN = a -> (Long) a[0] % 2 == 0;
  private static final Guest.Function PLUS = a -> (Long) a[0] + (Long) a[1];
  private static final Guest.Function NOT_A_BOOL = a -> 1;
  private static final BideRange FIRST_TWO = BideRange.of(0, 2, false);

  private final Guest guest = new Guest();

  private String show(Object self, String name, Object... arguments) {
    return guest.show(self, name, arguments);
  }

  /** What is left of the list after the call. */
  private String after(BideList list, String name, Object... arguments) {
    assertEquals(Guest.NIL, guest.call(list, name, arguments));
    return Text.quote(list);
  }

  @Test
  void reading() {
    assertEquals("3", show(list(1, 2, 3), "len"));
    assertEquals("true", show(list(), "is_empty"));
    assertEquals("2", show(list(1, 2), "get", 1));
    assertEquals("nil", show(list(1, 2), "get", -1));
    assertEquals("7", show(list(1, 2), "get", 2, 7));
    assertEquals("1", show(list(1, 2), "first"));
    assertEquals("2", show(list(1, 2), "last"));
    assertEquals("nil", show(list(), "first"));
    assertEquals("nil", show(list(), "last"));
    assertEquals("[1, 2]", guest.show(guest.call(list(1, 2), "iter"), "collect"));
    assertEquals(
        "TypeError: `get` needs an int as `index`, not a string", guest.fails(list(1), "get", "0"));
    assertEquals(
        "ValueError: `index` of `get` is too large",
        guest.fails(list(1), "get", BigInteger.TWO.pow(64)));
  }

  @Test
  void copyIsDeep() {
    BideList inner = list(1);
    BideList copy = (BideList) guest.call(list(inner, "a"), "copy");
    inner.add(2L);
    assertEquals("[[1], \"a\"]", Text.quote(copy));
  }

  @Test
  void searching() {
    assertEquals("true", show(list(1, 2.0), "contains", 2));
    assertEquals("1", show(list("a", "b"), "index_of", "b"));
    assertEquals("nil", show(list("a", "b"), "index_of", "c"));
    assertEquals("1", show(list(1, 2), "position", EVEN));
    assertEquals("nil", show(list(1), "position", EVEN));
    assertEquals("2", show(list(1, 2), "find", EVEN));
    assertEquals("nil", show(list(1), "find", EVEN));
    assertEquals("true", show(list(1, 2), "any", EVEN));
    assertEquals("false", show(list(), "any", EVEN));
    assertEquals("false", show(list(2, 1), "all", EVEN));
    assertEquals("true", show(list(), "all", EVEN));
    assertEquals("2", show(list(2, 1, 4), "count", EVEN));
    assertEquals("3", show(list(2, 1, 4), "count"));
    for (String name :
        new String[] {
          "position",
          "find",
          "any",
          "all",
          "count",
          "filter",
          "retain",
          "take_while",
          "skip_while",
          "partition"
        }) {
      assertEquals(
          "TypeError: `" + name + "` needs a function that gives a bool, not an int",
          guest.fails(list(1), name, NOT_A_BOOL));
    }
  }

  @Test
  void changing() {
    assertEquals("[1, 2]", after(list(1), "push", 2));
    BideList list = list(1, 2);
    assertEquals("2", show(list, "pop"));
    assertEquals("1", show(list, "pop"));
    assertEquals("nil", show(list, "pop"));
    assertEquals("[9, 1]", after(list(1), "insert", 0, 9));
    assertEquals("[1, 9]", after(list(1), "insert", 1, 9));
    assertEquals(
        "IndexError: index 2 is out of range for a list of length 1",
        guest.fails(list(1), "insert", 2, 9));
    BideList three = list(1, "x", 3);
    assertEquals("\"x\"", show(three, "remove", 1));
    assertEquals("[1, 3]", Text.quote(three));
    assertEquals(
        "IndexError: index 2 is out of range for a list of length 2",
        guest.fails(three, "remove", 2));
    assertEquals("[]", after(list(1), "clear"));
    assertEquals("[1, 0, 1]", after(list(1), "extend", FIRST_TWO));
    assertEquals("[1, [\"a\", 2]]", after(list(1), "extend", map("a", 2)));
    assertEquals("TypeError: an int cannot be iterated", guest.fails(list(1), "extend", 5));
    assertEquals("[1]", after(list(1, 2, 3), "truncate", 1));
    assertEquals("[1, 2]", after(list(1, 2), "truncate", 9));
    assertEquals("[2, 4]", after(list(1, 2, 3, 4), "retain", EVEN));
    assertEquals("[3, 2, 1]", after(list(1, 2, 3), "swap", 0, 2));
    assertEquals("[\"b\", 1]", after(list(1, "b"), "reverse"));
  }

  @Test
  void sorting() {
    assertEquals("[1, 2, 3]", after(list(3, 1, 2), "sort"));
    assertEquals("[-0.5, 1, 2.5, NaN]", after(list(2.5, Double.NaN, 1, -0.5), "sort"));
    assertEquals("[\"a\", \"b\"]", after(list("b", "a"), "sort"));
    assertEquals("[[1, 2], [1, 3]]", after(list(list(1, 3), list(1, 2)), "sort"));
    assertEquals("TypeError: cannot order a string and an int", guest.fails(list(1, "a"), "sort"));
    assertEquals("[3, 2, 1]", after(list(1, 3, 2), "sort_by", (Guest.Function) a -> -(Long) a[0]));
    assertEquals(
        "[2, 1, 3]",
        after(list(1, 2, 3), "sort_by", (Guest.Function) a -> (Long) a[0] == 2 ? 0 : 1));
    assertEquals(
        "[3, 2, 1]",
        after(list(1, 3, 2), "sort_with", (Guest.Function) a -> (Long) a[1] - (Long) a[0]));
    assertEquals(
        "TypeError: `sort_with` needs a function that gives an int, not a bool",
        guest.fails(list(1, 2), "sort_with", (Guest.Function) a -> true));
    BideList list = list(2, 1);
    assertEquals("[1, 2]", show(list, "sorted"));
    assertEquals("[1, 2]", show(list, "sorted_by", (Guest.Function) a -> a[0]));
    assertEquals(
        "[1, 2]", show(list, "sorted_with", (Guest.Function) a -> (Long) a[0] - (Long) a[1]));
    assertEquals("[1, 2]", show(list, "reversed"));
    assertEquals("[2, 1]", Text.quote(list));
  }

  @Test
  void anOrderThatContradictsItselfIsAnErrorOfTheScript() {
    java.util.Random random = new java.util.Random(3);
    BideList list = list();
    for (int i = 0; i < 2_000; i++) {
      list.add(random.nextLong());
    }
    assertTrue(
        guest
            .fails(list, "sort_with", (Guest.Function) a -> random.nextInt(3) - 1)
            .startsWith("ValueError: `sort_with` gives no consistent"));
  }

  @Test
  void mapping() {
    BideList mapped = (BideList) guest.call(list(1, 2), "map", DOUBLE);
    assertTrue(mapped.isLong());
    assertEquals("[2, 4]", Text.quote(mapped));
    assertEquals("[]", show(list(), "map", DOUBLE));
    assertEquals(
        "[1, \"x\"]", show(list(1, 2), "map", (Guest.Function) a -> (Long) a[0] == 1 ? a[0] : "x"));
    assertEquals("[2]", show(list(1, 2), "filter", EVEN));
    StringBuilder seen = new StringBuilder();
    assertEquals("nil", show(list(1, 2), "for_each", (Guest.Function) a -> seen.append(a[0])));
    assertEquals("12", seen.toString());
    assertEquals("[0, 1, 0, 1]", show(list(1, 2), "flat_map", (Guest.Function) a -> FIRST_TWO));
    assertEquals("[1, 2, [3]]", show(list(list(1), list(2, list(3))), "flatten"));
    assertEquals("TypeError: an int cannot be iterated", guest.fails(list(1), "flatten"));
    assertEquals("[[0, \"a\"], [1, \"b\"]]", show(list("a", "b"), "enumerate"));
    assertEquals("[[1, \"a\"]]", show(list("a"), "enumerate", 1));
    assertEquals("#{[false]: [1, 3], [true]: [2]}", show(list(1, 2, 3), "group_by", EVEN));
    assertEquals("[[2], [1, 3]]", show(list(1, 2, 3), "partition", EVEN));
    assertEquals("[1, \"a\", [2]]", show(list(1, 1.0, "a", list(2), "a", list(2.0)), "unique"));
    assertEquals("#{a: 1}", show(list(new Object[] {list("a", 1)}), "to_map"));
    assertEquals(
        "TypeError: `to_map` needs [key, value] pairs, not 1", guest.fails(list(1), "to_map"));
  }

  @Test
  void aFunctionMayChangeTheListThatIsWalked() {
    BideList list = list(1, 2, 3);
    assertEquals("[3, 2]", show(list, "map", (Guest.Function) a -> guest.call(list, "pop")));
    BideList grown = list(1, 2);
    guest.call(
        grown,
        "for_each",
        (Guest.Function) a -> grown.size() < 5 ? guest.call(grown, "push", "x") : Guest.NIL);
    assertEquals("[1, 2, \"x\", \"x\", \"x\"]", Text.quote(grown));
  }

  @Test
  void folding() {
    assertEquals("7", show(list(1, 2), "fold", 4, PLUS));
    assertEquals("6", show(list(1, 2, 3), "reduce", PLUS));
    assertEquals("nil", show(list(), "reduce", PLUS));
    assertEquals("6", show(list(1, 2, 3), "sum"));
    assertEquals("9223372036854775808", show(list(Long.MAX_VALUE, 1), "sum"));
    assertEquals("9223372036854775807", show(list(Long.MAX_VALUE, 1, -1), "sum"));
    assertEquals("1.5", show(list(0.5, 1.0), "sum"));
    assertEquals("1.5", show(list(1, 0.5), "sum"));
    assertEquals(
        "3s", show(list(new BideDuration(1_000_000_000), new BideDuration(2_000_000_000)), "sum"));
    assertEquals("0", show(list(), "sum"));
    assertEquals(
        "TypeError: `sum` needs numbers or durations, not a string", guest.fails(list("a"), "sum"));
    assertEquals("24", show(list(2, 3, 4), "product"));
    assertEquals(
        "TypeError: `product` needs numbers, not nil", guest.fails(list(Guest.NIL), "product"));
    assertEquals("1", show(list(2, 1, 3), "min"));
    assertEquals("3", show(list(2, 1, 3), "max"));
    assertEquals("3", show(list(2, 1, 3), "min", (Guest.Function) a -> -(Long) a[0]));
    assertEquals(
        "\"aaa\"", show(list("b", "aaa"), "max", (Guest.Function) a -> guest.call(a[0], "len")));
    assertEquals("nil", show(list(), "max"));
    assertEquals("\"1, a, [\\\"b\\\"]\"", show(list(1, "a", list("b")), "join", ", "));
    assertEquals("\"ab\"", show(list("a", "b"), "join"));
  }

  @Test
  void cutting() {
    BideList list = list(1, 2, 3, 4, 5);
    assertEquals("[2, 3]", show(list, "slice", 1, 3));
    assertEquals("[4, 5]", show(list, "slice", 3));
    assertEquals("[1, 2]", show(list, "slice", FIRST_TWO));
    assertEquals(
        "IndexError: the slice from 1 to 9 is out of range for a list of length 5",
        guest.fails(list, "slice", 1, 9));
    assertEquals("[1, 2]", show(list, "take", 2));
    assertEquals("[1, 2, 3, 4, 5]", show(list, "take", Long.MAX_VALUE));
    assertEquals("[4, 5]", show(list, "skip", 3));
    assertEquals("[]", show(list, "skip", 9));
    assertEquals(
        "ValueError: `count` of `take` must be 0 or more, not -1", guest.fails(list, "take", -1));
    assertEquals("[2]", show(list(2, 1, 2), "take_while", EVEN));
    assertEquals("[1, 2]", show(list(2, 1, 2), "skip_while", EVEN));
    assertEquals("[[1, 2], [3, 4], [5]]", show(list, "chunks", 2));
    assertEquals("[[1, 2, 3, 4], [2, 3, 4, 5]]", show(list, "windows", 4));
    assertEquals("[]", show(list, "windows", 9));
    assertEquals("[1, 3, 5]", show(list, "step_by", 2));
    assertEquals("[1]", show(list, "step_by", Integer.MAX_VALUE));
    assertEquals(
        "ValueError: `size` of `chunks` must be greater than 0, not 0",
        guest.fails(list, "chunks", 0));
  }

  @Test
  void combining() {
    BideList list = list(1);
    assertEquals("[1, \"a\", 2]", show(list, "concat", list("a"), list(2)));
    assertEquals("[1]", Text.quote(list));
    assertEquals(
        "TypeError: `concat` needs a list as `others`, not an int", guest.fails(list, "concat", 2));
    assertEquals("[[1, \"a\"], [2, \"b\"]]", show(list(1, 2, 3), "zip", list("a", "b")));
    assertEquals("[[1, 0], [2, 1]]", show(list(1, 2), "zip", BideRange.from(0)));
    assertEquals("[0, 1, 0, 1, 0, 1]", show(list(0, 1), "repeat", 3));
    assertEquals("[]", show(list(0, 1), "repeat", 0));
  }
}
