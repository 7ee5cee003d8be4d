package bide.interpreter.library;

import static bide.interpreter.library.Guest.list;
import static bide.interpreter.library.Guest.map;
import static org.junit.jupiter.api.Assertions.assertEquals;

import bide.interpreter.value.BideMap;
import bide.interpreter.value.Text;
import org.junit.jupiter.api.Test;

class MapMethodsTest {
  private static final Guest.Function VALUE_IS_TWO = a -> a[1].equals(2L);

  private final Guest guest = new Guest();

  private String show(Object self, String name, Object... arguments) {
    return guest.show(self, name, arguments);
  }

  private String after(BideMap map, String name, Object... arguments) {
    assertEquals(Guest.NIL, guest.call(map, name, arguments));
    return Text.quote(map);
  }

  @Test
  void reading() {
    BideMap map = map("a", 1, "b", 2);
    assertEquals("2", show(map, "len"));
    assertEquals("false", show(map, "is_empty"));
    assertEquals("1", show(map, "get", "a"));
    assertEquals("nil", show(map, "get", "x"));
    assertEquals("9", show(map, "get", "x", 9));
    assertEquals("true", show(map, "contains", "a"));
    assertEquals("false", show(map, "contains", "x"));
    assertEquals("[\"a\", \"b\"]", show(map, "keys"));
    assertEquals("[1, 2]", show(map, "values"));
    assertEquals("[[\"a\", 1], [\"b\", 2]]", show(map, "entries"));
    assertEquals("[[\"a\", 1], [\"b\", 2]]", show(guest.call(map, "iter"), "collect"));
    assertEquals("#{a: 1, b: 2}", show(map, "copy"));
  }

  @Test
  void changing() {
    assertEquals("#{a: 1, b: 2}", after(map("a", 1), "set", "b", 2));
    assertEquals(
        "TypeError: a list cannot be a map key, because it may change",
        guest.fails(map(), "set", list(1), 2));
    BideMap map = map("a", 1);
    assertEquals("1", show(map, "get_or_insert", "a", 5));
    assertEquals("5", show(map, "get_or_insert", "b", 5));
    assertEquals("5", show(map, "remove", "b"));
    assertEquals("nil", show(map, "remove", "b"));
    assertEquals("#{}", after(map("a", 1), "clear"));
    assertEquals("#{a: 3, b: 2}", after(map("a", 1), "update", map("a", 3, "b", 2)));
    assertEquals("#{a: 3}", show(map("a", 1), "merge", map("a", 3)));
    assertEquals(
        "TypeError: `update` needs a map as `other`, not a list",
        guest.fails(map, "update", list()));
    assertEquals("#{b: 2}", after(map("a", 1, "b", 2), "retain", VALUE_IS_TWO));
  }

  @Test
  void transforming() {
    BideMap map = map("a", 1, "b", 2);
    assertEquals(
        "[\"a1\", \"b2\"]", show(map, "map", (Guest.Function) a -> Text.display(a[0]) + a[1]));
    assertEquals("#{a: 2, b: 3}", show(map, "map_values", (Guest.Function) a -> (Long) a[0] + 1));
    assertEquals("#{b: 2}", show(map, "filter", VALUE_IS_TWO));
    StringBuilder seen = new StringBuilder();
    assertEquals(
        "nil", show(map, "for_each", (Guest.Function) a -> seen.append(a[0]).append(a[1])));
    assertEquals("a1b2", seen.toString());
    assertEquals("[\"b\", 2]", show(map, "find", VALUE_IS_TWO));
    assertEquals("nil", show(map(), "find", VALUE_IS_TWO));
    assertEquals("true", show(map, "any", VALUE_IS_TWO));
    assertEquals("false", show(map, "all", VALUE_IS_TWO));
    assertEquals("2", show(map, "count"));
    assertEquals("1", show(map, "count", VALUE_IS_TWO));
    assertEquals(
        "TypeError: `filter` needs a function that gives a bool, not nil",
        guest.fails(map, "filter", (Guest.Function) a -> Guest.NIL));
  }

  @Test
  void addingAKeyWhileTheMapIsWalkedIsAnError() {
    BideMap map = map("a", 1, "b", 2);
    assertEquals(
        "ValueError: the map got or lost a key while it was being iterated",
        guest.fails(
            map,
            "for_each",
            (Guest.Function) a -> guest.call(map, "set", Text.display(a[0]) + "x", 1)));
    BideMap other = map("a", 1, "b", 2);
    guest.call(other, "for_each", (Guest.Function) a -> guest.call(other, "set", a[0], 9));
    assertEquals("#{a: 9, b: 9}", Text.quote(other));
    Object iterator = guest.call(other, "iter");
    guest.call(iterator, "next");
    other.clear();
    assertEquals(
        "ValueError: the map got or lost a key while it was being iterated",
        guest.fails(iterator, "next"));
  }
}
