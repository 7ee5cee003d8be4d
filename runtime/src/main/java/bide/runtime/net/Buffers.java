package bide.runtime.net;

import java.nio.ByteBuffer;

/**
 * A direct buffer per thread, through which all socket reads and writes go: the system fills it
 * without a copy of Java's, and an idle connection holds none. Its content is only good within one
 * poll.
 */
final class Buffers {
  /** One read takes at most this much, so that one busy connection cannot hold its worker. */
  static final int SIZE = 64 * 1024;

  private static final ThreadLocal<ByteBuffer> BUFFER =
      ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(SIZE));

  private Buffers() {}

  /** An empty buffer that takes {@code limit} bytes, or {@link #SIZE} if that is less. */
  static ByteBuffer forThread(int limit) {
    return BUFFER.get().clear().limit(Math.min(limit, SIZE));
  }
}
