package bide.interpreter.library;

import static bide.interpreter.library.Guest.list;
import static bide.interpreter.library.Guest.map;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bide.interpreter.error.BideException;
import bide.interpreter.value.BideBuffer;
import bide.interpreter.value.BideBytes;
import bide.interpreter.value.BideDuration;
import bide.interpreter.value.BideList;
import bide.interpreter.value.BideMap;
import bide.interpreter.value.BideRange;
import bide.interpreter.value.NativeObject;
import bide.interpreter.value.Text;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class GlobalsTest {
  private final Guest guest = new Guest();

  private void gives(String expected, String name, Object... arguments) {
    assertEquals(expected, Text.quote(guest.global(name, arguments)));
  }

  @Test
  void printSeparatesItsArgumentsAndShowsOuterStringsPlain() {
    guest.global("print", 1, "a b", list("c", 2.0));
    guest.global("print");
    guest.global("print", "ñ😀");
    assertEquals("1 a b [\"c\", 2.0]\n\nñ😀\n", guest.printed());
    gives("\"\\\"a\\\"\"", "quote", "a");
  }

  @Test
  void kindsHaveNames() {
    gives("\"nil\"", "type_of", Guest.NIL);
    gives("\"bool\"", "type_of", true);
    gives("\"int\"", "type_of", 1);
    gives("\"int\"", "type_of", BigInteger.TWO.pow(64));
    gives("\"float\"", "type_of", 1.0);
    gives("\"string\"", "type_of", "");
    gives("\"bytes\"", "type_of", BideBytes.EMPTY);
    gives("\"list\"", "type_of", list());
    gives("\"map\"", "type_of", map());
    gives("\"buffer\"", "type_of", guest.global("buffer"));
    gives("\"range\"", "type_of", BideRange.all());
    gives("\"iterator\"", "type_of", guest.call(list(), "iter"));
    gives("\"duration\"", "type_of", BideDuration.ZERO);
    gives("\"function\"", "type_of", Globals.lookup("print"));
    gives("\"error\"", "type_of", guest.global("error", "x"));
  }

  @Test
  void errorsCarryKindValueAndCause() {
    Object cause = guest.global("error", "disk");
    BideException error = (BideException) guest.global("error", "no user", "NotFound", 42, cause);
    assertEquals("NotFound: no user", Text.display(error));
    assertEquals("error(\"no user\", kind: \"NotFound\")", Text.quote(error));
    assertEquals(42L, error.value());
    assertSame(cause, error.cause());
    assertEquals("Error", ((BideException) cause).kind());
  }

  @Test
  void builtinsShowTheirNames() {
    Method push = MethodTable.lookup(list(), "push");
    assertEquals("<fn list.push>", Text.display(new BoundMethod(list(), push)));
    assertEquals("<fn print>", Text.display(Globals.lookup("print")));
  }

  @Test
  void assertions() {
    gives("nil", "assert", true);
    assertEquals("AssertionError: assertion failed", guest.globalFails("assert", false));
    assertEquals("AssertionError: oh", guest.globalFails("assert", false, "oh"));
    assertEquals(
        "TypeError: `assert` needs a bool as `condition`, not an int",
        guest.globalFails("assert", 1));
    gives("nil", "assert_eq", list(1), list(1.0));
    assertEquals("AssertionError: 1 is not \"1\"", guest.globalFails("assert_eq", 1, "1"));
    assertEquals("AssertionError: sum: 1 is not 2", guest.globalFails("assert_eq", 1, 2, "sum"));
  }

  @Test
  void conversions() {
    gives("\"1.5\"", "string", 1.5);
    gives("12", "int", "12");
    gives("10", "int", "1010", 2);
    gives("-1", "int", -1.5);
    gives("7", "int", 7);
    assertEquals("ValueError: \"x\" is not an int", guest.globalFails("int", "x"));
    assertEquals(
        "TypeError: `int` needs a number or a string as `value`, not nil",
        guest.globalFails("int", Guest.NIL));
    assertEquals(
        "TypeError: `int` takes a `base` only with a string", guest.globalFails("int", 1, 2));
    gives("2.0", "float", 2);
    gives("0.5", "float", "0.5");
    assertEquals(
        "TypeError: `float` needs a number or a string as `value`, not a list",
        guest.globalFails("float", list()));
    gives("[]", "list");
    gives("[0, 1]", "list", BideRange.of(0, 2, false));
    gives("[\"a\", \"b\"]", "list", "ab");
    gives("[[\"k\", 1]]", "list", map("k", 1));
    BideList original = list(1);
    assertFalse(guest.global("list", original) == original);
    gives("b\"\\x01\\xff\"", "bytes", list(1, 255));
    gives("b\"ab\"", "bytes", "ab");
    gives("b\"\"", "bytes");
    assertEquals("ValueError: 256 is not a byte (0 to 255)", guest.globalFails("bytes", list(256)));
    assertEquals(
        "TypeError: `bytes` needs bytes, a buffer or a string as `data`, not an int",
        guest.globalFails("bytes", 1));
  }

  @Test
  void aBufferMadeOfBytesDoesNotChangeThem() {
    BideBytes bytes = new BideBytes(new byte[] {1});
    Object buffer = guest.global("buffer", bytes);
    ((BideBuffer) buffer).set(0, 9);
    assertEquals(1, bytes.get(0));
  }

  @Test
  void copiesAreDeepAndKeepSharingAndCycles() {
    BideList shared = list(1);
    BideMap map = map("x", shared, "y", shared);
    map.set(Guest.value("me"), map);
    BideMap copy = (BideMap) guest.global("copy", map);
    assertSame(copy, copy.get(Guest.value("me")));
    assertSame(copy.get(Guest.value("x")), copy.get(Guest.value("y")));
    shared.add(2L);
    assertEquals("#{x: [1], y: [1], me: #{...}}", Text.quote(copy));
    Object deep = list();
    for (int i = 0; i < 1_000_000; i++) {
      deep = list(deep);
    }
    assertFalse(deep == guest.global("copy", deep));
    gives("5", "copy", 5);
  }

  @Test
  void extremes() {
    gives("1", "min", 3, 1, 2);
    gives("3", "max", list(3, 1, 2));
    gives("nil", "max", list());
    assertEquals("ArgumentError: `min` needs at least one argument", guest.globalFails("min"));
    assertEquals("TypeError: an int cannot be iterated", guest.globalFails("min", 1));
    assertTrue(guest.global("hash", 1).equals(guest.global("hash", 1.0)));
  }

  @Test
  void everyBuiltinIsDocumented() {
    assertNull(Globals.lookup("nothing"));
    assertTrue(Globals.names().contains("print"));
    Globals.names()
        .forEach(
            name ->
                MethodTableTest.checkDocumented(((BuiltinFunction) Globals.lookup(name)).method()));
  }

  @Test
  void objectsOfTheLibraryNameTheirKind() {
    NativeObject object =
        new NativeObject() {
          @Override
          public String typeName() {
            return "channel";
          }
        };
    gives("\"channel\"", "type_of", object);
    assertEquals("<channel>", Text.display(object));
    assertNull(object.field("sender"));
  }
}
