package bide.stdlib.net;

import bide.interpreter.async.Stream;
import bide.interpreter.error.Errors;
import bide.interpreter.library.Args;
import bide.interpreter.library.MethodSet;
import bide.interpreter.library.MethodTable;
import bide.interpreter.library.Utf8;
import bide.interpreter.stream.StreamMethods;
import bide.interpreter.value.BideBytes;
import bide.interpreter.value.NativeObject;
import bide.interpreter.value.Nil;
import bide.interpreter.value.Strings;
import bide.runtime.net.NetException;
import bide.runtime.net.TcpStream;
import bide.runtime.task.Future;
import com.oracle.truffle.api.strings.TruffleString;
import org.jspecify.annotations.Nullable;

/** A connection as scripts see it. */
final class StreamObject extends NativeObject {
  /** Bytes that one {@code read()} gives at most, unless the script asks for another number. */
  private static final int READ_LIMIT = 64 * 1024;

  /**
   * Bytes that a line may have, unless the script says otherwise: a peer that never ends its line
   * must not fill the memory.
   */
  private static final int LINE_LIMIT = 1 << 20;

  static {
    MethodTable.register(StreamObject.class, reading());
    MethodTable.register(StreamObject.class, writing());
  }

  private final TcpStream stream;

  StreamObject(TcpStream stream) {
    this.stream = stream;
  }

  private static MethodSet reading() {
    return new MethodSet()
        .add(
            "read(max?)",
            "A future of the bytes that are there, at least one and at most `max` (65536), waiting for the first; nil at the end of the stream.",
            (cx, call, self, args) ->
                new ReadBytes(
                    "read",
                    stream(self)
                        .read(
                            args[0] == null ? READ_LIMIT : Args.positive(args[0], "read", "max"))))
        .add(
            "read_exact(count)",
            "A future of exactly `count` bytes. When the stream ends before, it throws IoError and what came can still be read.",
            (cx, call, self, args) ->
                new ReadBytes(
                    "read_exact",
                    stream(self).readExact(Args.count(args[0], "read_exact", "count"))))
        .add(
            "read_all()",
            "A future of all bytes up to the end of the stream.",
            (cx, call, self, args) -> new ReadBytes("read_all", stream(self).readAll()))
        .add(
            "read_line(max?)",
            "A future of the next line, a string without its end (LF or CR LF); nil at the end of the stream. A line of more than `max` bytes (1048576) is an IoError.",
            (cx, call, self, args) ->
                new ReadLine(
                    "read_line", stream(self).readLine(lineLimit(args[0], "read_line")), Nil.NIL))
        .add(
            "lines(max?)",
            "A stream of the lines up to the end of the connection's input; `max` as in `read_line`.",
            (cx, call, self, args) -> new Lines(stream(self), lineLimit(args[0], "lines")));
  }

  private static MethodSet writing() {
    return new MethodSet()
        .add(
            "write(content)",
            "A future that sends a string (as UTF-8), bytes or what a buffer holds now, and ends when the system has taken all of it.",
            (cx, call, self, args) ->
                new Write(stream(self).write(Args.bytes(args[0], "write", "content"))))
        .add(
            "shutdown()",
            "Tells the other side that nothing more will be written; reading goes on.",
            (cx, call, self, args) -> {
              ((StreamObject) self).shutdown();
              return Nil.NIL;
            })
        .add(
            "close()",
            "Closes the connection. Harmless when repeated; a read or write that waits throws IoError.",
            (cx, call, self, args) -> {
              stream(self).close();
              return Nil.NIL;
            })
        .add(
            "is_closed()",
            "Whether `close` has been called.",
            (cx, call, self, args) -> stream(self).isClosed());
  }

  private static TcpStream stream(Object self) {
    return ((StreamObject) self).stream;
  }

  private static int lineLimit(@Nullable Object argument, String method) {
    return argument == null ? LINE_LIMIT : Args.positive(argument, method, "max");
  }

  private void shutdown() {
    try {
      stream.shutdownOutput();
    } catch (NetException e) {
      throw SocketFuture.error(e, "the connection is closed");
    }
  }

  @Override
  public String typeName() {
    return "TcpStream";
  }

  @Override
  public @Nullable Object field(String name) {
    return switch (name) {
      case "address" -> Strings.of(HostPort.format(stream.localAddress()));
      case "peer_address" -> Strings.of(HostPort.format(stream.peerAddress()));
      default -> null;
    };
  }

  @Override
  public String toString() {
    String addresses =
        HostPort.format(stream.localAddress()) + " to " + HostPort.format(stream.peerAddress());
    return "<TcpStream " + addresses + (stream.isClosed() ? ", closed>" : ">");
  }

  private static final class ReadBytes extends SocketFuture {
    ReadBytes(String name, Future operation) {
      super(name, operation);
    }

    @Override
    Object convert(Object result) {
      return new BideBytes((byte[]) result);
    }
  }

  private static final class ReadLine extends SocketFuture {
    private final Object end;

    ReadLine(String name, Future operation, Object end) {
      super(name, operation);
      this.end = end;
    }

    @Override
    Object ofNull() {
      return end;
    }

    @Override
    Object convert(Object result) {
      byte[] line = (byte[]) result;
      TruffleString text = Utf8.decodeIfValid(line, 0, line.length);
      if (text == null) {
        throw Errors.value(
                "the line is not UTF-8 text (at byte "
                    + Utf8.firstInvalid(line, 0, line.length)
                    + ")")
            .withHelp("`read` gives bytes, whatever they are");
      }
      return text;
    }
  }

  private static final class Write extends SocketFuture {
    Write(Future operation) {
      super("write", operation);
    }

    @Override
    Object convert(Object result) {
      return result;
    }
  }

  /** The rest of a connection's input, line by line. */
  private static final class Lines extends NativeObject implements Stream {
    static {
      MethodTable.register(Lines.class, StreamMethods.all());
    }

    private final TcpStream stream;
    private final int limit;

    Lines(TcpStream stream, int limit) {
      this.stream = stream;
      this.limit = limit;
    }

    @Override
    public String typeName() {
      return "lines";
    }

    @Override
    public Future nextItem() {
      return new ReadLine("lines", stream.readLine(limit), Stream.END);
    }
  }
}
