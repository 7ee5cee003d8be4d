package bide.interpreter.library;

import bide.interpreter.error.Errors;
import bide.interpreter.value.BideBytes;
import bide.interpreter.value.BideDuration;
import bide.interpreter.value.BideList;
import bide.interpreter.value.Nil;
import bide.interpreter.value.Strings;
import bide.interpreter.value.Text;
import com.oracle.truffle.api.strings.TruffleString;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * Methods of strings beyond the everyday ones: characters as people see them, comparison without
 * regard to case, parts counted from either end, bytes written as text.
 */
final class StringShapes {
  private StringShapes() {}

  static void addTo(MethodSet set) {
    graphemes(set);
    ignoringCase(set);
    searching(set);
    parts(set);
    decoding(set);
  }

  private static TruffleString string(Object self) {
    return (TruffleString) self;
  }

  private static String text(Object self) {
    return Strings.java((TruffleString) self);
  }

  private static void graphemes(MethodSet set) {
    set.add(
        "graphemes()",
        "A list of the characters as people see them: a letter with its combining marks, an emoji with what modifies it, count as one.",
        "\"e\\u{301}a\".graphemes().len() -> 2\n\"e\\u{301}a\".len() -> 3",
        (cx, call, self, args) -> Strings.list(cx.region(), Graphemes.of(text(self))));
    set.add(
        "width()",
        "How many columns of a terminal it takes: two for wide characters such as 漢 and most emoji, none for combining marks.",
        "\"漢a\".width() -> 3",
        (cx, call, self, args) -> (long) Graphemes.width(text(self)));
    set.add(
        "center(width, fill?)",
        "With spaces or another character on both sides, so that it is that long.",
        "\"ab\".center(6, \"*\") -> **ab**",
        (cx, call, self, args) -> {
          TruffleString end = StringMethods.padding(self, args, "center");
          int half = Strings.length(end) / 2;
          TruffleString start = Strings.slice(end, 0, half);
          return Strings.concat(
              Strings.concat(start, string(self)), Strings.slice(end, half, Strings.length(end)));
        });
    set.add(
        "reversed()",
        "The same as `reverse`: a string never changes in place.",
        "\"añb\".reversed() -> bña",
        (cx, call, self, args) -> Strings.of(new StringBuilder(text(self)).reverse().toString()));
    set.add(
        "is_ascii()",
        "Whether all characters are ASCII.",
        "\"abc\".is_ascii() -> true\n\"añ\".is_ascii() -> false",
        (cx, call, self, args) -> text(self).chars().allMatch(c -> c < 128));
  }

  private static void ignoringCase(MethodSet set) {
    set.add(
        "fold_case()",
        "A form for comparing without regard to case: equal for strings that differ in case only.",
        "\"Straße\".fold_case() == \"STRASSE\".fold_case() -> true",
        (cx, call, self, args) -> Strings.of(folded(text(self))));
    set.add(
        "equals_ignore_case(other)",
        "Whether the two differ at most in case.",
        "\"Hello\".equals_ignore_case(\"HELLO\") -> true",
        (cx, call, self, args) ->
            folded(text(self)).equals(folded(Args.text(args[0], "equals_ignore_case", "other"))));
    set.add(
        "compare_ignore_case(other)",
        "-1, 0 or 1, as this comes before, with or after the other, without regard to case.",
        "[\"b\", \"A\"].sorted_with(|a, b| a.compare_ignore_case(b)) -> [\"A\", \"b\"]",
        (cx, call, self, args) -> {
          String other = folded(Args.text(args[0], "compare_ignore_case", "other"));
          int order = Strings.compare(Strings.of(folded(text(self))), Strings.of(other));
          return (long) Integer.signum(order);
        });
  }

  /** Case folding by way of both cases, so that ß and final sigma meet their partners. */
  private static String folded(String text) {
    return text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT).replace('ς', 'σ');
  }

  private static void searching(MethodSet set) {
    set.add(
        "indices_of(part)",
        "A list of the indexes at which the part occurs, without overlaps.",
        "\"banana\".indices_of(\"an\") -> [1, 3]",
        (cx, call, self, args) -> {
          String part = Args.text(args[0], "indices_of", "part");
          StringMethods.notEmpty(part, "indices_of", "part");
          return indicesOf(cx, text(self), part);
        });
  }

  private static BideList indicesOf(CallContext cx, String text, String part) {
    BideList found = new BideList(cx.region());
    int counted = 0;
    long index = 0;
    for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
      index += text.codePointCount(counted, at);
      counted = at;
      found.add(index);
    }
    return found;
  }

  private static void parts(MethodSet set) {
    set.add(
        "take(count)",
        "The first so many characters, or all if there are fewer.",
        "\"hello\".take(2) -> he",
        (cx, call, self, args) -> Strings.slice(string(self), 0, count(self, args[0], "take")));
    set.add(
        "skip(count)",
        "The characters after the first so many.",
        "\"hello\".skip(2) -> llo",
        (cx, call, self, args) ->
            Strings.slice(
                string(self), count(self, args[0], "skip"), Strings.length(string(self))));
    set.add(
        "take_last(count)",
        "The last so many characters, or all if there are fewer.",
        "\"hello\".take_last(2) -> lo",
        (cx, call, self, args) -> {
          int length = Strings.length(string(self));
          return Strings.slice(string(self), length - count(self, args[0], "take_last"), length);
        });
    set.add(
        "skip_last(count)",
        "The characters before the last so many.",
        "\"hello\".skip_last(2) -> hel",
        (cx, call, self, args) -> {
          int length = Strings.length(string(self));
          return Strings.slice(string(self), 0, length - count(self, args[0], "skip_last"));
        });
    set.add(
        "first()",
        "The first character, or nil.",
        "\"abc\".first() -> a",
        (cx, call, self, args) ->
            string(self).isEmpty() ? Nil.NIL : Strings.slice(string(self), 0, 1));
    set.add(
        "last()",
        "The last character, or nil.",
        "\"abc\".last() -> c",
        (cx, call, self, args) -> {
          int length = Strings.length(string(self));
          return length == 0 ? Nil.NIL : Strings.slice(string(self), length - 1, length);
        });
    set.add(
        "split_at(index)",
        "The characters before the index, and those from it on.",
        "\"hello\".split_at(2) -> [\"he\", \"llo\"]",
        (cx, call, self, args) -> {
          int length = Strings.length(string(self));
          int index = Bounds.place(args[0], length, "split_at", "string");
          return Iterators.pair(
              cx.region(),
              Strings.slice(string(self), 0, index),
              Strings.slice(string(self), index, length));
        });
    set.add(
        "rsplit(separator, limit?)",
        "As `split`, from the end: with a limit, the first part has the rest. The parts come in the order of the text.",
        "\"a/b/c\".rsplit(\"/\", 2) -> [\"a/b\", \"c\"]",
        (cx, call, self, args) -> {
          String separator = Args.text(args[0], "rsplit", "separator");
          StringMethods.notEmpty(separator, "rsplit", "separator");
          int limit =
              args[1] == null ? Integer.MAX_VALUE : Args.positive(args[1], "rsplit", "limit");
          return Strings.list(cx.region(), rsplit(text(self), separator, limit));
        });
    set.add(
        "rsplit_once(separator)",
        "The part before the last separator and the rest after it, or nil if there is none.",
        "\"a.tar.gz\".rsplit_once(\".\") -> [\"a.tar\", \"gz\"]",
        (cx, call, self, args) -> {
          String separator = Args.text(args[0], "rsplit_once", "separator");
          StringMethods.notEmpty(separator, "rsplit_once", "separator");
          List<String> parts = rsplit(text(self), separator, 2);
          return parts.size() == 2 ? Strings.list(cx.region(), parts) : Nil.NIL;
        });
  }

  private static int count(Object self, Object argument, String method) {
    return Math.min(Args.count(argument, method, "count"), Strings.length(string(self)));
  }

  private static List<String> rsplit(String text, String separator, int limit) {
    List<String> parts = new ArrayList<>();
    int to = text.length();
    while (parts.size() < limit - 1) {
      int at = to < separator.length() ? -1 : text.lastIndexOf(separator, to - separator.length());
      if (at < 0) {
        break;
      }
      parts.add(text.substring(at + separator.length(), to));
      to = at;
    }
    parts.add(text.substring(0, to));
    return parts.reversed();
  }

  private static void decoding(MethodSet set) {
    set.add(
        "from_hex()",
        "The bytes that pairs of hexadecimal digits write; throws ValueError for other text.",
        "\"01ff\".from_hex() -> b\"\\x01\\xff\"",
        (cx, call, self, args) -> {
          try {
            return new BideBytes(HexFormat.of().parseHex(text(self).strip()));
          } catch (IllegalArgumentException e) {
            throw Errors.value(StringParsing.shown(string(self)) + " is not hexadecimal");
          }
        });
    set.add(
        "from_base64()",
        "The bytes that Base64 writes, in the usual alphabet or that for URLs; throws ValueError for other text.",
        "\"aGk=\".from_base64() -> b\"hi\"",
        (cx, call, self, args) -> {
          String text = text(self).strip();
          boolean url = text.indexOf('-') >= 0 || text.indexOf('_') >= 0;
          try {
            return new BideBytes((url ? Base64.getUrlDecoder() : Base64.getDecoder()).decode(text));
          } catch (IllegalArgumentException e) {
            throw Errors.value(StringParsing.shown(string(self)) + " is not Base64");
          }
        });
    set.add(
        "to_duration()",
        "The duration that the text writes as in a script, with one or several units; throws ValueError for other text.",
        "\"1.5s\".to_duration() -> 1.5s\n\"1h30m\".to_duration() == 90m -> true",
        (cx, call, self, args) -> {
          BideDuration parsed = BideDuration.parse(text(self).strip());
          if (parsed == null) {
            throw Errors.value(StringParsing.shown(string(self)) + " is not a duration")
                .withHelp("write a number and a unit: h, m, s, ms, us or ns");
          }
          return parsed;
        });
    set.add(
        "to_bool()",
        "true for \"true\", false for \"false\"; throws ValueError for other text.",
        "\"true\".to_bool() -> true",
        (cx, call, self, args) ->
            switch (text(self).strip()) {
              case "true" -> true;
              case "false" -> false;
              default ->
                  throw Errors.value(StringParsing.shown(string(self)) + " is not a bool")
                      .withHelp("write " + Text.quote(Strings.of("true")) + " or \"false\"");
            });
  }
}
