package bide.interpreter.value;

import bide.interpreter.error.BideException;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.strings.TruffleString;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Values as text. {@link #display} is what {@code print} and interpolation show: strings plain,
 * everything inside a container as one would write it. {@link #quote} writes strings too as
 * literals, so that it can be read back. A value that contains itself shows as {@code [...]}, and
 * nesting beyond {@link #MAX_DEPTH} as {@code …}.
 */
public final class Text {
  static final int MAX_DEPTH = 100;

  private static final Set<String> KEYWORDS =
      Set.of(
          "async",
          "await",
          "break",
          "catch",
          "continue",
          "defer",
          "else",
          "enum",
          "false",
          "finally",
          "fn",
          "for",
          "gen",
          "if",
          "impl",
          "in",
          "let",
          "loop",
          "match",
          "move",
          "mut",
          "nil",
          "pub",
          "return",
          "select",
          "self",
          "struct",
          "throw",
          "true",
          "try",
          "use",
          "while",
          "with",
          "yield");

  private Text() {}

  @TruffleBoundary
  public static String display(Object value) {
    // the first text of every run: no pattern switch, whose linkage costs start-up milliseconds
    if (value instanceof TruffleString string) {
      return Strings.java(string);
    }
    if (value instanceof Long number) {
      return Long.toString(number);
    }
    return value instanceof BideException error ? error.kind() + ": " + error.text() : quote(value);
  }

  /** {@link #display} as a guest string; a string is itself. */
  @TruffleBoundary
  public static TruffleString of(Object value) {
    return value instanceof TruffleString string ? string : Strings.of(display(value));
  }

  @TruffleBoundary
  public static String quote(Object value) {
    StringBuilder out = new StringBuilder();
    write(value, out, new ArrayList<>());
    return out.toString();
  }

  /**
   * By a format specification as in {@code {x:>8.2}}: see {@link Format}.
   *
   * @throws BideException ValueError for a specification that cannot be read or does not fit the
   *     value
   */
  @TruffleBoundary
  public static String format(Object value, String spec) {
    return spec.isEmpty() ? display(value) : Format.parse(spec).apply(value);
  }

  private static void write(Object value, StringBuilder out, List<Object> within) {
    switch (value) {
      case TruffleString string -> writeString(Strings.java(string), out);
      case Double number -> out.append(ofDouble(number));
      case BideBytes bytes -> writeBytes(bytes.array(), bytes.size(), out);
      case BideBuffer buffer -> {
        out.append("buffer(");
        writeBytes(buffer.array(), buffer.size(), out);
        out.append(')');
      }
      case BideList list -> {
        if (enter(list, out, within, "[...]")) {
          writeList(list, out, within);
          within.removeLast();
        }
      }
      case BideMap map -> {
        if (enter(map, out, within, "#{...}")) {
          writeMap(map, out, within);
          within.removeLast();
        }
      }
      case Step step -> {
        out.append(step.name()).append('(');
        write(step.value(), out, within);
        out.append(')');
      }
      case BideException error -> {
        out.append("error(");
        writeString(error.text(), out);
        out.append(", kind: ");
        writeString(error.kind(), out);
        out.append(')');
      }
      default -> out.append(value);
    }
  }

  private static boolean enter(
      Object container, StringBuilder out, List<Object> within, String again) {
    for (Object outer : within) {
      if (outer == container) {
        out.append(again);
        return false;
      }
    }
    if (within.size() >= MAX_DEPTH) {
      out.append('…');
      return false;
    }
    within.add(container);
    return true;
  }

  private static void writeList(BideList list, StringBuilder out, List<Object> within) {
    out.append('[');
    for (int i = 0; i < list.size(); i++) {
      if (i > 0) {
        out.append(", ");
      }
      write(list.get(i), out, within);
    }
    out.append(']');
  }

  private static void writeMap(BideMap map, StringBuilder out, List<Object> within) {
    out.append("#{");
    String separator = "";
    for (int e = map.nextEntry(0); e >= 0; e = map.nextEntry(e + 1)) {
      out.append(separator);
      separator = ", ";
      Object key = map.keyAt(e);
      if (key instanceof TruffleString string) {
        String name = Strings.java(string);
        if (isName(name)) {
          out.append(name);
        } else {
          writeString(name, out);
        }
      } else {
        out.append('[');
        write(key, out, within);
        out.append(']');
      }
      out.append(": ");
      write(map.valueAt(e), out, within);
    }
    out.append('}');
  }

  private static boolean isName(String text) {
    if (text.isEmpty() || KEYWORDS.contains(text)) {
      return false;
    }
    int first = text.codePointAt(0);
    return (Character.isLetter(first) || first == '_')
        && text.codePoints().allMatch(c -> Character.isLetterOrDigit(c) || c == '_');
  }

  /** A string literal: quotes, backslashes, braces and what cannot be seen are escaped. */
  private static void writeString(String text, StringBuilder out) {
    out.append('"');
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\0' -> out.append("\\0");
                case '{' -> out.append("{{");
                case '}' -> out.append("}}");
                default -> {
                  if (isVisible(c)) {
                    out.appendCodePoint(c);
                  } else {
                    out.append("\\u{").append(Integer.toHexString(c)).append('}');
                  }
                }
              }
            });
    out.append('"');
  }

  private static boolean isVisible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
      default -> true;
    };
  }

  private static void writeBytes(byte[] bytes, int size, StringBuilder out) {
    out.append("b\"");
    for (int i = 0; i < size; i++) {
      int b = bytes[i] & 0xff;
      switch (b) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (b >= 0x20 && b < 0x7f) {
            out.append((char) b);
          } else {
            out.append("\\x")
                .append(Character.forDigit(b >> 4, 16))
                .append(Character.forDigit(b & 15, 16));
          }
        }
      }
    }
    out.append('"');
  }

  /**
   * The shortest decimal that reads back as the same float, always recognisable as one: {@code
   * 3.0}, {@code 0.1}. From 1e16 on and below 1e-4 with an exponent ({@code 1e21}, {@code 1.5e-7}),
   * the bounds of Python.
   */
  static String ofDouble(double number) {
    if (Double.isNaN(number)) {
      return "NaN";
    }
    if (Double.isInfinite(number)) {
      return number > 0 ? "inf" : "-inf";
    }
    double size = Math.abs(number);
    if (size >= 1e16 || (size < 1e-4 && size != 0)) {
      return Format.exponential(number, -1);
    }
    String plain = Double.toString(number);
    if (plain.indexOf('E') < 0) {
      return plain;
    }
    String digits = new BigDecimal(plain).stripTrailingZeros().toPlainString();
    return digits.indexOf('.') < 0 ? digits + ".0" : digits;
  }
}
