package bide.runtime.net;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Bytes read ahead. Empty, it holds no array. Not thread-safe. */
final class Input {
  private byte @Nullable [] bytes;
  private int start;
  private int end;

  boolean isEmpty() {
    return start == end;
  }

  int size() {
    return end - start;
  }

  /** Takes over all that {@code source} has. */
  void append(ByteBuffer source) {
    int n = source.remaining();
    if (bytes == null) {
      bytes = new byte[n];
    } else if (bytes.length - end < n) {
      int size = size();
      // Moving what is left to the front suffices if that frees at least half.
      byte[] target = size + n <= bytes.length / 2 ? bytes : new byte[Math.max(size + n, 2 * size)];
      System.arraycopy(bytes, start, target, 0, size);
      bytes = target;
      start = 0;
      end = size;
    }
    source.get(bytes, end, n);
    end += n;
  }

  byte[] take(int n) {
    if (bytes == null) {
      return new byte[0];
    }
    byte[] taken;
    if (start == 0 && n == bytes.length && n == end) {
      taken = bytes;
    } else {
      taken = Arrays.copyOfRange(bytes, start, start + n);
    }
    skip(n);
    return taken;
  }

  /** The line that ends with the LF at {@code index}, without its end, which is taken too. */
  byte[] takeLine(int index) {
    int length = index > 0 && bytes[start + index - 1] == '\r' ? index - 1 : index;
    byte[] line = Arrays.copyOfRange(bytes, start, start + length);
    skip(index + 1);
    return line;
  }

  int takeInto(ByteBuffer target) {
    int n = Math.min(target.remaining(), size());
    target.put(bytes, start, n);
    skip(n);
    return n;
  }

  private void skip(int n) {
    start += n;
    if (start == end) {
      bytes = null;
      start = 0;
      end = 0;
    }
  }

  /** Where {@code b} first stands, counted from the start of the input, or -1. */
  int indexOf(byte b, int from) {
    for (int i = start + from; i < end; i++) {
      if (bytes[i] == b) {
        return i - start;
      }
    }
    return -1;
  }
}
