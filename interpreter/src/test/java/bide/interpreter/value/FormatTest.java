package bide.interpreter.value;

import static bide.interpreter.library.Guest.list;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bide.interpreter.error.BideException;
import bide.interpreter.library.Guest;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormatTest {
  private static void formats(Object value, String spec, String expected) {
    assertEquals(expected, Text.format(Guest.value(value), spec), spec);
  }

  @Test
  void precisionIsDecimals() {
    formats(3.14159, ".2", "3.14");
    formats(2, ".2", "2.00");
    formats(2.5, ".0", "2");
    formats(3.5, ".0", "4");
    formats(-0.001, ".2", "-0.00");
    formats(1e21, ".1", "1000000000000000000000.0");
    formats(0.1, ".20", "0.10000000000000000555");
    formats(1.5, "f", "1.500000");
    formats(3.0, "", "3.0");
  }

  @Test
  void widthAlignmentAndFill() {
    formats(42, "8", "      42");
    formats("ab", "5", "ab   ");
    formats("ab", ">5", "   ab");
    formats("ab", "^5", " ab  ");
    formats(42, "<5", "42   ");
    formats(42, "^6", "  42  ");
    formats(7, "*>4", "***7");
    formats("ab", "😀<4", "ab😀😀");
    formats("abcdef", ".3", "abc");
    formats("abcdef", "-<5.2", "ab---");
    formats("abcdef", "3", "abcdef");
    formats(list(1, "a"), ">10", "  [1, \"a\"]");
    formats(true, "6", "true  ");
    formats(Nil.NIL, ">5", "  nil");
  }

  @Test
  void signsAndZeros() {
    formats(5, "+", "+5");
    formats(-5, "+", "-5");
    formats(5, " ", " 5");
    formats(5, "05", "00005");
    formats(-5, "05", "-0005");
    formats(3.14159, "08.3", "0003.142");
    formats(-3.14159, "+08.3", "-003.142");
    formats(5, "<05", "5    ");
    formats(Double.NaN, "06", "   NaN");
    formats(Double.NEGATIVE_INFINITY, "6.1", "  -inf");
  }

  @Test
  void bases() {
    formats(255, "x", "ff");
    formats(255, "X", "FF");
    formats(255, "#x", "0xff");
    formats(255, "#06x", "0x00ff");
    formats(-255, "x", "-ff");
    formats(5, "b", "101");
    formats(5, "08b", "00000101");
    formats(8, "#o", "0o10");
    formats(8, "d", "8");
    formats(0xdeadbeefL, "_x", "dead_beef");
    formats(BigInteger.TWO.pow(64), "x", "10000000000000000");
  }

  @Test
  void groups() {
    formats(1234567, ",", "1,234,567");
    formats(-1234567, ",", "-1,234,567");
    formats(123, ",", "123");
    formats(1234567.891, ",.2", "1,234,567.89");
    formats(1234567, "_", "1_234_567");
    formats(1234567, ">12,", "   1,234,567");
  }

  @Test
  void exponentsAndPercent() {
    formats(1500.0, "e", "1.5e3");
    formats(1000, "e", "1e3");
    formats(1000, ".2e", "1.00e3");
    formats(0.00015, "E", "1.5E-4");
    formats(9.996, ".2e", "1.00e1");
    formats(0.0, "e", "0e0");
    formats(0.0, ".1e", "0.0e0");
    formats(-1.5, "e", "-1.5e0");
    formats(0.256, "%", "26%");
    formats(0.256, ".1%", "25.6%");
    formats(1, "%", "100%");
  }

  @Test
  void textForms() {
    formats("a\"b", "?", "\"a\\\"b\"");
    formats(42, "s", "42");
    formats(42, "5s", "42   ");
    formats(new BideDuration(1_234_567_890), ".2", "1.23s");
    formats(new BideDuration(1_500_000_000), ">8", "    1.5s");
  }

  @ParameterizedTest
  @ValueSource(strings = {"q", ".", "5.", ".x", "5x5", "x.", ">>>", "99999999999", "-+", "{"})
  void aSpecificationThatCannotBeReadIsQuotedInTheError(String spec) {
    BideException error = assertThrows(BideException.class, () -> Text.format(1L, spec));
    assertEquals("ValueError", error.kind());
    assertTrue(error.text().contains("`" + spec + "`"), error.text());
  }

  @Test
  void aSpecificationThatDoesNotFitTheValueSaysWhy() {
    assertEquals(
        "ValueError: bad format `x`: type `x` needs an int, not a float",
        Text.display(assertThrows(BideException.class, () -> Text.format(1.5, "x"))));
    assertEquals(
        "ValueError: bad format `d`: type `d` needs a number, not a string",
        Text.display(assertThrows(BideException.class, () -> Text.format(Strings.EMPTY, "d"))));
    assertThrows(BideException.class, () -> Text.format(Strings.EMPTY, "+"));
    assertThrows(BideException.class, () -> Text.format(1L, ".2x"));
  }
}
