package bide.stdlib.net;

import bide.interpreter.async.Stream;
import bide.interpreter.library.MethodSet;
import bide.interpreter.library.MethodTable;
import bide.interpreter.stream.StreamMethods;
import bide.interpreter.value.Nil;
import bide.interpreter.value.Region;
import bide.interpreter.value.Resource;
import bide.interpreter.value.Strings;
import bide.runtime.net.TcpListener;
import bide.runtime.net.TcpStream;
import bide.runtime.task.Future;
import org.jspecify.annotations.Nullable;

/** A listener as scripts see it; as a stream, it is all connections until it is closed. */
final class ListenerObject extends Resource implements Stream {
  static {
    MethodTable.register(ListenerObject.class, StreamMethods.all());
    MethodTable.register(
        ListenerObject.class,
        new MethodSet()
            .add(
                "accept()",
                "A future of the next connection.",
                (cx, call, self, args) -> new Accept((ListenerObject) self))
            .add(
                "close()",
                "Stops listening: an `accept` that waits throws IoError, a `for await` over the listener ends. Harmless when repeated.",
                (cx, call, self, args) -> {
                  ((ListenerObject) self).close();
                  return Nil.NIL;
                })
            .add(
                "is_closed()",
                "Whether `close` has been called.",
                (cx, call, self, args) -> ((ListenerObject) self).isClosed())
            .changing("close"));
  }

  private final TcpListener listener;

  ListenerObject(Region region, TcpListener listener) {
    super(region, SocketFuture.call(listener::close));
    this.listener = listener;
  }

  @Override
  public String typeName() {
    return "TcpListener";
  }

  @Override
  public @Nullable Object field(String name) {
    return name.equals("address") ? Strings.of(address()) : null;
  }

  private String address() {
    return HostPort.format(listener.address());
  }

  @Override
  public String toString() {
    return "<TcpListener " + address() + (isClosed() ? ", closed>" : ">");
  }

  @Override
  public Future nextItem() {
    return new NextConnection(this);
  }

  private static class Accept extends SocketFuture {
    Accept(ListenerObject socket) {
      super("accept", socket.listener.accept(), socket);
    }

    @Override
    final Object convert(Object result, Region region) {
      return new StreamObject(region, (TcpStream) result);
    }

    @Override
    final String closedMessage() {
      return "the listener is closed";
    }
  }

  private static final class NextConnection extends Accept {
    NextConnection(ListenerObject socket) {
      super(socket);
    }

    @Override
    Object closed() {
      return Stream.END;
    }
  }
}
