package bide.interpreter.value;

import bide.interpreter.error.BideException;
import bide.interpreter.error.Errors;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * A format specification, what follows the colon in {@code {x:*>+10,.2}}:
 *
 * <pre>[[fill]align][sign][#][0][width][, or _][.precision][type]</pre>
 *
 * <ul>
 *   <li>align: {@code <} left, {@code >} right, {@code ^} middle; numbers go right and all else
 *       left by default
 *   <li>sign: {@code +} for numbers above zero too, a space to leave room for it
 *   <li>{@code #}: {@code 0x}, {@code 0b}, {@code 0o} before ints of those types
 *   <li>{@code 0}: zeros between the sign and the digits up to the width
 *   <li>{@code ,} or {@code _}: between groups of three digits (four in hexadecimal and binary)
 *   <li>precision: decimals of a number or a duration, the greatest length of anything else
 *   <li>type: {@code d} int, {@code x X b o} its bases, {@code e E} with exponent, {@code f}
 *       decimals (6 unless given), {@code %} percent, {@code s} text, {@code ?} as one would write
 *       it
 * </ul>
 */
record Format(
    String spec,
    int fill,
    char align,
    char sign,
    boolean alternate,
    boolean zeros,
    int width,
    char group,
    int precision,
    char type) {

  /** Wider is a mistake rather than a wish. */
  private static final int MAX_WIDTH = 1_000_000;

  private static final char NONE = 0;

  static Format parse(String spec) {
    return new Parser(spec).parse();
  }

  String apply(Object value) {
    if (type == '?') {
      return padded("", truncated(Text.quote(value)), '<');
    }
    if (type == 's') {
      return padded("", truncated(Text.display(value)), '<');
    }
    if (Numbers.isNumber(value)) {
      return number(value);
    }
    if (type != NONE) {
      throw bad("type `" + type + "` needs a number, not " + Kinds.described(value));
    }
    if (sign != NONE || alternate || zeros || group != NONE) {
      throw bad("this is for numbers, not for " + Kinds.described(value));
    }
    if (value instanceof BideDuration duration && precision >= 0) {
      return padded("", duration.toString(precision), '<');
    }
    return padded("", truncated(Text.display(value)), '<');
  }

  private String truncated(String text) {
    if (precision < 0 || text.codePointCount(0, text.length()) <= precision) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, precision));
  }

  private String number(Object value) {
    if (value instanceof Double d && (Double.isNaN(d) || Double.isInfinite(d))) {
      String text = Text.ofDouble(Math.abs(d));
      return withSign(d < 0, "", type == '%' ? text + "%" : text, false);
    }
    boolean negative = value instanceof Double d ? d < 0 || 1 / d < 0 : Numbers.sign(value) < 0;
    Object size = Numbers.abs(value);
    return switch (type) {
      case 'x', 'X', 'b', 'o', 'd' ->
          withSign(negative, alternate ? prefix() : "", inBase(size), true);
      case 'e', 'E' -> {
        String text = exponential(size, precision);
        yield withSign(negative, "", type == 'E' ? text.toUpperCase(Locale.ROOT) : text, true);
      }
      case 'f' -> withSign(negative, "", fixed(size, precision < 0 ? 6 : precision), true);
      case '%' ->
          withSign(negative, "", fixed(percent(size), precision < 0 ? 0 : precision) + "%", true);
      default ->
          withSign(
              negative,
              "",
              precision < 0 ? grouped(Text.display(size), 3) : fixed(size, precision),
              true);
    };
  }

  private String prefix() {
    return type == 'd' ? "" : "0" + Character.toLowerCase(type);
  }

  private String inBase(Object size) {
    if (!Numbers.isInt(size)) {
      throw bad("type `" + type + "` needs an int, not a float");
    }
    if (precision >= 0) {
      throw bad("an int of type `" + type + "` has no precision");
    }
    BigInteger number = Numbers.toBig(size);
    return switch (type) {
      case 'x' -> grouped(number.toString(16), 4);
      case 'X' -> grouped(number.toString(16).toUpperCase(Locale.ROOT), 4);
      case 'b' -> grouped(number.toString(2), 4);
      case 'o' -> grouped(number.toString(8), 4);
      default -> grouped(number.toString(), 3);
    };
  }

  private static BigDecimal exact(Object number) {
    return number instanceof Double d ? new BigDecimal(d) : new BigDecimal(Numbers.toBig(number));
  }

  private static BigDecimal percent(Object size) {
    return exact(size).movePointRight(2);
  }

  private String fixed(Object size, int decimals) {
    return fixed(exact(size), decimals);
  }

  private String fixed(BigDecimal size, int decimals) {
    return grouped(size.setScale(decimals, RoundingMode.HALF_EVEN).toPlainString(), 3);
  }

  /**
   * Java's shortest decimal has two digits at least, where one may do: 5e-324 rather than 4.9e-324.
   */
  private static BigDecimal shortest(double number) {
    BigDecimal decimal = new BigDecimal(Double.toString(number));
    BigDecimal shorter = decimal.round(new MathContext(1, RoundingMode.HALF_EVEN));
    return shorter.doubleValue() == number ? shorter : decimal;
  }

  /**
   * One digit before the point, {@code decimals} after it (as many as needed for -1), and the
   * exponent: {@code 1.5e-7}.
   */
  static String exponential(Object number, int decimals) {
    BigDecimal exact = decimals >= 0 || !(number instanceof Double d) ? exact(number) : shortest(d);
    if (exact.signum() == 0) {
      return (number instanceof Double d && 1 / d < 0 ? "-0" : "0")
          + (decimals > 0 ? "." + "0".repeat(decimals) : "")
          + "e0";
    }
    if (decimals >= 0) {
      exact = exact.round(new MathContext(decimals + 1, RoundingMode.HALF_EVEN));
    } else {
      exact = exact.stripTrailingZeros();
    }
    String digits = exact.unscaledValue().abs().toString();
    int exponent = digits.length() - 1 - exact.scale();
    StringBuilder out = new StringBuilder(exact.signum() < 0 ? "-" : "");
    out.append(digits.charAt(0));
    int shown = decimals >= 0 ? decimals : digits.length() - 1;
    if (shown > 0) {
      String fraction = digits.substring(1, Math.min(digits.length(), shown + 1));
      out.append('.').append(fraction).append("0".repeat(shown - fraction.length()));
    }
    return out.append('e').append(exponent).toString();
  }

  private String grouped(String digits, int length) {
    if (group == NONE) {
      return digits;
    }
    int end = 0;
    while (end < digits.length() && (length == 4 || Character.isDigit(digits.charAt(end)))) {
      end++;
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < end; i++) {
      if (i > 0 && (end - i) % length == 0) {
        out.append(group);
      }
      out.append(digits.charAt(i));
    }
    return out.append(digits, end, digits.length()).toString();
  }

  private String withSign(boolean negative, String prefix, String digits, boolean fillZeros) {
    String start = (negative ? "-" : sign == '+' ? "+" : sign == ' ' ? " " : "") + prefix;
    if (zeros && fillZeros && align == NONE) {
      int missing = width - start.length() - digits.length();
      return missing > 0 ? start + "0".repeat(missing) + digits : start + digits;
    }
    return padded(start, digits, '>');
  }

  private String padded(String start, String text, char byDefault) {
    int missing =
        width - start.codePointCount(0, start.length()) - text.codePointCount(0, text.length());
    if (missing <= 0) {
      return start + text;
    }
    String filler = Character.toString(fill);
    int before =
        switch (align == NONE ? byDefault : align) {
          case '<' -> 0;
          case '^' -> missing / 2;
          default -> missing;
        };
    return filler.repeat(before) + start + text + filler.repeat(missing - before);
  }

  private BideException bad(String why) {
    return bad(spec, why);
  }

  private static BideException bad(String spec, String why) {
    return Errors.value("bad format `" + spec + "`: " + why);
  }

  /** Reads a specification from left to right. */
  private static final class Parser {
    private final String spec;
    private final int[] points;
    private int at;

    Parser(String spec) {
      this.spec = spec;
      this.points = spec.codePoints().toArray();
    }

    Format parse() {
      int fill = ' ';
      char align = NONE;
      if (points.length > 1 && isAlign(points[1])) {
        fill = points[0];
        align = (char) points[1];
        at = 2;
      } else if (points.length > 0 && isAlign(points[0])) {
        align = (char) points[0];
        at = 1;
      }
      char sign = takeOneOf("+- ");
      boolean alternate = takeOneOf("#") != NONE;
      boolean zeros = takeOneOf("0") != NONE;
      int width = number(0);
      char group = takeOneOf(",_");
      int precision = takeOneOf(".") != NONE ? number(-1) : -1;
      if (precision < 0 && at > 0 && points[at - 1] == '.') {
        throw bad(spec, "a number must follow the point");
      }
      char type = takeOneOf("dxXboeEf%s?");
      if (at < points.length) {
        throw bad(spec, "`" + new String(points, at, points.length - at) + "` is not understood")
            .withHelp(
                "a format is [[fill]align][sign][#][0][width][,][.precision][type], as in {x:>8.2} or {x:#x}");
      }
      return new Format(
          spec,
          fill,
          align,
          sign == '-' ? NONE : sign,
          alternate,
          zeros,
          width,
          group,
          precision,
          type);
    }

    private static boolean isAlign(int point) {
      return point == '<' || point == '>' || point == '^';
    }

    private char takeOneOf(String options) {
      if (at < points.length && options.indexOf(points[at]) >= 0) {
        return (char) points[at++];
      }
      return NONE;
    }

    private int number(int absent) {
      int from = at;
      long number = 0;
      while (at < points.length && points[at] >= '0' && points[at] <= '9') {
        number = number * 10 + points[at++] - '0';
        if (number > MAX_WIDTH) {
          throw bad(spec, "more than " + MAX_WIDTH + " characters");
        }
      }
      return at == from ? absent : (int) number;
    }
  }
}
