package bide.interpreter.value;

import bide.interpreter.data.EnumValue;
import bide.interpreter.data.FieldList;
import bide.interpreter.data.Instance;
import bide.interpreter.data.UserMethods;
import bide.interpreter.data.Variant;
import bide.interpreter.error.BideException;
import bide.interpreter.function.Closure;
import bide.interpreter.ownership.Ownership;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.strings.TruffleString;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Values as text. {@link #display} is what {@code print} and interpolation show: strings plain,
 * everything inside a container as one would write it. {@link #quote} writes strings too as
 * literals, so that it can be read back, and structs and enums by their fields even where they have
 * a text of their own. A value that contains itself shows as {@code [...]}, and nesting beyond
 * {@link #MAX_DEPTH} as {@code …}.
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

  private final StringBuilder out;

  /** Structs and enums show as their own {@code to_string} says. */
  private final boolean asTheyWish;

  private final List<Object> within = new ArrayList<>();

  /** Of the task that this thread runs; null where it runs none, as for the report of an error. */
  private final @Nullable Region reader = Ownership.current();

  /** Who looks from outside the program; null for the program itself, and for its reports. */
  private @Nullable Region visitor;

  private Text(StringBuilder out, boolean asTheyWish) {
    this.out = out;
    this.asTheyWish = asTheyWish;
  }

  @TruffleBoundary
  public static String display(Object value) {
    // the first text of every run: no pattern switch, whose linkage costs start-up milliseconds
    if (value instanceof TruffleString string) {
      return Strings.java(string);
    }
    if (value instanceof Long number) {
      return Long.toString(number);
    }
    if (value instanceof BideException error) {
      return error.kind() + ": " + error.text();
    }
    StringBuilder out = new StringBuilder();
    new Text(out, true).write(value);
    return out.toString();
  }

  /** {@link #display} as a guest string; a string is itself. */
  @TruffleBoundary
  public static TruffleString of(Object value) {
    return value instanceof TruffleString string ? string : Strings.of(display(value));
  }

  @TruffleBoundary
  public static String quote(Object value) {
    return quoteFor(null, value);
  }

  /**
   * {@link #quote} for one who looks from outside the program: what does not belong to the region
   * shows as {@code <list of task 3>}.
   *
   * @param visitor null to look at everything
   */
  @TruffleBoundary
  public static String quoteFor(@Nullable Region visitor, Object value) {
    StringBuilder out = new StringBuilder();
    Text text = new Text(out, false);
    text.visitor = visitor;
    text.write(value);
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

  private void write(Object value) {
    if (visitor != null
        && value instanceof Owned owned
        && !(value instanceof BideIterator)
        && !owned.region().isReadableBy(visitor)) {
      out.append('<').append(Kinds.name(value)).append(" of ");
      out.append(Ownership.ownerName(owned.region())).append('>');
      return;
    }
    switch (value) {
      case TruffleString string -> writeString(Strings.java(string), out);
      case Double number -> out.append(ofDouble(number));
      case BideBytes bytes -> writeBytes(bytes.array(), bytes.size(), out);
      case BideBuffer buffer -> {
        check(buffer);
        out.append("buffer(");
        writeBytes(buffer.array(), buffer.size(), out);
        out.append(')');
      }
      case BideList list -> {
        if (enter(list, "[...]")) {
          writeList(list);
          within.removeLast();
        }
      }
      case BideMap map -> {
        if (enter(map, "#{...}")) {
          writeMap(map);
          within.removeLast();
        }
      }
      case BideException error -> {
        out.append("error(");
        writeString(error.text(), out);
        out.append(", kind: ");
        writeString(error.kind(), out);
        out.append(')');
      }
      case Instance instance -> {
        if (!wrotePlain(instance) && enter(instance, instance.type().name() + " {...}")) {
          FieldList fields = instance.type().fields();
          writeFields(instance.type().name(), fields, instance::get);
          within.removeLast();
        }
      }
      case EnumValue variant -> {
        if (!wrotePlain(variant) && enter(variant, variant.variant().name() + "(...)")) {
          writeVariant(variant);
          within.removeLast();
        }
      }
      default -> out.append(value);
    }
  }

  /** Whether the value has a text of its own, which is then written. */
  private boolean wrotePlain(Object value) {
    Closure own = asTheyWish ? UserMethods.find(value, UserMethods.TO_STRING) : null;
    if (own != null) {
      out.append(UserMethods.text(own, value));
    }
    return own != null;
  }

  private void writeVariant(EnumValue value) {
    Variant variant = value.variant();
    switch (variant.kind()) {
      case UNIT -> out.append(variant.name());
      case POSITIONAL -> {
        out.append(variant.name()).append('(');
        for (int i = 0; i < value.count(); i++) {
          if (i > 0) {
            out.append(", ");
          }
          write(value.get(i));
        }
        out.append(')');
      }
      case NAMED -> writeFields(variant.name(), variant.fields(), value::get);
    }
  }

  private void writeFields(String name, FieldList fields, IntFunction<Object> values) {
    out.append(name).append(" {");
    for (int i = 0; i < fields.count(); i++) {
      out.append(i == 0 ? " " : ", ").append(fields.name(i)).append(": ");
      write(values.apply(i));
    }
    out.append(fields.count() == 0 ? "}" : " }");
  }

  private boolean enter(Object container, String again) {
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
    check(container);
    within.add(container);
    return true;
  }

  /** Also between elements: a {@code to_string} may have given away what is being written. */
  private void check(Object container) {
    if (reader != null && container instanceof Owned owned) {
      Ownership.checkRead(owned, reader, null);
    }
  }

  private void writeList(BideList list) {
    out.append('[');
    for (int i = 0; i < list.size(); i++) {
      if (i > 0) {
        out.append(", ");
      }
      write(list.get(i));
      check(list);
    }
    out.append(']');
  }

  private void writeMap(BideMap map) {
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
        write(key);
        check(map);
        out.append(']');
      }
      out.append(": ");
      write(map.valueAt(e));
      check(map);
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
