package bide.interpreter.library;

import bide.interpreter.error.BideException;
import bide.interpreter.error.Errors;
import bide.interpreter.value.Numbers;
import bide.interpreter.value.Strings;
import bide.interpreter.value.Text;
import com.oracle.truffle.api.strings.TruffleString;
import java.math.BigInteger;
import java.util.function.IntPredicate;
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
        "to_int()",
        "The int that the text writes in decimal; throws ValueError if it does not.",
        (cx, call, self, args) -> toInt((TruffleString) self, 10));
    set.add(
        "parse_int(base?)",
        "As `to_int`, in a base of 2 to 36.",
        (cx, call, self, args) ->
            toInt(
                (TruffleString) self,
                args[0] == null ? 10 : IntMethods.base(args[0], "parse_int")));
    set.add(
        "to_float()",
        "The float that the text writes; throws ValueError if it does not.",
        (cx, call, self, args) -> toFloat((TruffleString) self));
    test(
        set,
        "is_digit()",
        "Whether it has characters and all are 0 to 9.",
        c -> c >= '0' && c <= '9');
    test(
        set,
        "is_alphabetic()",
        "Whether it has characters and all are letters.",
        Character::isLetter);
    test(
        set,
        "is_alphanumeric()",
        "Whether it has characters and all are letters or digits.",
        Character::isLetterOrDigit);
    test(
        set,
        "is_whitespace()",
        "Whether it has characters and all are white space.",
        Character::isWhitespace);
    test(
        set,
        "is_upper()",
        "Whether it has characters and all are capital letters.",
        Character::isUpperCase);
    test(
        set,
        "is_lower()",
        "Whether it has characters and all are small letters.",
        Character::isLowerCase);
  }

  private static void test(MethodSet set, String signature, String doc, IntPredicate test) {
    set.add(
        signature,
        doc,
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
    String text = Strings.java(string);
    String shown =
        text.length() > 60
            ? text.substring(
                    0,
                    text.offsetByCodePoints(0, Math.min(50, text.codePointCount(0, text.length()))))
                + "…"
            : text;
    return Errors.value(Text.quote(Strings.of(shown)) + " is not " + what);
  }
}
