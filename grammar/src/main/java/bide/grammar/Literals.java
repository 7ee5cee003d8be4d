package bide.grammar;

import bide.grammar.antlr.Tok;
import bide.grammar.tree.Expr;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** What numbers, escapes and byte strings stand for. */
final class Literals {
  private static final BigDecimal MAX_NANOS = BigDecimal.valueOf(Long.MAX_VALUE);

  /** Apart, so that a script without floats does not pay for it at start. */
  private static final class FloatForm {
    static final Pattern PATTERN = Pattern.compile("[0-9_]+(\\.[0-9_]+)?([eE][+-]?[0-9_]+)?");
  }

  private static final String ESCAPES = "escapes are `\\n \\t \\r \\\\ \\\" \\0 \\x41 \\u{1F600}`";

  private final Consumer<Diagnostic> report;

  Literals(Consumer<Diagnostic> report) {
    this.report = report;
  }

  Expr number(Tok token) {
    String written = token.getText();
    Span span = token.span();
    int length = written.length();
    // the common case first: a short row of digits
    if (length < 18 && isDigits(written, 0, length)) {
      return new Expr.Int(BigInteger.valueOf(Long.parseLong(written)), span);
    }
    if (length > 1 && written.charAt(0) == '0' && Character.isLetter(written.charAt(1))) {
      int radix =
          switch (written.charAt(1)) {
            case 'x', 'X' -> 16;
            case 'o', 'O' -> 8;
            case 'b', 'B' -> 2;
            default -> 0;
          };
      if (radix != 0) {
        return radixNumber(written, radix, span);
      }
    }
    int unit = unitStart(written);
    long factor = unit == length ? 0 : nanos(written.substring(unit));
    if (factor != 0) {
      if (misplaced(written.substring(0, unit))) {
        return badUnderscore(span);
      }
      BigDecimal amount = new BigDecimal(clean(written.substring(0, unit)));
      BigDecimal nanos =
          amount.multiply(BigDecimal.valueOf(factor)).setScale(0, RoundingMode.HALF_EVEN);
      if (nanos.compareTo(MAX_NANOS) > 0) {
        return bad(span, "this duration is too long", "the longest is about 292 years");
      }
      return new Expr.Duration(nanos.longValueExact(), span);
    }
    boolean isFloat =
        written.indexOf('.') >= 0 || written.indexOf('e') >= 0 || written.indexOf('E') >= 0;
    if (!isFloat && isDigits(clean(written), 0, clean(written).length())) {
      return misplaced(written)
          ? badUnderscore(span)
          : new Expr.Int(new BigInteger(clean(written)), span);
    }
    if (FloatForm.PATTERN.matcher(written).matches()) {
      if (misplaced(written)) {
        return badUnderscore(span);
      }
      double value = Double.parseDouble(clean(written));
      return Double.isInfinite(value)
          ? bad(span, "this number is too large for a float", null)
          : new Expr.Float(value, span);
    }
    String help =
        "numbers look like `42`, `1_000`, `0xff`, `3.14`, `1e9`; durations like `250ms`, `1.5s`, `2m`, `1h`";
    return bad(span, "`" + written + "` is not a number", help);
  }

  private static int unitStart(String written) {
    int at = 0;
    while (at < written.length() && !Character.isLetter(written.charAt(at))) {
      at++;
    }
    return at;
  }

  /** How many ns a unit of time has; 0 for what is none. */
  private static long nanos(String unit) {
    return switch (unit) {
      case "ns" -> 1;
      case "us" -> 1_000;
      case "ms" -> 1_000_000;
      case "s" -> 1_000_000_000;
      case "m" -> 60_000_000_000L;
      case "h" -> 3_600_000_000_000L;
      default -> 0;
    };
  }

  private Expr radixNumber(String written, int radix, Span span) {
    String digits = clean(written.substring(2));
    if (digits.isEmpty()) {
      return bad(span, "`" + written + "` has no digits", null);
    }
    for (int i = 0; i < digits.length(); i++) {
      if (Character.digit(digits.charAt(i), radix) < 0 || digits.charAt(i) > 'z') {
        String kind = radix == 16 ? "a hexadecimal" : radix == 8 ? "an octal" : "a binary";
        return bad(span, "`" + digits.charAt(i) + "` is not " + kind + " digit", null);
      }
    }
    return written.endsWith("_") || written.contains("__")
        ? badUnderscore(span)
        : new Expr.Int(new BigInteger(digits, radix), span);
  }

  private static boolean isDigits(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return false;
      }
    }
    return to > from;
  }

  private static String clean(String digits) {
    return digits.indexOf('_') < 0 ? digits : digits.replace("_", "");
  }

  private static boolean misplaced(String written) {
    for (int i = written.indexOf('_'); i >= 0; i = written.indexOf('_', i + 1)) {
      boolean between =
          i + 1 < written.length()
              && Character.isDigit(written.charAt(i - 1))
              && Character.isDigit(written.charAt(i + 1));
      if (!between) {
        return true;
      }
    }
    return false;
  }

  private Expr badUnderscore(Span span) {
    return bad(span, "a `_` in a number stands between two digits", null);
  }

  private Expr bad(Span span, String message, String help) {
    report.accept(Diagnostic.error("bad-number", message, span, help));
    return new Expr.Error(span);
  }

  /** Appends what an escape sequence stands for. */
  void escape(String written, int offset, StringBuilder into) {
    int c = escaped(written, offset, true);
    if (c >= 0) {
      into.appendCodePoint(c);
    }
  }

  /** The character that an escape sequence means; -1, and a diagnostic, where it means none. */
  private int escaped(String written, int offset, boolean unicode) {
    Span span = Span.of(offset, offset + written.length());
    if (written.length() < 2) {
      return badEscape(span, "`\\` at the end of a line", ESCAPES);
    }
    switch (written.charAt(1)) {
      case 'n':
        return '\n';
      case 't':
        return '\t';
      case 'r':
        return '\r';
      case '0':
        return 0;
      case '\\', '"':
        return written.charAt(1);
      case 'x':
        if (written.length() == 4 && hex(written, 2, 4) >= 0) {
          return hex(written, 2, 4);
        }
        return badEscape(span, "`\\x` takes two hexadecimal digits", "write `\\x41`");
      case 'u':
        if (!unicode) {
          return badEscape(span, "bytes have no `\\u`", "write `\\x41`");
        }
        String digits =
            written.length() > 4 ? written.substring(3, written.length() - 1).replace("_", "") : "";
        int value = digits.isEmpty() || digits.length() > 6 ? -1 : hex(digits, 0, digits.length());
        if (value < 0) {
          return badEscape(
              span, "`\\u` takes up to six hexadecimal digits in braces", "write `\\u{1F600}`");
        }
        if (value > Character.MAX_CODE_POINT || value >= 0xD800 && value <= 0xDFFF) {
          return badEscape(
              span,
              "there is no character with this number",
              "`\\u{…}` goes to 10FFFF, without D800 to DFFF");
        }
        return value;
      case '{', '}':
        return badEscape(
            span, "unknown escape `" + written + "`", "a brace is written twice: `{{` or `}}`");
      default:
        return badEscape(span, "unknown escape `" + written + "`", ESCAPES);
    }
  }

  private static int hex(String text, int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) < 128 ? Character.digit(text.charAt(i), 16) : -1;
      if (digit < 0) {
        return -1;
      }
      value = value * 16 + digit;
    }
    return value;
  }

  private int badEscape(Span span, String message, String help) {
    report.accept(Diagnostic.error("bad-escape", message, span, help));
    return -1;
  }

  Expr bytes(Tok token) {
    String written = token.getText();
    int end =
        written.length() > 2 && written.endsWith("\"") ? written.length() - 1 : written.length();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 2; i < end; ) {
      char c = written.charAt(i);
      if (c == '\\') {
        int length = escapeLength(written, i, end);
        int value = escaped(written.substring(i, i + length), token.start + i, false);
        if (value >= 0) {
          bytes.write(value);
        }
        i += length;
      } else {
        int length = Character.charCount(written.codePointAt(i));
        if (c > 127) {
          Span span = Span.of(token.start + i, token.start + i + length);
          String help = "write its bytes as `\\x…`, or encode a string";
          report.accept(
              Diagnostic.error("bad-bytes", "only ASCII characters stand in bytes", span, help));
        }
        bytes.write(c);
        i += length;
      }
    }
    return new Expr.Bytes(bytes.toByteArray(), token.span());
  }

  private static int escapeLength(String written, int at, int end) {
    if (at + 1 >= end) {
      return 1;
    }
    char kind = written.charAt(at + 1);
    if (kind == 'x') {
      return Math.min(4, end - at);
    }
    return Math.min(1 + Character.charCount(written.codePointAt(at + 1)), end - at);
  }
}
