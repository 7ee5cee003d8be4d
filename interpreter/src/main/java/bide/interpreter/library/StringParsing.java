package bide.interpreter.library;

import bide.interpreter.error.BideException;
import bide.interpreter.error.Errors;
import bide.interpreter.value.Numbers;
import bide.interpreter.value.Strings;
import bide.interpreter.value.Text;
import com.oracle.truffle.api.strings.TruffleString;
import java.math.BigInteger;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Strings read as numbers, and tests of their characters. White space around a number is allowed,
 * as is {@code _} between digits.
 */
final class StringParsing {
  private static final Pattern FLOAT =
      Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");
  private static final int MAX_DIGITS = 1_000_000;

  private StringParsing() {}

  static void addTo(MethodSet set) {
    set.add(
        "to_int(base?, default?)",
        "The int that the text writes, in decimal or in a base of 2 to 36. Where it writes none, gives the default, or throws ValueError.",
        "\"-12\".to_int() -> -12\n\"ff\".to_int(16) -> 255\n\"x\".to_int(default: nil) -> nil",
        (cx, call, self, args) -> {
          int base = args[0] == null ? 10 : IntMethods.base(args[0], "to_int");
          return orDefault(args[1], () -> toInt((TruffleString) self, base));
        });
    set.add(
        "to_float(default?)",
        "The float nearest to what the text writes. Where it writes none, gives the default, or throws ValueError.",
        "\"1.5e3\".to_float() -> 1500.0\n\"x\".to_float(0.0) -> 0.0",
        (cx, call, self, args) -> orDefault(args[0], () -> toFloat((TruffleString) self)));
    test(
        set,
        "is_digit()",
        "Whether it has characters and all are 0 to 9.",
        "\"2024\".is_digit() -> true",
        c -> c >= '0' && c <= '9');
    test(
        set,
        "is_alphabetic()",
        "Whether it has characters and all are letters.",
        "\"añ\".is_alphabetic() -> true",
        Character::isLetter);
    test(
        set,
        "is_alphanumeric()",
        "Whether it has characters and all are letters or digits.",
        "\"a1\".is_alphanumeric() -> true",
        Character::isLetterOrDigit);
    test(
        set,
        "is_whitespace()",
        "Whether it has characters and all are white space.",
        "\" \\n\".is_whitespace() -> true",
        Character::isWhitespace);
    test(
        set,
        "is_upper()",
        "Whether it has characters and all are capital letters.",
        "\"ÀB\".is_upper() -> true",
        Character::isUpperCase);
    test(
        set,
        "is_lower()",
        "Whether it has characters and all are small letters.",
        "\"àb\".is_lower() -> true",
        Character::isLowerCase);
  }

  private static Object orDefault(Object other, Supplier<Object> parsed) {
    if (other == null) {
      return parsed.get();
    }
    try {
      return parsed.get();
    } catch (BideException e) {
      if (e.kind().equals("ValueError")) {
        return other;
      }
      throw e;
    }
  }

  private static void test(
      MethodSet set, String signature, String doc, String example, IntPredicate test) {
    set.add(
        signature,
        doc,
        example,
        (cx, call, self, args) -> {
          String text = Strings.java((TruffleString) self);
          return !text.isEmpty() && text.codePoints().allMatch(test);
        });
  }

  static Object toInt(TruffleString string, int base) {
    String digits = digits(string);
    int signs = digits.startsWith("-") || digits.startsWith("+") ? 1 : 0;
    if (digits.length() == signs
        || digits.length() > MAX_DIGITS
        || !digits.chars().allMatch(c -> c < 128)
        || digits.indexOf('-', signs) >= 0
        || digits.indexOf('+', signs) >= 0) {
      throw notA("an int" + inBase(base), string);
    }
    try {
      return digits.length() < 12
          ? (Object) Long.parseLong(digits, base)
          : Numbers.normalise(new BigInteger(digits, base));
    } catch (NumberFormatException e) {
      throw notA("an int" + inBase(base), string);
    }
  }

  private static String inBase(int base) {
    return base == 10 ? "" : " in base " + base;
  }

  static double toFloat(TruffleString string) {
    String text = digits(string);
    switch (text) {
      case "NaN":
        return Double.NaN;
      case "inf", "+inf":
        return Double.POSITIVE_INFINITY;
      case "-inf":
        return Double.NEGATIVE_INFINITY;
      default:
        if (!FLOAT.matcher(text).matches()) {
          throw notA("a float", string);
        }
        return Double.parseDouble(text);
    }
  }

  /** Without white space around it and without {@code _} between digits. */
  private static String digits(TruffleString string) {
    String text = Strings.java(string).strip();
    return text.indexOf('_') > 0 && !text.endsWith("_") && !text.contains("__")
        ? text.replace("_", "")
        : text;
  }

  private static BideException notA(String what, TruffleString string) {
    return Errors.value(shown(string) + " is not " + what);
  }

  /** The text in quotes, cut where it is long. */
  static String shown(TruffleString string) {
    String text = Strings.java(string);
    String shown =
        text.length() > 60
            ? text.substring(
                    0,
                    text.offsetByCodePoints(0, Math.min(50, text.codePointCount(0, text.length()))))
                + "…"
            : text;
    return Text.quote(Strings.of(shown));
  }
}
