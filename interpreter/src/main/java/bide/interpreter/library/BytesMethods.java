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
  private static byte[] array(Object self) {
    return self instanceof BideBytes bytes ? bytes.array() : ((BideBuffer) self).array();
  }

  private static int size(Object self) {
    return self instanceof BideBytes bytes ? bytes.size() : ((BideBuffer) self).size();
  }

  static MethodSet ofBytes() {
    MethodSet set = new MethodSet();
    reading(set, "byte string");
    set.add(
        "to_buffer()",
        "A buffer with these bytes.",
        (cx, call, self, args) -> new BideBuffer(cx.region(), array(self).clone()));
    return set;
  }

  static MethodSet ofBuffers() {
    MethodSet set = new MethodSet();
    reading(set, "buffer");
    set.add(
        "push(byte)",
        "Adds a byte, an int of 0 to 255.",
        (cx, call, self, args) -> {
          ((BideBuffer) self).add(Args.integer(args[0], "push", "byte"));
          return Nil.NIL;
        });
    set.add(
        "extend(data)",
        "Adds bytes, another buffer, or a string in UTF-8.",
        (cx, call, self, args) -> {
          byte[] added = Args.bytes(args[0], "extend", "data");
          ((BideBuffer) self).append(added, 0, added.length);
          return Nil.NIL;
        });
    set.add(
        "take(count)",
        "Removes the first so many bytes, or all if there are fewer, and gives them.",
        (cx, call, self, args) -> {
          int count = Math.min(Args.count(args[0], "take", "count"), size(self));
          BideBytes taken = new BideBytes(((BideBuffer) self).toArray(0, count));
          ((BideBuffer) self).removeFirst(count);
          return taken;
        });
    set.add(
        "truncate(length)",
        "Removes the bytes after the first so many.",
        (cx, call, self, args) -> {
          ((BideBuffer) self)
              .truncate(Math.min(Args.count(args[0], "truncate", "length"), size(self)));
          return Nil.NIL;
        });
    set.add(
        "clear()",
        "Removes all bytes.",
        (cx, call, self, args) -> {
          ((BideBuffer) self).truncate(0);
          return Nil.NIL;
        });
    set.add("copy()", "A copy.", (cx, call, self, args) -> Copying.deep(cx.region(), self));
    return set;
  }

  private static void reading(MethodSet set, String kind) {
    set.add("len()", "How many bytes there are.", (cx, call, self, args) -> (long) size(self));
    set.add("is_empty()", "Whether there are no bytes.", (cx, call, self, args) -> size(self) == 0);
    set.add(
        "get(index, default?)",
        "The byte at an index, an int, or the default (nil) where there is none.",
        (cx, call, self, args) -> {
          long index = Args.integer(args[0], "get", "index");
          if (index < 0 || index >= size(self)) {
            return args[1] == null ? Nil.NIL : args[1];
          }
          return (long) (array(self)[(int) index] & 0xff);
        });
    set.add(
        "decode(lossy?)",
        "The text that the bytes are in UTF-8; throws ValueError where they are not, or with `lossy: true` puts U+FFFD there.",
        (cx, call, self, args) ->
            Utf8.decode(array(self), 0, size(self), Args.bool(args[0], false, "decode", "lossy")));
    set.add(
        "slice(from, to?)",
        "The bytes from one index up to, not including, another (the end), as bytes. Also `slice(range)`.",
        (cx, call, self, args) -> {
          Bounds bounds = Bounds.of(args, size(self), kind);
          return new BideBytes(Arrays.copyOfRange(array(self), bounds.from(), bounds.to()));
        });
    set.add(
        "find(part, from?)",
        "The index at which bytes (or a byte, an int) first occur, at or after `from`; nil if they do not.",
        (cx, call, self, args) -> find(self, args, kind));
    set.add(
        "contains(part)",
        "Whether bytes (or a byte, an int) occur.",
        (cx, call, self, args) -> indexOf(self, part(args[0], "contains"), 0) >= 0);
    set.add(
        "starts_with(prefix)",
        "Whether it begins with these bytes.",
        (cx, call, self, args) ->
            startsWith(self, Args.bytes(args[0], "starts_with", "prefix"), 0));
    set.add(
        "ends_with(suffix)",
        "Whether it ends with these bytes.",
        (cx, call, self, args) -> {
          byte[] suffix = Args.bytes(args[0], "ends_with", "suffix");
          return startsWith(self, suffix, size(self) - suffix.length);
        });
    set.add(
        "to_bytes()",
        "The bytes, as a value that never changes.",
        (cx, call, self, args) ->
            self instanceof BideBuffer b ? new BideBytes(b.toArray(0, b.size())) : self);
    set.add("to_list()", "A list of the bytes, ints.", (cx, call, self, args) -> toList(cx, self));
    set.add(
        "to_hex()",
        "Two hexadecimal digits for each byte.",
        (cx, call, self, args) -> Strings.of(HexFormat.of().formatHex(array(self), 0, size(self))));
    set.add(
        "iter()",
        "A lazy iterator over the bytes.",
        (cx, call, self, args) -> Iterators.over(cx.region(), self));
  }

  private static BideList toList(CallContext cx, Object self) {
    long[] numbers = new long[size(self)];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = array(self)[i] & 0xff;
    }
    return new BideList(cx.region(), numbers);
  }

  private static byte[] part(Object argument, String method) {
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

  private static int indexOf(Object self, byte[] part, int from) {
    for (int at = from; at <= size(self) - part.length; at++) {
      if (startsWith(self, part, at)) {
        return at;
      }
    }
    return -1;
  }

  private static boolean startsWith(Object self, byte[] part, int at) {
    return at >= 0
        && part.length <= size(self) - at
        && Arrays.equals(array(self), at, at + part.length, part, 0, part.length);
  }
}
