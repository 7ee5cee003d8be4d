package bide.interpreter.library;

import bide.interpreter.value.BideBuffer;
import bide.interpreter.value.BideBytes;
import bide.interpreter.value.BideList;
import bide.interpreter.value.Nil;
import bide.interpreter.value.Strings;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Methods of byte strings, which never change, and of buffers, which grow. Bytes are ints of 0 to
 * 255.
 */
final class BytesMethods {
  private BytesMethods() {}

  /** The bytes of either kind, at least {@code size} long. */
  static byte[] array(Object self) {
    return self instanceof BideBytes bytes ? bytes.array() : ((BideBuffer) self).array();
  }

  static int size(Object self) {
    return self instanceof BideBytes bytes ? bytes.size() : ((BideBuffer) self).size();
  }

  static MethodSet ofBytes() {
    MethodSet set = new MethodSet();
    reading(set, "byte string");
    set.add(
        "to_buffer()",
        "A buffer with these bytes.",
        "b\"ab\".to_buffer() -> buffer(b\"ab\")",
        (cx, call, self, args) -> new BideBuffer(cx.region(), array(self).clone()));
    return set;
  }

  static MethodSet ofBuffers() {
    MethodSet set = new MethodSet();
    reading(set, "buffer");
    set.add(
        "push(byte)",
        "Adds a byte, an int of 0 to 255.",
        "let b = buffer(\"a\")\n" + "b.push(0x62)\n" + "b -> buffer(b\"ab\")",
        (cx, call, self, args) -> {
          ((BideBuffer) self).add(Args.integer(args[0], "push", "byte"));
          return Nil.NIL;
        });
    set.add(
        "extend(data)",
        "Adds bytes, another buffer, or a string in UTF-8.",
        "let b = buffer(\"a\")\n" + "b.extend(\"bc\")\n" + "b -> buffer(b\"abc\")",
        (cx, call, self, args) -> {
          byte[] added = Args.bytes(args[0], "extend", "data");
          ((BideBuffer) self).append(added, 0, added.length);
          return Nil.NIL;
        });
    set.add(
        "pop()",
        "Removes the last byte and gives it, or nil if there is none.",
        "let b = buffer(\"ab\")\nb.pop() -> 98\nb -> buffer(b\"a\")",
        (cx, call, self, args) -> {
          if (size(self) == 0) {
            return Nil.NIL;
          }
          long last = ((BideBuffer) self).get(size(self) - 1);
          ((BideBuffer) self).truncate(size(self) - 1);
          return last;
        });
    set.add(
        "drain(range?)",
        "Removes the bytes of a range of indexes, or all, and gives them.",
        "let b = buffer(\"abc\")\nb.drain(..2) -> b\"ab\"\nb -> buffer(b\"c\")",
        (cx, call, self, args) -> {
          Bounds bounds = Bounds.ofRange(args[0], size(self), "drain", "buffer");
          BideBytes drained =
              new BideBytes(((BideBuffer) self).toArray(bounds.from(), bounds.to()));
          ((BideBuffer) self).remove(bounds.from(), bounds.to());
          return drained;
        });
    set.add(
        "truncate(length)",
        "Removes the bytes after the first so many.",
        "let b = buffer(\"abc\")\n" + "b.truncate(1)\n" + "b -> buffer(b\"a\")",
        (cx, call, self, args) -> {
          ((BideBuffer) self)
              .truncate(Math.min(Args.count(args[0], "truncate", "length"), size(self)));
          return Nil.NIL;
        });
    set.add(
        "clear()",
        "Removes all bytes.",
        "let b = buffer(\"abc\")\n" + "b.clear()\n" + "b.len() -> 0",
        (cx, call, self, args) -> {
          ((BideBuffer) self).truncate(0);
          return Nil.NIL;
        });
    set.add(
        "reverse()",
        "Turns the order of the bytes round, in place.",
        "let b = buffer(\"abc\")\nb.reverse()\nb -> buffer(b\"cba\")",
        (cx, call, self, args) -> {
          BideBuffer buffer = (BideBuffer) self;
          byte[] turned = IntBits.reversed(buffer.toArray(0, buffer.size()));
          buffer.truncate(0);
          buffer.append(turned, 0, turned.length);
          return Nil.NIL;
        });
    set.add(
        "copy()",
        "A copy.",
        "buffer(\"ab\").copy() -> buffer(b\"ab\")",
        (cx, call, self, args) -> Copying.deep(cx.region(), self));
    return set.changing("push", "extend", "pop", "drain", "truncate", "clear", "reverse");
  }

  private static void reading(MethodSet set, String kind) {
    set.add(
        "len()",
        "How many bytes there are.",
        "b\"ab\\x00\".len() -> 3",
        (cx, call, self, args) -> (long) size(self));
    set.add(
        "is_empty()",
        "Whether there are no bytes.",
        "b\"\".is_empty() -> true",
        (cx, call, self, args) -> size(self) == 0);
    set.add(
        "get(index, default?)",
        "The byte at an index, an int, or the default (nil) where there is none.",
        "b\"ab\".get(0) -> 97\n" + "b\"ab\".get(9) -> nil",
        (cx, call, self, args) -> {
          long index = Args.integer(args[0], "get", "index");
          if (index < 0 || index >= size(self)) {
            return args[1] == null ? Nil.NIL : args[1];
          }
          return (long) (array(self)[(int) index] & 0xff);
        });
    set.add(
        "decode(lossy?, encoding?)",
        "The text that the bytes are in UTF-8, or in an encoding that `encode` knows; throws ValueError where they are not, or with `lossy: true` puts U+FFFD there.",
        "b\"\\xc3\\xa9\".decode() -> é\n" + "b\"\\xe9\".decode(encoding: \"latin1\") -> é",
        (cx, call, self, args) ->
            decode(self, Args.bool(args[0], false, "decode", "lossy"), args[1]));
    set.add(
        "slice(from, to?)",
        "The bytes from one index up to, not including, another (the end), as bytes. Also `slice(range)`.",
        "b\"abcd\".slice(1, 3) -> b\"bc\"",
        (cx, call, self, args) -> {
          Bounds bounds = Bounds.of(args, size(self), kind);
          return new BideBytes(Arrays.copyOfRange(array(self), bounds.from(), bounds.to()));
        });
    set.add(
        "find(part, from?)",
        "The index at which bytes (or a byte, an int) first occur, at or after `from`; nil if they do not.",
        "b\"abc\".find(b\"c\") -> 2",
        (cx, call, self, args) -> find(self, args, kind));
    set.add(
        "contains(part)",
        "Whether bytes (or a byte, an int) occur.",
        "b\"abc\".contains(0x62) -> true",
        (cx, call, self, args) -> indexOf(self, part(args[0], "contains"), 0) >= 0);
    set.add(
        "starts_with(prefix)",
        "Whether it begins with these bytes.",
        "b\"abc\".starts_with(b\"ab\") -> true",
        (cx, call, self, args) ->
            startsWith(self, Args.bytes(args[0], "starts_with", "prefix"), 0));
    set.add(
        "ends_with(suffix)",
        "Whether it ends with these bytes.",
        "b\"abc\".ends_with(b\"ab\") -> false",
        (cx, call, self, args) -> {
          byte[] suffix = Args.bytes(args[0], "ends_with", "suffix");
          return startsWith(self, suffix, size(self) - suffix.length);
        });
    ByteParts.addTo(set);
    set.add(
        "to_bytes()",
        "The bytes, as a value that never changes.",
        "buffer(\"ab\").to_bytes() -> b\"ab\"",
        (cx, call, self, args) ->
            self instanceof BideBuffer b ? new BideBytes(b.toArray(0, b.size())) : self);
    set.add(
        "to_list()",
        "A list of the bytes, ints.",
        "b\"ab\".to_list() -> [97, 98]",
        (cx, call, self, args) -> toList(cx, self));
    set.add(
        "to_hex()",
        "Two hexadecimal digits for each byte.",
        "b\"\\x01\\xff\".to_hex() -> 01ff",
        (cx, call, self, args) -> Strings.of(HexFormat.of().formatHex(array(self), 0, size(self))));
    set.add(
        "iter()",
        "A lazy iterator over the bytes.",
        "b\"ab\".iter().sum() -> 195",
        (cx, call, self, args) -> Iterators.over(cx.region(), self));
  }

  private static Object decode(Object self, boolean lossy, Object encoding) {
    return encoding == null
        ? Utf8.decode(array(self), 0, size(self), lossy)
        : Encodings.decode(Arrays.copyOf(array(self), size(self)), encoding, lossy, "decode");
  }

  private static BideList toList(CallContext cx, Object self) {
    long[] numbers = new long[size(self)];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = array(self)[i] & 0xff;
    }
    return new BideList(cx.region(), numbers);
  }

  static byte[] part(Object argument, String method) {
    return argument instanceof Long number
        ? new byte[] {BideBuffer.toByte(number)}
        : Args.bytes(argument, method, "part");
  }

  private static Object find(Object self, Object[] args, String kind) {
    long from = Args.integer(args[1], 0, "find", "from");
    if (from < 0 || from > size(self)) {
      throw BideList.indexError(from, size(self), kind);
    }
    int at = indexOf(self, part(args[0], "find"), (int) from);
    return at < 0 ? Nil.NIL : (Object) (long) at;
  }

  static int indexOf(Object self, byte[] part, int from) {
    for (int at = from; at <= size(self) - part.length; at++) {
      if (startsWith(self, part, at)) {
        return at;
      }
    }
    return -1;
  }

  static boolean startsWith(Object self, byte[] part, int at) {
    return at >= 0
        && part.length <= size(self) - at
        && Arrays.equals(array(self), at, at + part.length, part, 0, part.length);
  }
}
