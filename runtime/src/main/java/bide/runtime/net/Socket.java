package bide.runtime.net;

import bide.runtime.reactor.Reactor;
import bide.runtime.reactor.Readiness;
import bide.runtime.task.Waker;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.SelectableChannel;
import org.jspecify.annotations.Nullable;

/**
 * What listeners and streams have in common: a non-blocking channel, known to the reactor from the
 * first wait on, at most one operation per direction, and a close that may come from any thread.
 */
abstract class Socket {
  private static final VarHandle INPUT;
  private static final VarHandle OUTPUT;
  private static final VarHandle CLOSED;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      INPUT = lookup.findVarHandle(Socket.class, "input", Operation.class);
      OUTPUT = lookup.findVarHandle(Socket.class, "output", Operation.class);
      CLOSED = lookup.findVarHandle(Socket.class, "closed", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Reactor reactor;
  private final SelectableChannel channel;

  /** Guarded by this until it is set. */
  private volatile @Nullable Readiness readiness;

  /** The operations that have been polled and have neither ended nor been dropped. */
  @SuppressWarnings("unused") // through INPUT
  private volatile @Nullable Operation input;

  @SuppressWarnings("unused") // through OUTPUT
  private volatile @Nullable Operation output;

  private volatile boolean closed;

  Socket(Reactor reactor, SelectableChannel channel, @Nullable Readiness readiness) {
    this.reactor = reactor;
    this.channel = channel;
    this.readiness = readiness;
    if (readiness == null) {
      reactor.opened(channel);
    }
  }

  /** The name of the socket in messages. */
  abstract String describe();

  public final boolean isClosed() {
    return closed;
  }

  /**
   * Closes the socket. Operations that wait are woken and fail with kind CLOSED, as do later ones.
   * Any thread, any number of times.
   */
  public final void close() {
    if (!CLOSED.compareAndSet(this, false, true)) {
      return;
    }
    try {
      channel.close();
    } catch (IOException e) {
      throw NetException.of("close " + describe(), e);
    } finally {
      Readiness r;
      synchronized (this) {
        r = readiness;
      }
      if (r != null) {
        r.closed();
      } else {
        reactor.closed(channel);
      }
    }
  }

  private static VarHandle slot(int direction) {
    return direction == Readiness.READ || direction == Readiness.ACCEPT ? INPUT : OUTPUT;
  }

  /** Makes {@code operation} the one of its direction. */
  final void enter(int direction, Operation operation) {
    if (closed) {
      throw closedException(operation);
    }
    if (!slot(direction).compareAndSet(this, null, operation)) {
      throw new NetException(
          NetException.Kind.BUSY,
          operation.what() + " " + describe() + ": another one is under way on this socket");
    }
  }

  final void leave(int direction) {
    slot(direction).setRelease(this, null);
  }

  final NetException closedException(Operation operation) {
    return new NetException(
        NetException.Kind.CLOSED, operation.what() + " " + describe() + ": the socket is closed");
  }

  /** See {@link Readiness#await}: false when another try is worth it now. */
  final boolean await(int direction, Waker waker) throws IOException {
    Readiness r = readiness;
    if (r == null) {
      synchronized (this) {
        r = readiness;
        if (r == null) {
          // Fails with ClosedChannelException when close() was quicker.
          r = reactor.register(channel);
          readiness = r;
        }
      }
    }
    return r.await(direction, waker);
  }

  final void cancelAwait(int direction, Waker waker) {
    Readiness r = readiness;
    if (r != null) {
      r.cancel(direction, waker);
    }
  }

  final void exhausted(int direction) {
    Readiness r = readiness;
    if (r != null) {
      r.exhausted(direction);
    }
  }

  final boolean isRegistered() {
    return readiness != null;
  }

  /** "127.0.0.1:80", "[::1]:80". */
  static String format(@Nullable SocketAddress address) {
    if (!(address instanceof InetSocketAddress inet)) {
      return "(not connected)";
    }
    String host =
        inet.getAddress() == null ? inet.getHostString() : inet.getAddress().getHostAddress();
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + inet.getPort();
  }
}
