package bide.interpreter.library;

import static bide.interpreter.library.Guest.list;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bide.interpreter.value.BideRange;
import org.junit.jupiter.api.Test;

class StringMethodsTest {
  private final Guest guest = new Guest();

  private void gives(String expected, Object self, String name, Object... arguments) {
    assertEquals(expected, guest.show(self, name, arguments));
  }

  private void fails(String expected, Object self, String name, Object... arguments) {
    assertEquals(expected, guest.fails(self, name, arguments));
  }

  @Test
  void indexesCountCodePoints() {
    gives("4", "añ😀b", "len");
    gives("\"😀\"", "añ😀b", "get", 2);
    gives("nil", "añ😀b", "get", 4);
    gives("\"?\"", "", "get", 0, "?");
    gives("128512", "añ😀b", "code_point_at", 2);
    fails(
        "IndexError: index 4 is out of range for a string of length 4",
        "añ😀b",
        "code_point_at",
        4);
    gives("3", "añ😀b", "index_of", "b");
    gives("3", "añ😀b", "last_index_of", "b");
    gives("\"😀b\"", "añ😀b", "slice", 2);
    gives("\"ñ😀\"", "añ😀b", "slice", BideRange.of(1, 3, false));
    fails(
        "IndexError: the slice from 0 to 9 is out of range for a string of length 1",
        "a",
        "slice",
        0,
        9);
    gives("[\"a\", \"😀\"]", "a😀", "chars");
    gives("[97, 128512]", "a😀", "code_points");
    assertEquals("[\"a\", \"😀\"]", guest.show(guest.call("a😀", "iter"), "collect"));
    gives("\"b😀ña\"", "añ😀b", "reversed");
  }

  @Test
  void bytesAreUtf8() {
    gives("b\"\\xc3\\xb1\"", "ñ", "bytes");
    gives("b\"a\"", "a", "encode");
  }

  @Test
  void searching() {
    gives("true", "", "is_empty");
    gives("true", "hello", "contains", "ell");
    gives("true", "hello", "starts_with", "he");
    gives("false", "hello", "ends_with", "he");
    gives("2", "hello", "index_of", "l");
    gives("3", "hello", "index_of", "l", 3);
    gives("nil", "hello", "index_of", "l", 4);
    gives("nil", "hello", "index_of", "x");
    gives("nil", "hello", "index_of", "l", 5);
    gives("0", "hello", "index_of", "");
    gives("3", "hello", "last_index_of", "l");
    gives("2", "hello", "count", "l");
    gives("1", "aaa", "count", "aa");
    fails(
        "IndexError: index 9 is out of range for a string of length 5",
        "hello",
        "index_of",
        "l",
        9);
    fails("ValueError: `part` of `count` must not be empty", "hello", "count", "");
    fails("TypeError: `contains` needs a string as `part`, not an int", "1", "contains", 1);
  }

  @Test
  void changing() {
    gives("\"ÑA\"", "ña", "upper");
    gives("\"ña\"", "ÑA", "lower");
    gives("\"Hello\"", "hello", "capitalize");
    gives("\"\"", "", "capitalize");
    gives("\"a\"", " a\n", "trim");
    gives("\"a \"", " a ", "trim_start");
    gives("\" a\"", " a ", "trim_end");
    gives("\"b\"", "a-b", "strip_prefix", "a-");
    gives("nil", "a-b", "strip_prefix", "x");
    gives("\"a\"", "a.txt", "strip_suffix", ".txt");
    gives("nil", "a.txt", "strip_suffix", ".md");
    gives("\"heLLo\"", "hello", "replace", "l", "L");
    gives("\"heLlo\"", "hello", "replace", "l", "L", 1);
    fails("ValueError: `old` of `replace` must not be empty", "a", "replace", "", "b");
    gives("\"ababab\"", "ab", "repeat", 3);
    assertTrue(guest.fails("ab", "repeat", 1L << 40).startsWith("ValueError"));
    gives("\"007\"", "7", "pad_start", 3, "0");
    gives("\"7  \"", "7", "pad_end", 3);
    gives("\"1234\"", "1234", "pad_start", 3);
    fails("ValueError: `fill` of `pad_end` must be one character", "7", "pad_end", 3, "ab");
    gives("\"a\"", "a", "to_string");
  }

  @Test
  void splitting() {
    gives("[\"a\", \"\", \"b\"]", "a,,b", "split", ",");
    gives("[\"a\", \",b\"]", "a,,b", "split", ",", 2);
    gives("[\"\"]", "", "split", ",");
    fails("ValueError: `separator` of `split` must not be empty", "a", "split", "");
    gives("[\"k\", \"v=w\"]", "k=v=w", "split_once", "=");
    gives("nil", "k", "split_once", "=");
    gives("[\"a\", \"b\"]", "  a \t\n b ", "split_whitespace");
    gives("[]", "  ", "split_whitespace");
    gives("[\"a\", \"\", \"b\"]", "a\n\r\nb\n", "lines");
    gives("[]", "", "lines");
    gives("\"1, 2\"", ", ", "join", list(1, 2));
  }

  @Test
  void parsing() {
    gives("-42", " -42 ", "to_int");
    gives("1000", "1_000", "to_int");
    gives("18446744073709551616", "18446744073709551616", "to_int");
    gives("-9223372036854775808", "-9223372036854775808", "to_int");
    gives("255", "ff", "to_int", 16);
    gives("7", "7", "to_int");
    gives("1.5", "1.5", "to_float");
    gives("1000.0", "1e3", "to_float");
    gives("0.5", ".5", "to_float");
    gives("-inf", "-inf", "to_float");
    for (String bad :
        new String[] {
          "",
          "-",
          "1.5",
          "abc",
          "1 2",
          "--1",
          "+-1",
          "1__0",
          "_1",
          "1_",
          "0x10",
          "12345678901234567x",
          "1234567890123-1"
        }) {
      fails("ValueError: \"" + bad + "\" is not an int", bad, "to_int");
    }
    for (String bad : new String[] {"", ".", "1.5f", "1d", "0x1p3", "Infinity", "e5"}) {
      fails("ValueError: \"" + bad + "\" is not a float", bad, "to_float");
    }
    fails("ValueError: \"9\" is not an int in base 8", "9", "to_int", 8);
    fails("ValueError: `base` of `to_int` must be from 2 to 36, not 1", "9", "to_int", 1);
  }

  @Test
  void testsOfCharacters() {
    gives("true", "42", "is_digit");
    gives("false", "", "is_digit");
    gives("true", "añ", "is_alphabetic");
    gives("true", "a1", "is_alphanumeric");
    gives("true", " \n", "is_whitespace");
    gives("true", "AB", "is_upper");
    gives("false", "aB", "is_lower");
  }
}
