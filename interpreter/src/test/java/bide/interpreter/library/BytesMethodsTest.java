package bide.interpreter.library;

import static org.junit.jupiter.api.Assertions.assertEquals;

import bide.interpreter.value.BideBytes;
import bide.interpreter.value.BideRange;
import bide.interpreter.value.Text;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BytesMethodsTest {
  private final Guest guest = new Guest();

  private static BideBytes bytes(String text) {
    return new BideBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  private void gives(String expected, Object self, String name, Object... arguments) {
    assertEquals(expected, guest.show(self, name, arguments));
  }

  @Test
  void bytesAndBuffersReadAlike() {
    for (Object data : new Object[] {bytes("hello"), guest.global("buffer", "hello")}) {
      gives("5", data, "len");
      gives("false", data, "is_empty");
      gives("104", data, "get", 0);
      gives("nil", data, "get", 9);
      gives("7", data, "get", -1, 7);
      gives("\"hello\"", data, "decode");
      gives("b\"el\"", data, "slice", 1, 3);
      gives("2", data, "index_of", bytes("l"));
      gives("3", data, "index_of", (int) 'l', 3);
      gives("nil", data, "index_of", "x");
      gives("true", data, "contains", "lo");
      gives("true", data, "starts_with", bytes("he"));
      gives("true", data, "ends_with", "lo");
      gives("false", data, "ends_with", "hello hello");
      gives("b\"hello\"", data, "to_bytes");
      gives("\"68656c6c6f\"", data, "to_hex");
      gives("[104, 101, 108, 108, 111]", data, "to_list");
      assertEquals("[104]", guest.show(guest.call(guest.call(data, "iter"), "take", 1), "collect"));
    }
    assertEquals(
        "IndexError: index 6 is out of range for a byte string of length 5",
        guest.fails(bytes("hello"), "index_of", "x", 6));
    assertEquals(
        "TypeError: `index_of` needs bytes, a buffer or a string as `part`, not nil",
        guest.fails(bytes("a"), "index_of", Guest.NIL));
  }

  @Test
  void whatIsNotUtf8IsAnErrorOrReplaced() {
    BideBytes bad = new BideBytes(new byte[] {'a', (byte) 0xff, 'b'});
    assertEquals(
        "ValueError: these bytes are not UTF-8 text (at byte 1)", guest.fails(bad, "decode"));
    gives("\"a\uFFFDb\"", bad, "decode", true);
  }

  @Test
  void buffersGrow() {
    Object buffer = guest.global("buffer");
    guest.call(buffer, "push", 104);
    guest.call(buffer, "extend", "ell");
    guest.call(buffer, "extend", bytes("o"));
    guest.call(buffer, "extend", buffer);
    assertEquals("buffer(b\"hellohello\")", Text.quote(buffer));
    gives("b\"hell\"", buffer, "take", 4);
    assertEquals("buffer(b\"hellohello\")", Text.quote(buffer));
    gives("b\"hell\"", buffer, "drain", BideRange.of(0, 4, false));
    assertEquals("buffer(b\"ohello\")", Text.quote(buffer));
    guest.call(buffer, "truncate", 1);
    Object copy = guest.call(buffer, "copy");
    guest.call(buffer, "clear");
    gives("0", buffer, "len");
    assertEquals("buffer(b\"o\")", Text.quote(copy));
    gives("buffer(b\"a\")", bytes("a"), "to_buffer");
    assertEquals("ValueError: 256 is not a byte (0 to 255)", guest.fails(buffer, "push", 256));
    gives("0", buffer, "len");
  }
}
