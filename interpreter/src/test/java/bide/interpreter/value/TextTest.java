package bide.interpreter.value;

import static bide.interpreter.library.Guest.list;
import static bide.interpreter.library.Guest.map;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bide.interpreter.error.BideException;
import bide.interpreter.library.Guest;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextTest {
  private static void shows(String expected, Object value) {
    assertEquals(expected, Text.quote(Guest.value(value)));
  }

  @Test
  void floatsAreShortestAndStayFloats() {
    shows("3.0", 3.0);
    shows("-0.0", -0.0);
    shows("0.1", 0.1);
    shows("0.30000000000000004", 0.1 + 0.2);
    shows("100000.0", 1e5);
    shows("12345678.9", 12345678.9);
    shows("1000000000000000.0", 1e15);
    shows("1e16", 1e16);
    shows("1e21", 1e21);
    shows("-1.5e300", -1.5e300);
    shows("0.0001", 1e-4);
    shows("0.00012", 1.2e-4);
    shows("1e-5", 1e-5);
    shows("5e-324", Double.MIN_VALUE);
    shows("1.7976931348623157e308", Double.MAX_VALUE);
    shows("NaN", Double.NaN);
    shows("-inf", Double.NEGATIVE_INFINITY);
  }

  @Test
  void floatsReadBackAsThemselves() {
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      double number = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(number)) {
        String text = Text.ofDouble(number);
        assertEquals(number, Double.parseDouble(text));
        assertTrue(text.contains(".") || text.contains("e"), text);
      }
    }
  }

  @Test
  void containersCanBeReadBack() {
    shows("[1, \"a\", nil, true, [2.0]]", list(1, "a", Nil.NIL, true, list(2.0)));
    shows(
        "#{name: \"x\", \"two words\": 1, [3]: 4, \"if\": 5, \"\": 6, ñ1: 7, \"1a\": 8}",
        map("name", "x", "two words", 1, 3, 4, "if", 5, "", 6, "ñ1", 7, "1a", 8));
    shows("#{}", map());
    shows("[]", list());
    shows("18446744073709551616", BigInteger.TWO.pow(64));
    shows("buffer(b\"hi\")", new BideBuffer(Guest.REGION, new byte[] {'h', 'i'}));
  }

  @Test
  void stringsAndBytesAreEscapedInsideOthersOnly() {
    shows("\"a\\\"b\\\\c\\n\\t\\r\\0{{x}}\"", "a\"b\\c\n\t\r\0{x}");
    shows("\"\\u{1b}[0m \\u{200b}\"", "\u001b[0m \u200b");
    shows("\"é😀\"", "é😀");
    shows(
        "b\"a\\\"\\\\\\n\\x00\\xff{\"",
        new BideBytes(new byte[] {'a', '"', '\\', '\n', 0, (byte) 255, '{'}));
    assertEquals("a\"b", Text.display(Strings.of("a\"b")));
    assertEquals("ValueError: bad", Text.display(new BideException("ValueError", "bad")));
  }

  @Test
  void durationsAndRangesAreLiterals() {
    shows("1.5s", new BideDuration(1_500_000_000));
    shows("250ms", new BideDuration(250_000_000));
    shows("90s", new BideDuration(90_000_000_000L));
    shows("10us", new BideDuration(10_000));
    shows("1.5us", new BideDuration(1_500));
    shows("5ns", new BideDuration(5));
    shows("0s", BideDuration.ZERO);
    shows("-1.5s", new BideDuration(-1_500_000_000));
    shows("1.000000001s", new BideDuration(1_000_000_001));
    shows("-9223372036.854775808s", new BideDuration(Long.MIN_VALUE));
    shows("1..5", BideRange.of(1, 5, false));
    shows("-1..=5", BideRange.of(-1, 5, true));
    shows("1..", BideRange.from(1));
    shows("..5", BideRange.to(5, false));
    shows("..", BideRange.all());
  }

  @Test
  void cyclesAndDeepNestingEnd() {
    BideList list = list(1);
    list.add(list);
    list.add(map("me", list));
    shows("[1, [...], #{me: [...]}]", list);
    Object deep = list();
    for (int i = 0; i < 100_000; i++) {
      deep = list(deep);
    }
    shows("[".repeat(100) + "…" + "]".repeat(100), deep);
    BideList shared = list(1);
    shows("[[1], [1]]", list(shared, shared));
  }
}
