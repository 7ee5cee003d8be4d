package bide.interpreter.value;

import bide.interpreter.error.Errors;
import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import java.util.Arrays;

/**
 * Bytes that grow: what sockets and files read into and scripts build messages in. Not thread-safe:
 * a buffer belongs to one task.
 */
public final class BideBuffer extends Owned {
  private static final int MAX_SIZE = Integer.MAX_VALUE - 16;

  private byte[] bytes;
  private int size;

  public BideBuffer(Region region) {
    super(region);
    bytes = new byte[32];
  }

  /** Takes over {@code bytes}: the caller must not use the array again. */
  public BideBuffer(Region region, byte[] bytes) {
    super(region);
    this.bytes = bytes;
    this.size = bytes.length;
  }

  public int size() {
    Audit.read(this);
    return size;
  }

  /** 0 to 255; throws IndexError. */
  public long get(long index) {
    Audit.read(this);
    return bytes[check(index)] & 0xff;
  }

  /**
   * @param value 0 to 255, else a ValueError
   */
  public void set(long index, long value) {
    Audit.write(this);
    bytes[check(index)] = toByte(value);
  }

  /**
   * @param value 0 to 255, else a ValueError
   */
  public void add(long value) {
    Audit.write(this);
    byte b = toByte(value);
    reserve(size + 1L);
    bytes[size++] = b;
  }

  public void append(byte[] source, int from, int to) {
    Audit.write(this);
    reserve((long) size + to - from);
    System.arraycopy(source, from, bytes, size, to - from);
    size += to - from;
  }

  /** The bytes themselves, longer than the buffer; valid until the next change. */
  public byte[] array() {
    Audit.read(this);
    return bytes;
  }

  public byte[] toArray(int from, int to) {
    Audit.read(this);
    return Arrays.copyOfRange(bytes, from, to);
  }

  /**
   * Removes the bytes from {@code from} up to, not including, {@code to}. Both are checked by the
   * caller.
   */
  public void remove(int from, int to) {
    Audit.write(this);
    System.arraycopy(bytes, to, bytes, from, size - to);
    size -= to - from;
  }

  public void truncate(int newSize) {
    Audit.write(this);
    size = newSize;
  }

  /** Makes room for {@code capacity} bytes. */
  @TruffleBoundary
  public void reserve(long capacity) {
    Audit.write(this);
    if (capacity > bytes.length) {
      if (capacity > MAX_SIZE) {
        throw Errors.value("a buffer cannot have more than " + MAX_SIZE + " bytes");
      }
      bytes = Arrays.copyOf(bytes, (int) Math.min(MAX_SIZE, Math.max(capacity, 2L * bytes.length)));
    }
  }

  private int check(long index) {
    if (index < 0 || index >= size) {
      CompilerDirectives.transferToInterpreter();
      throw BideList.indexError(index, size, "buffer");
    }
    return (int) index;
  }

  /** The byte of 0 to 255; throws ValueError for another number. */
  public static byte toByte(long value) {
    if (value < 0 || value > 255) {
      CompilerDirectives.transferToInterpreter();
      throw notAByte(value);
    }
    return (byte) value;
  }

  @TruffleBoundary
  private static RuntimeException notAByte(long value) {
    return Errors.value(value + " is not a byte (0 to 255)");
  }

  @Override
  public String toString() {
    return Text.quote(this);
  }
}
