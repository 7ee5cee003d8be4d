package bide.runtime.net;

import bide.runtime.executor.Executor;
import bide.runtime.reactor.Readiness;
import bide.runtime.task.Future;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * A TCP connection. One read and one write may be under way at a time, by different tasks if need
 * be; a further one fails with kind BUSY. Input that was read but not asked for yet (the part after
 * a line, say) waits in a buffer that exists only while there is any. TCP_NODELAY is on.
 *
 * <p>A read at the end of the stream completes with null.
 */
public final class TcpStream extends Socket {
  private final SocketChannel channel;
  private final InetSocketAddress local;
  private final InetSocketAddress peer;

  /** What has been read ahead; touched by the read under way only. */
  private final Input in = new Input();

  /**
   * The last read took all there was, so the next one waits for the selector instead of asking the
   * system in vain. Touched by the read under way only.
   */
  private boolean drained;

  private TcpStream(
      Executor executor,
      SocketChannel channel,
      @Nullable Readiness readiness,
      InetSocketAddress local,
      InetSocketAddress peer) {
    super(executor.reactor(), channel, readiness);
    this.channel = channel;
    this.local = local;
    this.peer = peer;
  }

  /** Wraps a connected channel; closes it if that fails. */
  static TcpStream of(Executor executor, SocketChannel channel, @Nullable Readiness readiness) {
    try {
      if (channel.isBlocking()) {
        channel.configureBlocking(false);
      }
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      return new TcpStream(
          executor,
          channel,
          readiness,
          (InetSocketAddress) channel.getLocalAddress(),
          (InetSocketAddress) channel.getRemoteAddress());
    } catch (IOException e) {
      throw closeAfter(channel, NetException.of("set up a connection", e));
    }
  }

  static NetException closeAfter(@Nullable Channel channel, NetException failure) {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        failure.addSuppressed(e);
      }
    }
    return failure;
  }

  /**
   * Connects; a name is resolved on the blocking pool and its addresses are tried in turn.
   * Completes with a {@link TcpStream}.
   */
  public static Future connect(Executor executor, String host, int port) {
    return new Connect(executor, host, port);
  }

  public InetSocketAddress localAddress() {
    return local;
  }

  public InetSocketAddress peerAddress() {
    return peer;
  }

  @Override
  String describe() {
    return format(peer);
  }

  // ---- reading

  private abstract class Read extends Operation {
    Read() {
      super(TcpStream.this, Readiness.READ);
    }

    @Override
    final String what() {
      return "read from";
    }

    @Override
    boolean knownToBlock() {
      return drained && isRegistered() && in.isEmpty();
    }

    @Override
    void mayProceed() {
      drained = false;
    }
  }

  /**
   * Reads into {@code to} from its position on, and notes whether that took all there was.
   *
   * @return as {@link SocketChannel#read}
   */
  private int receive(ByteBuffer to) throws IOException {
    int wanted = to.remaining();
    int n = channel.read(to);
    if (n >= 0 && n < wanted) {
      drained = true;
      exhausted(Readiness.READ);
    }
    return n;
  }

  /** Appends what there is to the input: the bytes read, 0 when there is nothing yet, -1 at end. */
  private int fill() throws IOException {
    ByteBuffer buffer = Buffers.forThread(Buffers.SIZE);
    int n = receive(buffer);
    if (n > 0) {
      in.append(buffer.flip());
    }
    return n;
  }

  /** Reads what there is, at least one byte and at most {@code max}: byte[], or null at the end. */
  public Future read(int max) {
    requirePositive(max);
    return new Read() {
      @Override
      @Nullable Object attempt() throws IOException {
        if (!in.isEmpty()) {
          return in.take(Math.min(max, in.size()));
        }
        ByteBuffer buffer = Buffers.forThread(max);
        int n = receive(buffer);
        if (n <= 0) {
          return n < 0 ? null : WOULD_BLOCK;
        }
        byte[] bytes = new byte[n];
        buffer.flip().get(bytes);
        return bytes;
      }
    };
  }

  /**
   * Reads what there is into {@code target}, which must have room and must stay untouched until
   * then. Completes with the number of bytes as an Integer, or null at the end.
   */
  public Future read(ByteBuffer target) {
    requirePositive(target.remaining());
    return new Read() {
      @Override
      @Nullable Object attempt() throws IOException {
        if (!in.isEmpty()) {
          return in.takeInto(target);
        }
        if (target.isDirect()) {
          int n = receive(target);
          return n < 0 ? null : n == 0 ? WOULD_BLOCK : (Object) n;
        }
        ByteBuffer buffer = Buffers.forThread(target.remaining());
        int n = receive(buffer);
        if (n <= 0) {
          return n < 0 ? null : WOULD_BLOCK;
        }
        target.put(buffer.flip());
        return n;
      }
    };
  }

  /**
   * Reads exactly {@code count} bytes: byte[]. When the stream ends before, it fails with kind
   * UNEXPECTED_END and the bytes that came can still be read.
   */
  public Future readExact(int count) {
    if (count < 0) {
      throw new IllegalArgumentException("cannot read " + count + " bytes");
    }
    return new Read() {
      @Override
      boolean knownToBlock() {
        return drained && isRegistered() && in.size() < count;
      }

      @Override
      @Nullable Object attempt() throws IOException {
        while (in.size() < count) {
          int n = fill();
          if (n == 0) {
            return WOULD_BLOCK;
          }
          if (n < 0) {
            throw new NetException(
                NetException.Kind.UNEXPECTED_END,
                "read from "
                    + describe()
                    + ": the stream ended after "
                    + in.size()
                    + " of "
                    + count
                    + " bytes");
          }
        }
        return in.take(count);
      }
    };
  }

  /** Reads up to the end of the stream: byte[]. When dropped, what came can still be read. */
  public Future readAll() {
    return new Read() {
      private int before;

      @Override
      boolean knownToBlock() {
        return drained && isRegistered() && in.size() == before;
      }

      @Override
      @Nullable Object attempt() throws IOException {
        for (; ; ) {
          int n = fill();
          if (n == 0) {
            before = in.size();
            return WOULD_BLOCK;
          }
          if (n < 0) {
            return in.take(in.size());
          }
        }
      }
    };
  }

  /**
   * Reads up to and including {@code delimiter}: byte[]; at the end of the stream the rest without
   * one, or null when there is none.
   *
   * @param maxLength bytes up to the delimiter, exclusive; when more come without one, it fails
   *     with kind TOO_LONG and they can still be read
   */
  public Future readUntil(byte delimiter, int maxLength) {
    return new ReadDelimited(delimiter, maxLength, false);
  }

  /** Reads a line: byte[] without its end, LF or CR LF; as {@link #readUntil} otherwise. */
  public Future readLine(int maxLength) {
    return new ReadDelimited((byte) '\n', maxLength, true);
  }

  private final class ReadDelimited extends Read {
    private final byte delimiter;
    private final int maxLength;
    private final boolean strip;

    /** How much of the input has been looked through. */
    private int scanned;

    ReadDelimited(byte delimiter, int maxLength, boolean strip) {
      requirePositive(maxLength);
      this.delimiter = delimiter;
      this.maxLength = maxLength;
      this.strip = strip;
    }

    @Override
    boolean knownToBlock() {
      return drained && isRegistered() && in.size() == scanned;
    }

    @Override
    @Nullable Object attempt() throws IOException {
      for (; ; ) {
        int at = in.indexOf(delimiter, scanned);
        if (at > maxLength || (at < 0 && in.size() > maxLength + (strip ? 1 : 0))) {
          throw new NetException(
              NetException.Kind.TOO_LONG,
              "read from " + describe() + ": no end of line within " + maxLength + " bytes");
        }
        if (at >= 0) {
          return strip ? in.takeLine(at) : in.take(at + 1);
        }
        scanned = in.size();
        int n = fill();
        if (n == 0) {
          return WOULD_BLOCK;
        }
        if (n < 0) {
          return in.isEmpty() ? null : in.take(in.size());
        }
      }
    }
  }

  private static void requirePositive(int n) {
    if (n <= 0) {
      throw new IllegalArgumentException("needs room for at least one byte, not " + n);
    }
  }

  // ---- writing

  /**
   * Writes all of {@code source}, whose content must stay untouched until then. Completes with
   * null. When dropped, the part that was sent is sent: the buffer's position tells.
   */
  public Future write(ByteBuffer source) {
    return new Operation(this, Readiness.WRITE) {
      @Override
      String what() {
        return "write to";
      }

      @Override
      @Nullable Object attempt() throws IOException {
        while (source.hasRemaining()) {
          if (send(source) == 0) {
            return WOULD_BLOCK;
          }
        }
        return null;
      }
    };
  }

  public Future write(byte[] bytes) {
    return write(ByteBuffer.wrap(bytes));
  }

  public Future write(byte[] bytes, int offset, int length) {
    return write(ByteBuffer.wrap(bytes, offset, length));
  }

  private int send(ByteBuffer source) throws IOException {
    if (source.isDirect()) {
      return channel.write(source);
    }
    ByteBuffer buffer = Buffers.forThread(source.remaining());
    buffer.put(0, source, source.position(), buffer.limit());
    int n = channel.write(buffer);
    source.position(source.position() + n);
    return n;
  }

  /** Nothing more will be read: a read that waits comes to its end. Harmless when repeated. */
  public void shutdownInput() {
    try {
      channel.shutdownInput();
    } catch (IOException e) {
      throw NetException.of("shut down input from " + describe(), e);
    }
  }

  /** Tells the peer that nothing more comes; reading goes on. Harmless when repeated. */
  public void shutdownOutput() {
    try {
      channel.shutdownOutput();
    } catch (IOException e) {
      throw NetException.of("shut down output to " + describe(), e);
    }
  }
}
