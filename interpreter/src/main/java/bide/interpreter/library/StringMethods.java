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
        (cx, call, self, args) -> (long) Strings.length(string(self)));
    set.inlined(
        "is_empty()",
        "Whether there are no characters.",
        (cx, call, self, args) -> string(self).isEmpty());
    set.add(
        "get(index, default?)",
        "The character at an index, or the default (nil) where there is none. `s[i]` throws instead.",
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
        (cx, call, self, args) -> chars(cx, string(self)));
    set.add(
        "code_points()",
        "A list of the code points, ints.",
        (cx, call, self, args) -> codePoints(cx, text(self)));
    set.add(
        "iter()",
        "A lazy iterator over the characters.",
        (cx, call, self, args) -> Iterators.over(cx.region(), self));
    set.add(
        "bytes()",
        "The text in UTF-8, as bytes.",
        (cx, call, self, args) -> new BideBytes(Utf8.encode(string(self))));
    set.add(
        "encode()",
        "The same as `bytes`.",
        (cx, call, self, args) -> new BideBytes(Utf8.encode(string(self))));
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
        (cx, call, self, args) -> text(self).contains(Args.text(args[0], "contains", "part")));
    set.add(
        "starts_with(prefix)",
        "Whether it begins so.",
        (cx, call, self, args) ->
            text(self).startsWith(Args.text(args[0], "starts_with", "prefix")));
    set.add(
        "ends_with(suffix)",
        "Whether it ends so.",
        (cx, call, self, args) -> text(self).endsWith(Args.text(args[0], "ends_with", "suffix")));
    set.add(
        "find(part, from?)",
        "The index at which the part first occurs, at or after `from`; nil if it does not.",
        (cx, call, self, args) ->
            find(
                string(self),
                Args.string(args[0], "find", "part"),
                Args.integer(args[1], 0, "find", "from")));
    set.add(
        "rfind(part)",
        "The index at which the part last occurs; nil if it does not.",
        (cx, call, self, args) -> {
          String text = text(self);
          int at = text.lastIndexOf(Args.text(args[0], "rfind", "part"));
          return at < 0 ? Nil.NIL : (Object) (long) text.codePointCount(0, at);
        });
    set.add(
        "count(part)",
        "How often the part occurs, without overlaps.",
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

  private static Object find(TruffleString string, TruffleString part, long from) {
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

  private static void notEmpty(String text, String method, String parameter) {
    if (text.isEmpty()) {
      throw Errors.value("`" + parameter + "` of `" + method + "` must not be empty");
    }
  }

  private static void changing(MethodSet set) {
    each(set, "upper()", "In capital letters.", text -> text.toUpperCase(Locale.ROOT));
    each(set, "lower()", "In small letters.", text -> text.toLowerCase(Locale.ROOT));
    each(
        set,
        "capitalize()",
        "With a capital first letter; the rest stays.",
        StringMethods::capitalized);
    each(set, "trim()", "Without white space at either end.", String::strip);
    each(set, "trim_start()", "Without white space at the start.", String::stripLeading);
    each(set, "trim_end()", "Without white space at the end.", String::stripTrailing);
    each(
        set,
        "reverse()",
        "With the characters in the opposite order.",
        text -> new StringBuilder(text).reverse().toString());
    set.add(
        "strip_prefix(prefix)",
        "Without the prefix, or nil if it does not begin so.",
        (cx, call, self, args) -> {
          String text = text(self);
          String prefix = Args.text(args[0], "strip_prefix", "prefix");
          return text.startsWith(prefix) ? Strings.of(text.substring(prefix.length())) : Nil.NIL;
        });
    set.add(
        "strip_suffix(suffix)",
        "Without the suffix, or nil if it does not end so.",
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
        (cx, call, self, args) -> {
          String old = Args.text(args[0], "replace", "old");
          notEmpty(old, "replace", "old");
          int count = args[2] == null ? Integer.MAX_VALUE : Args.count(args[2], "replace", "count");
          return Strings.of(replace(text(self), old, Args.text(args[1], "replace", "new"), count));
        });
    set.add(
        "repeat(count)",
        "So many times over.",
        (cx, call, self, args) -> {
          int count = Args.count(args[0], "repeat", "count");
          checkLength((long) Strings.length(string(self)) * count);
          return Strings.of(text(self).repeat(count));
        });
    set.add(
        "pad_start(width, fill?)",
        "With spaces or another character before it, so that it is that long.",
        (cx, call, self, args) -> Strings.concat(padding(self, args, "pad_start"), string(self)));
    set.add(
        "pad_end(width, fill?)",
        "With spaces or another character after it, so that it is that long.",
        (cx, call, self, args) -> Strings.concat(string(self), padding(self, args, "pad_end")));
    set.add(
        "slice(from, to?)",
        "The characters from one index up to, not including, another (the end). `s.slice(range)` and `s[range]` do the same.",
        (cx, call, self, args) -> {
          Bounds bounds = Bounds.of(args, Strings.length(string(self)), "string");
          return Strings.slice(string(self), bounds.from(), bounds.to());
        });
  }

  private static void each(
      MethodSet set, String signature, String doc, UnaryOperator<String> change) {
    set.add(signature, doc, (cx, call, self, args) -> Strings.of(change.apply(text(self))));
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

  private static TruffleString padding(Object self, Object[] args, String method) {
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
        (cx, call, self, args) -> {
          String separator = Args.text(args[0], "split", "separator");
          notEmpty(separator, "split", "separator");
          int limit =
              args[1] == null ? Integer.MAX_VALUE : Args.positive(args[1], "split", "limit");
          return strings(cx, split(text(self), separator, limit));
        });
    set.add(
        "split_once(separator)",
        "The part before the first separator and the rest after it, or nil if there is none.",
        (cx, call, self, args) -> {
          String separator = Args.text(args[0], "split_once", "separator");
          notEmpty(separator, "split_once", "separator");
          List<String> parts = split(text(self), separator, 2);
          return parts.size() == 2 ? strings(cx, parts) : Nil.NIL;
        });
    set.add(
        "split_whitespace()",
        "A list of the words: the parts between runs of white space.",
        (cx, call, self, args) -> {
          String text = text(self).strip();
          return strings(cx, text.isEmpty() ? List.of() : List.of(text.split("(?U)\\s+")));
        });
    set.add(
        "lines()",
        "A list of the lines, without their line ends.",
        (cx, call, self, args) -> strings(cx, lines(text(self))));
    set.add(
        "join(list)",
        "The elements of a list as text, with this string between them. `list.join(separator)` does the same.",
        (cx, call, self, args) ->
            ListTransforms.join(Args.list(args[0], "join", "list"), text(self)));
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

  private static BideList strings(CallContext cx, List<String> texts) {
    Object[] strings = new Object[texts.size()];
    for (int i = 0; i < strings.length; i++) {
      strings[i] = Strings.of(texts.get(i));
    }
    return BideList.ofObjects(cx.region(), strings);
  }
}
