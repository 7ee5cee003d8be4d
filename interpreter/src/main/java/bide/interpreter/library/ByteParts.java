package bide.interpreter.library;

import bide.interpreter.error.Errors;
import bide.interpreter.value.BideBytes;
import bide.interpreter.value.BideList;
import bide.interpreter.value.Nil;
import bide.interpreter.value.Numbers;
import bide.interpreter.value.Strings;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;

/** Methods of byte strings and buffers on parts of them, by the names that strings have. */
final class ByteParts {
  private ByteParts() {}

  static void addTo(MethodSet set) {
    atTheEnds(set);
    searching(set);
    changing(set);
    converting(set);
  }

  private static byte[] copy(Object self, int from, int to) {
    return Arrays.copyOfRange(BytesMethods.array(self), from, to);
  }

  private static int count(Object self, Object argument, String method) {
    return Math.min(Args.count(argument, method, "count"), BytesMethods.size(self));
  }

  private static void atTheEnds(MethodSet set) {
    set.add(
        "first()",
        "The first byte, or nil.",
        "b\"ab\".first() -> 97",
        (cx, call, self, args) ->
            BytesMethods.size(self) == 0
                ? Nil.NIL
                : (Object) (BytesMethods.array(self)[0] & 0xffL));
    set.add(
        "last()",
        "The last byte, or nil.",
        "b\"ab\".last() -> 98",
        (cx, call, self, args) -> {
          int size = BytesMethods.size(self);
          return size == 0 ? Nil.NIL : (Object) (BytesMethods.array(self)[size - 1] & 0xffL);
        });
    set.add(
        "take(count)",
        "The first so many bytes, or all if there are fewer.",
        "b\"abc\".take(2) -> b\"ab\"",
        (cx, call, self, args) -> new BideBytes(copy(self, 0, count(self, args[0], "take"))));
    set.add(
        "skip(count)",
        "The bytes after the first so many.",
        "b\"abc\".skip(2) -> b\"c\"",
        (cx, call, self, args) ->
            new BideBytes(copy(self, count(self, args[0], "skip"), BytesMethods.size(self))));
    set.add(
        "take_last(count)",
        "The last bytes, as many as given or as there are.",
        "b\"abc\".take_last(2) -> b\"bc\"",
        (cx, call, self, args) -> {
          int size = BytesMethods.size(self);
          return new BideBytes(copy(self, size - count(self, args[0], "take_last"), size));
        });
    set.add(
        "skip_last(count)",
        "The bytes before the last so many.",
        "b\"abc\".skip_last(2) -> b\"a\"",
        (cx, call, self, args) ->
            new BideBytes(
                copy(self, 0, BytesMethods.size(self) - count(self, args[0], "skip_last"))));
  }

  private static void searching(MethodSet set) {
    set.add(
        "last_index_of(part)",
        "The index at which bytes (or a byte, an int) last occur; nil if they do not.",
        "b\"abcb\".last_index_of(b\"b\") -> 3",
        (cx, call, self, args) -> {
          byte[] part = BytesMethods.part(args[0], "last_index_of");
          for (int at = BytesMethods.size(self) - part.length; at >= 0; at--) {
            if (BytesMethods.startsWith(self, part, at)) {
              return (long) at;
            }
          }
          return Nil.NIL;
        });
    set.add(
        "count(part)",
        "How often bytes (or a byte, an int) occur, without overlaps.",
        "b\"abab\".count(b\"ab\") -> 2",
        (cx, call, self, args) -> {
          byte[] part = notEmpty(BytesMethods.part(args[0], "count"), "count", "part");
          long count = 0;
          int at = BytesMethods.indexOf(self, part, 0);
          while (at >= 0) {
            count++;
            at = BytesMethods.indexOf(self, part, at + part.length);
          }
          return count;
        });
  }

  private static byte[] notEmpty(byte[] bytes, String method, String parameter) {
    if (bytes.length == 0) {
      throw Errors.value("`" + parameter + "` of `" + method + "` must not be empty");
    }
    return bytes;
  }

  private static void changing(MethodSet set) {
    set.add(
        "split(separator, limit?)",
        "A list of the parts between separators, as bytes; with a limit, at most so many, the last with the rest.",
        "b\"a,b,c\".split(b\",\") -> [b\"a\", b\"b\", b\"c\"]\n"
            + "b\"a,b,c\".split(b\",\", 2) -> [b\"a\", b\"b,c\"]",
        (cx, call, self, args) -> {
          byte[] separator =
              notEmpty(Args.bytes(args[0], "split", "separator"), "split", "separator");
          int limit =
              args[1] == null ? Integer.MAX_VALUE : Args.positive(args[1], "split", "limit");
          BideList parts = new BideList(cx.region());
          int from = 0;
          int at = BytesMethods.indexOf(self, separator, 0);
          while (at >= 0 && parts.size() < limit - 1) {
            parts.add(new BideBytes(copy(self, from, at)));
            from = at + separator.length;
            at = BytesMethods.indexOf(self, separator, from);
          }
          parts.add(new BideBytes(copy(self, from, BytesMethods.size(self))));
          return parts;
        });
    set.add(
        "replace(old, new, count?)",
        "The bytes with every occurrence of the old part replaced by the new one, or the first so many.",
        "b\"a-b-c\".replace(b\"-\", b\"+\") -> b\"a+b+c\"\n"
            + "b\"a-b-c\".replace(b\"-\", b\"+\", 1) -> b\"a+b-c\"",
        (cx, call, self, args) -> {
          byte[] old = notEmpty(Args.bytes(args[0], "replace", "old"), "replace", "old");
          byte[] replacement = Args.bytes(args[1], "replace", "new");
          int left = args[2] == null ? Integer.MAX_VALUE : Args.count(args[2], "replace", "count");
          ByteArrayOutputStream out = new ByteArrayOutputStream(BytesMethods.size(self));
          int from = 0;
          int at = BytesMethods.indexOf(self, old, 0);
          while (at >= 0 && left-- > 0) {
            out.write(BytesMethods.array(self), from, at - from);
            out.writeBytes(replacement);
            from = at + old.length;
            at = BytesMethods.indexOf(self, old, from);
          }
          out.write(BytesMethods.array(self), from, BytesMethods.size(self) - from);
          return new BideBytes(out.toByteArray());
        });
    set.add(
        "repeat(count)",
        "The bytes so many times over.",
        "b\"ab\".repeat(2) -> b\"abab\"",
        (cx, call, self, args) -> {
          int size = BytesMethods.size(self);
          long total = (long) size * Args.count(args[0], "repeat", "count");
          if (total > 1 << 30) {
            throw Errors.value("a byte string cannot have " + total + " bytes");
          }
          byte[] bytes = new byte[(int) total];
          for (int at = 0; at < bytes.length; at += size) {
            System.arraycopy(BytesMethods.array(self), 0, bytes, at, size);
          }
          return new BideBytes(bytes);
        });
    set.add(
        "reversed()",
        "The bytes in the opposite order.",
        "b\"abc\".reversed() -> b\"cba\"",
        (cx, call, self, args) ->
            new BideBytes(IntBits.reversed(copy(self, 0, BytesMethods.size(self)))));
  }

  private static void converting(MethodSet set) {
    set.add(
        "to_base64()",
        "The bytes in Base64.",
        "b\"hi\".to_base64() -> aGk=",
        (cx, call, self, args) ->
            Strings.of(Base64.getEncoder().encodeToString(copy(self, 0, BytesMethods.size(self)))));
    set.add(
        "to_int(little?, signed?)",
        "The int that the bytes write, the highest first or, with `little: true`, the lowest first; with `signed: true` in two's complement.",
        "b\"\\x01\\x02\".to_int() -> 258\nb\"\\xff\".to_int(signed: true) -> -1",
        (cx, call, self, args) -> {
          byte[] bytes = copy(self, 0, BytesMethods.size(self));
          byte[] ordered =
              Args.bool(args[0], false, "to_int", "little") ? IntBits.reversed(bytes) : bytes;
          if (ordered.length == 0) {
            return 0L;
          }
          boolean signed = Args.bool(args[1], false, "to_int", "signed");
          return Numbers.normalise(signed ? new BigInteger(ordered) : new BigInteger(1, ordered));
        });
  }
}
