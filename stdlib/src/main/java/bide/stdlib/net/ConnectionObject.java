package bide.stdlib.net;

import bide.interpreter.async.Stream;
import bide.interpreter.error.Errors;
import bide.interpreter.library.Args;
import bide.interpreter.library.MethodSet;
import bide.interpreter.library.MethodTable;
import bide.interpreter.library.Utf8;
import bide.interpreter.ownership.Holder;
import bide.interpreter.stream.StreamMethods;
import bide.interpreter.value.BideBytes;
import bide.interpreter.value.NativeObject;
import bide.interpreter.value.Nil;
import bide.interpreter.value.Region;
import bide.interpreter.value.Resource;
import bide.interpreter.value.Strings;
import bide.runtime.net.TcpStream;
import bide.runtime.task.Future;
import com.oracle.truffle.api.strings.TruffleString;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A connection as scripts see it, or one half of it. */
abstract class ConnectionObject extends Resource {
  /** Bytes that one {@code read()} gives at most, unless the script asks for another number. */
  private static final int READ_LIMIT = 64 * 1024;

  /**
   * Bytes that a line may have, unless the script says otherwise: a peer that never ends its line
   * must not fill the memory.
   */
  private static final int LINE_LIMIT = 1 << 20;

  private final TcpStream stream;

  /**
   * @param close gives the connection back, or its part in it
   */
  ConnectionObject(Region region, TcpStream stream, Runnable close) {
    super(region, SocketFuture.call(close));
    this.stream = stream;
  }

  static MethodSet reading() {
    return new MethodSet()
        .add(
            "read(max?)",
            "A future of the bytes that are there, at least one and at most `max` (65536), waiting for the first; nil at the end of the stream.",
            (cx, call, self, args) ->
                new ReadBytes(
                    "read",
                    stream(self)
                        .read(args[0] == null ? READ_LIMIT : Args.positive(args[0], "read", "max")),
                    self))
        .add(
            "read_exact(count)",
            "A future of exactly `count` bytes. When the stream ends before, it throws IoError and what came can still be read.",
            (cx, call, self, args) ->
                new ReadBytes(
                    "read_exact",
                    stream(self).readExact(Args.count(args[0], "read_exact", "count")),
                    self))
        .add(
            "read_all()",
            "A future of all bytes up to the end of the stream.",
            (cx, call, self, args) -> new ReadBytes("read_all", stream(self).readAll(), self))
        .add(
            "read_line(max?)",
            "A future of the next line, a string without its end (LF or CR LF); nil at the end of the stream. A line of more than `max` bytes (1048576) is an IoError.",
            (cx, call, self, args) ->
                new ReadLine(
                    "read_line",
                    stream(self).readLine(lineLimit(args[0], "read_line")),
                    self,
                    Nil.NIL))
        .add(
            "lines(max?)",
            "A stream of the lines up to the end of the connection's input; `max` as in `read_line`.",
            (cx, call, self, args) ->
                new Lines((ConnectionObject) self, lineLimit(args[0], "lines")));
  }

  static MethodSet writing() {
    return new MethodSet()
        .add(
            "write(content)",
            "A future that sends a string (as UTF-8), bytes or what a buffer holds now, and ends when the system has taken all of it.",
            (cx, call, self, args) ->
                new Write(stream(self).write(Args.bytes(args[0], "write", "content")), self))
        .add(
            "shutdown()",
            "Tells the other side that nothing more will be written; reading goes on.",
            (cx, call, self, args) -> {
              if (((ConnectionObject) self).isClosed()) {
                throw Errors.io("the connection is closed");
              }
              SocketFuture.call(stream(self)::shutdownOutput).run();
              return Nil.NIL;
            })
        .changing("shutdown");
  }

  /** What the whole has and each half too. */
  static MethodSet closing() {
    return new MethodSet()
        .add(
            "close()",
            "Closes the connection; of one that is split, this half. Harmless when repeated; a read or write that waits throws IoError.",
            (cx, call, self, args) -> {
              ((ConnectionObject) self).close();
              return Nil.NIL;
            })
        .add(
            "is_closed()",
            "Whether `close` has been called.",
            (cx, call, self, args) -> ((ConnectionObject) self).isClosed())
        .changing("close");
  }

  private static TcpStream stream(Object self) {
    return ((ConnectionObject) self).stream;
  }

  final TcpStream stream() {
    return stream;
  }

  private static int lineLimit(@Nullable Object argument, String method) {
    return argument == null ? LINE_LIMIT : Args.positive(argument, method, "max");
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
    return "<" + typeName() + " " + addresses + (isClosed() ? ", closed>" : ">");
  }

  private static final class ReadBytes extends SocketFuture {
    ReadBytes(String name, Future operation, Object socket) {
      super(name, operation, (ConnectionObject) socket);
    }

    @Override
    Object convert(Object result, Region region) {
      return new BideBytes((byte[]) result);
    }
  }

  private static final class ReadLine extends SocketFuture {
    private final Object end;

    ReadLine(String name, Future operation, Object socket, Object end) {
      super(name, operation, (ConnectionObject) socket);
      this.end = end;
    }

    @Override
    Object ofNull() {
      return end;
    }

    @Override
    Object convert(Object result, Region region) {
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
    Write(Future operation, Object socket) {
      super("write", operation, (ConnectionObject) socket);
    }

    @Override
    Object convert(Object result, Region region) {
      return result;
    }
  }

  /** The rest of a connection's input, line by line. */
  private static final class Lines extends NativeObject implements Holder, Stream {
    static {
      MethodTable.register(Lines.class, StreamMethods.all());
    }

    private final ConnectionObject socket;
    private final int limit;

    Lines(ConnectionObject socket, int limit) {
      this.socket = socket;
      this.limit = limit;
    }

    @Override
    public String typeName() {
      return "lines";
    }

    @Override
    public Future nextItem() {
      return new ReadLine("lines", socket.stream.readLine(limit), socket, Stream.END);
    }

    @Override
    public void reach(Consumer<Object> visitor) {
      visitor.accept(socket);
    }
  }
}
