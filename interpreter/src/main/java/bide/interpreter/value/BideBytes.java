package bide.interpreter.value;

import java.util.Arrays;

/** An immutable byte string. */
public final class BideBytes implements Comparable<BideBytes> {
  public static final BideBytes EMPTY = new BideBytes(new byte[0]);

  private final byte[] bytes;

  /** Takes over {@code bytes}: the caller must not change the array again. */
  public BideBytes(byte[] bytes) {
    this.bytes = bytes;
  }

  public int size() {
    return bytes.length;
  }

  /** 0 to 255; throws IndexError. */
  public long get(long index) {
    if (index < 0 || index >= bytes.length) {
      throw BideList.indexError(index, bytes.length, "bytes");
    }
    return bytes[(int) index] & 0xff;
  }

  /** The bytes themselves: not to be changed. */
  public byte[] array() {
    return bytes;
  }

  public BideBytes slice(int from, int to) {
    return from == 0 && to == bytes.length
        ? this
        : new BideBytes(Arrays.copyOfRange(bytes, from, to));
  }

  public BideBytes concat(BideBytes other) {
    byte[] joined = Arrays.copyOf(bytes, Math.addExact(bytes.length, other.bytes.length));
    System.arraycopy(other.bytes, 0, joined, bytes.length, other.bytes.length);
    return new BideBytes(joined);
  }

  @Override
  public int compareTo(BideBytes other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BideBytes that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return Text.quote(this);
  }
}
