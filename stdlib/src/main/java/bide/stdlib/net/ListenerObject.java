package bide.stdlib.net;

import bide.interpreter.async.Stream;
import bide.interpreter.library.MethodSet;
import bide.interpreter.library.MethodTable;
import bide.interpreter.stream.StreamMethods;
import bide.interpreter.value.NativeObject;
import bide.interpreter.value.Nil;
import bide.interpreter.value.Strings;
import bide.runtime.net.NetException;
import bide.runtime.net.TcpListener;
import bide.runtime.net.TcpStream;
import bide.runtime.task.Future;
import org.jspecify.annotations.Nullable;

/** A listener as scripts see it; as a stream, it is all connections until it is closed. */
final class ListenerObject extends NativeObject implements Stream {
  static {
    MethodTable.register(ListenerObject.class, StreamMethods.all());
    MethodTable.register(
        ListenerObject.class,
        new MethodSet()
            .add(
                "accept()",
                "A future of the next connection.",
                (cx, call, self, args) -> new Accept(((ListenerObject) self).listener))
            .add(
                "close()",
                "Stops listening: an `accept` that waits throws IoError, a `for await` over the listener ends. Harmless when repeated.",
                (cx, call, self, args) -> {
                  ((ListenerObject) self).listener.close();
                  return Nil.NIL;
                })
            .add(
                "is_closed()",
                "Whether `close` has been called.",
                (cx, call, self, args) -> ((ListenerObject) self).listener.isClosed()));
  }

  private final TcpListener listener;

  ListenerObject(TcpListener listener) {
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
    return "<TcpListener " + address() + (listener.isClosed() ? ", closed>" : ">");
  }

  @Override
  public Future nextItem() {
    return new NextConnection(listener);
  }

  private static class Accept extends SocketFuture {
    Accept(TcpListener listener) {
      super("accept", listener.accept());
    }

    @Override
    final Object convert(Object result) {
      return new StreamObject((TcpStream) result);
    }

    @Override
    final String closedMessage() {
      return "the listener is closed";
    }
  }

  private static final class NextConnection extends Accept {
    NextConnection(TcpListener listener) {
      super(listener);
    }

    @Override
    Object failed(NetException failure) {
      if (failure.kind() == NetException.Kind.CLOSED) {
        return Stream.END;
      }
      return super.failed(failure);
    }
  }
}
