package bide.interpreter.library;

import bide.interpreter.error.Errors;
import bide.interpreter.value.BideBytes;
import bide.interpreter.value.BideList;
import bide.interpreter.value.Nil;
import bide.interpreter.value.Strings;
import com.oracle.truffle.api.strings.TruffleString;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;

/**
 * Methods of strings. Indexes and lengths count code points; a string never changes. Parsing is in
 * {@link StringParsing}.
 */
final class StringMethods {
  private StringMethods() {}

  static MethodSet all() {
    MethodSet set = new MethodSet();
    measuring(set);
    searching(set);
    changing(set);
    splitting(set);
    StringParsing.addTo(set);
    StringShapes.addTo(set);
    return set;
  }

  private static TruffleString string(Object self) {
    return (TruffleString) self;
  }

  private static String text(Object self) {
    return Strings.java((TruffleString) self);
  }

  private static void measuring(MethodSet set) {
    set.inlined(
        "len()",
        "How many characters (code points) there are.",
        "\"añ😀\".len() -> 3",
        (cx, call, self, args) -> (long) Strings.length(string(self)));
    set.inlined(
        "is_empty()",
        "Whether there are no characters.",
        "\"\".is_empty() -> true",
        (cx, call, self, args) -> string(self).isEmpty());
    set.add(
        "get(index, default?)",
        "The character at an index, or the default (nil) where there is none. `s[i]` throws instead.",
        "\"abc\".get(1) -> b\n" + "\"abc\".get(9) -> nil",
        (cx, call, self, args) -> {
          long index = Args.integer(args[0], "get", "index");
          if (index < 0 || index >= Strings.length(string(self))) {
            return args[1] == null ? Nil.NIL : args[1];
          }
          return Strings.slice(string(self), (int) index, (int) index + 1);
        });
    set.add(
        "code_point_at(index)",
        "The code point of the character at an index, an int.",
        "\"añ😀\".code_point_at(1) -> 241",
        (cx, call, self, args) -> {
          long index = Args.integer(args[0], "code_point_at", "index");
          int length = Strings.length(string(self));
          if (index < 0 || index >= length) {
            throw BideList.indexError(index, length, "string");
          }
          return (long) Strings.codePointAt(string(self), (int) index);
        });
    set.add(
        "chars()",
        "A list of the characters, strings of one code point each.",
        "\"añ\".chars() -> [\"a\", \"ñ\"]",
        (cx, call, self, args) -> chars(cx, string(self)));
    set.add(
        "code_points()",
        "A list of the code points, ints.",
        "\"añ\".code_points() -> [97, 241]",
        (cx, call, self, args) -> codePoints(cx, text(self)));
    set.add(
        "iter()",
        "A lazy iterator over the characters.",
        "\"ab\".iter().map(|c| c + c).collect() -> [\"aa\", \"bb\"]",
        (cx, call, self, args) -> Iterators.over(cx.region(), self));
    set.add(
        "bytes()",
        "The text in UTF-8, as bytes.",
        "\"é\".bytes() -> b\"\\xc3\\xa9\"",
        (cx, call, self, args) -> new BideBytes(Utf8.encode(string(self))));
    set.add(
        "encode(encoding?)",
        "The text as bytes, in UTF-8 or in \"utf-16le\", \"utf-16be\", \"latin1\" or \"ascii\"; throws ValueError for a character that the encoding does not have.",
        "\"é\".encode() -> b\"\\xc3\\xa9\"\n\"é\".encode(\"latin1\") -> b\"\\xe9\"",
        (cx, call, self, args) ->
            new BideBytes(
                args[0] == null
                    ? Utf8.encode(string(self))
                    : Encodings.encode(text(self), args[0], "encode")));
  }

  private static BideList chars(CallContext cx, TruffleString string) {
    Object[] chars = new Object[Strings.length(string)];
    for (int i = 0; i < chars.length; i++) {
      chars[i] = Strings.slice(string, i, i + 1);
    }
    return BideList.ofObjects(cx.region(), chars);
  }

  private static BideList codePoints(CallContext cx, String text) {
    return new BideList(cx.region(), text.codePoints().asLongStream().toArray());
  }

  private static void searching(MethodSet set) {
    set.add(
        "contains(part)",
        "Whether the part occurs.",
        "\"hello\".contains(\"ell\") -> true\n" + "\"ell\" in \"hello\" -> true",
        (cx, call, self, args) -> text(self).contains(Args.text(args[0], "contains", "part")));
    set.add(
        "starts_with(prefix)",
        "Whether it begins so.",
        "\"hello\".starts_with(\"he\") -> true",
        (cx, call, self, args) ->
            text(self).startsWith(Args.text(args[0], "starts_with", "prefix")));
    set.add(
        "ends_with(suffix)",
        "Whether it ends so.",
        "\"hello\".ends_with(\"lo\") -> true",
        (cx, call, self, args) -> text(self).endsWith(Args.text(args[0], "ends_with", "suffix")));
    set.add(
        "index_of(part, from?)",
        "The index at which the part first occurs, at or after `from`; nil if it does not.",
        "\"hello\".index_of(\"l\") -> 2\n"
            + "\"hello\".index_of(\"l\", 3) -> 3\n"
            + "\"hello\".index_of(\"z\") -> nil",
        (cx, call, self, args) ->
            indexOf(
                string(self),
                Args.string(args[0], "index_of", "part"),
                Args.integer(args[1], 0, "index_of", "from")));
    set.add(
        "last_index_of(part)",
        "The index at which the part last occurs; nil if it does not.",
        "\"hello\".last_index_of(\"l\") -> 3",
        (cx, call, self, args) ->
            lastIndexOf(text(self), Args.text(args[0], "last_index_of", "part")));
    set.add(
        "count(part)",
        "How often the part occurs, without overlaps.",
        "\"banana\".count(\"an\") -> 2",
        (cx, call, self, args) -> {
          String part = Args.text(args[0], "count", "part");
          notEmpty(part, "count", "part");
          String text = text(self);
          long count = 0;
          for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
            count++;
          }
          return count;
        });
  }

  static Object indexOf(TruffleString string, TruffleString part, long from) {
    int length = Strings.length(string);
    if (from < 0 || from > length) {
      throw BideList.indexError(from, length, "string");
    }
    if (part.isEmpty()) {
      return from;
    }
    if (from == length) {
      return Nil.NIL;
    }
    int at = string.indexOfStringUncached(part, (int) from, length, Strings.ENCODING);
    return at < 0 ? Nil.NIL : (Object) (long) at;
  }

  static Object lastIndexOf(String text, String part) {
    int at = text.lastIndexOf(part);
    return at < 0 ? Nil.NIL : (Object) (long) text.codePointCount(0, at);
  }

  static void notEmpty(String text, String method, String parameter) {
    if (text.isEmpty()) {
      throw Errors.value("`" + parameter + "` of `" + method + "` must not be empty");
    }
  }

  private static void changing(MethodSet set) {
    each(
        set,
        "upper()",
        "In capital letters.",
        "\"straße\".upper() -> STRASSE",
        text -> text.toUpperCase(Locale.ROOT));
    each(
        set,
        "lower()",
        "In small letters.",
        "\"ÀB\".lower() -> àb",
        text -> text.toLowerCase(Locale.ROOT));
    each(
        set,
        "capitalize()",
        "With a capital first letter; the rest stays.",
        "\"élan vital\".capitalize() -> Élan vital",
        StringMethods::capitalized);
    set.add(
        "trim(characters?)",
        "Without white space, or other characters, at either end.",
        "\"  a b \".trim() -> a b\n\"--a-\".trim(\"-\") -> a",
        (cx, call, self, args) -> trimmed(text(self), args[0], "trim", true, true));
    set.add(
        "trim_start(characters?)",
        "Without white space, or other characters, at the start.",
        "\"007\".trim_start(\"0\") -> 7",
        (cx, call, self, args) -> trimmed(text(self), args[0], "trim_start", true, false));
    set.add(
        "trim_end(characters?)",
        "Without white space, or other characters, at the end.",
        "\"a.;\".trim_end(\".;\") -> a",
        (cx, call, self, args) -> trimmed(text(self), args[0], "trim_end", false, true));
    set.add(
        "strip_prefix(prefix)",
        "Without the prefix, or nil if it does not begin so.",
        "\"v1.2\".strip_prefix(\"v\") -> 1.2\n" + "\"1.2\".strip_prefix(\"v\") -> nil",
        (cx, call, self, args) -> {
          String text = text(self);
          String prefix = Args.text(args[0], "strip_prefix", "prefix");
          return text.startsWith(prefix) ? Strings.of(text.substring(prefix.length())) : Nil.NIL;
        });
    set.add(
        "strip_suffix(suffix)",
        "Without the suffix, or nil if it does not end so.",
        "\"a.txt\".strip_suffix(\".txt\") -> a",
        (cx, call, self, args) -> {
          String text = text(self);
          String suffix = Args.text(args[0], "strip_suffix", "suffix");
          return text.endsWith(suffix)
              ? Strings.of(text.substring(0, text.length() - suffix.length()))
              : Nil.NIL;
        });
    set.add(
        "replace(old, new, count?)",
        "With every occurrence of the old part replaced by the new one, or the first so many.",
        "\"a-b-c\".replace(\"-\", \"+\") -> a+b+c\n"
            + "\"a-b-c\".replace(\"-\", \"+\", 1) -> a+b-c",
        (cx, call, self, args) -> {
          String old = Args.text(args[0], "replace", "old");
          notEmpty(old, "replace", "old");
          int count = args[2] == null ? Integer.MAX_VALUE : Args.count(args[2], "replace", "count");
          return Strings.of(replace(text(self), old, Args.text(args[1], "replace", "new"), count));
        });
    set.add(
        "repeat(count)",
        "So many times over.",
        "\"ab\".repeat(3) -> ababab",
        (cx, call, self, args) -> {
          int count = Args.count(args[0], "repeat", "count");
          checkLength((long) Strings.length(string(self)) * count);
          return Strings.of(text(self).repeat(count));
        });
    set.add(
        "pad_start(width, fill?)",
        "With spaces or another character before it, so that it is that long.",
        "\"7\".pad_start(3, \"0\") -> 007",
        (cx, call, self, args) -> Strings.concat(padding(self, args, "pad_start"), string(self)));
    set.add(
        "pad_end(width, fill?)",
        "With spaces or another character after it, so that it is that long.",
        "\"ab\".pad_end(4, \".\") -> ab..",
        (cx, call, self, args) -> Strings.concat(string(self), padding(self, args, "pad_end")));
    set.add(
        "slice(from, to?)",
        "The characters from one index up to, not including, another (the end). `s.slice(range)` and `s[range]` do the same.",
        "\"hello\".slice(1, 3) -> el\n" + "\"hello\"[1..] -> ello",
        (cx, call, self, args) -> {
          Bounds bounds = Bounds.of(args, Strings.length(string(self)), "string");
          return Strings.slice(string(self), bounds.from(), bounds.to());
        });
  }

  private static void each(
      MethodSet set, String signature, String doc, String example, UnaryOperator<String> change) {
    set.add(
        signature, doc, example, (cx, call, self, args) -> Strings.of(change.apply(text(self))));
  }

  /**
   * @param characters what to take away; null for white space
   */
  private static TruffleString trimmed(
      String text, Object characters, String method, boolean start, boolean end) {
    String set = characters == null ? null : Args.text(characters, method, "characters");
    IntPredicate unwanted = set == null ? Character::isWhitespace : c -> set.indexOf(c) >= 0;
    int from = 0;
    int to = text.length();
    while (start && from < to && unwanted.test(text.codePointAt(from))) {
      from += Character.charCount(text.codePointAt(from));
    }
    while (end && from < to && unwanted.test(text.codePointBefore(to))) {
      to -= Character.charCount(text.codePointBefore(to));
    }
    return Strings.of(text.substring(from, to));
  }

  private static String capitalized(String text) {
    if (text.isEmpty()) {
      return text;
    }
    int first = text.offsetByCodePoints(0, 1);
    return text.substring(0, first).toUpperCase(Locale.ROOT) + text.substring(first);
  }

  private static String replace(String text, String old, String replacement, int count) {
    StringBuilder out = new StringBuilder();
    int from = 0;
    int done = 0;
    for (int at = text.indexOf(old); at >= 0 && done < count; at = text.indexOf(old, from)) {
      out.append(text, from, at).append(replacement);
      from = at + old.length();
      done++;
    }
    return out.append(text, from, text.length()).toString();
  }

  static TruffleString padding(Object self, Object[] args, String method) {
    int width = Args.count(args[0], method, "width");
    TruffleString fill = args[1] == null ? Strings.of(" ") : Args.string(args[1], method, "fill");
    if (Strings.length(fill) != 1) {
      throw Errors.value("`fill` of `" + method + "` must be one character");
    }
    checkLength(width);
    return Strings.of(Strings.java(fill).repeat(Math.max(0, width - Strings.length(string(self)))));
  }

  /** Strings beyond this would not fit the arrays beneath them. */
  private static void checkLength(long length) {
    if (length > 1 << 28) {
      throw Errors.value("a string cannot have " + length + " characters");
    }
  }

  private static void splitting(MethodSet set) {
    set.add(
        "split(separator, limit?)",
        "A list of the parts between separators; with a limit, at most so many, the last with the rest.",
        "\"a,b,c\".split(\",\") -> [\"a\", \"b\", \"c\"]\n"
            + "\"a,b,c\".split(\",\", 2) -> [\"a\", \"b,c\"]",
        (cx, call, self, args) -> {
          String separator = Args.text(args[0], "split", "separator");
          if (separator.isEmpty()) {
            throw Errors.value("`separator` of `split` must not be empty")
                .withHelp("`chars()` gives the characters");
          }
          int limit =
              args[1] == null ? Integer.MAX_VALUE : Args.positive(args[1], "split", "limit");
          return Strings.list(cx.region(), split(text(self), separator, limit));
        });
    set.add(
        "split_once(separator)",
        "The part before the first separator and the rest after it, or nil if there is none.",
        "\"k=v=w\".split_once(\"=\") -> [\"k\", \"v=w\"]",
        (cx, call, self, args) -> {
          String separator = Args.text(args[0], "split_once", "separator");
          notEmpty(separator, "split_once", "separator");
          List<String> parts = split(text(self), separator, 2);
          return parts.size() == 2 ? Strings.list(cx.region(), parts) : Nil.NIL;
        });
    set.add(
        "split_whitespace()",
        "A list of the words: the parts between runs of white space.",
        "\" a b\\n c\".split_whitespace() -> [\"a\", \"b\", \"c\"]",
        (cx, call, self, args) -> {
          String text = text(self).strip();
          return Strings.list(
              cx.region(), text.isEmpty() ? List.of() : List.of(text.split("(?U)\\s+")));
        });
    set.add(
        "lines()",
        "A list of the lines, without their line ends.",
        "\"a\\nb\\n\".lines() -> [\"a\", \"b\"]",
        (cx, call, self, args) -> Strings.list(cx.region(), lines(text(self))));
    set.add(
        "join(iterable)",
        "What a list or another iterable gives as text, with this string between. `xs.join(separator)` does the same.",
        "\", \".join([\"a\", \"b\"]) -> a, b",
        (cx, call, self, args) ->
            ListTransforms.join(
                cx,
                args[0] instanceof BideList list
                    ? list
                    : Iterators.collect(cx, call, Iterators.require(cx.region(), args[0])),
                text(self)));
  }

  private static List<String> split(String text, String separator, int limit) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    for (int at = text.indexOf(separator);
        at >= 0 && parts.size() < limit - 1;
        at = text.indexOf(separator, from)) {
      parts.add(text.substring(from, at));
      from = at + separator.length();
    }
    parts.add(text.substring(from));
    return parts;
  }

  /** As in Rust: a line ends with \n or \r\n, and a last line end starts no further line. */
  private static List<String> lines(String text) {
    if (text.isEmpty()) {
      return List.of();
    }
    List<String> lines = split(text, "\n", Integer.MAX_VALUE);
    if (lines.getLast().isEmpty()) {
      lines.removeLast();
    }
    lines.replaceAll(line -> line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
    return lines;
  }
}
