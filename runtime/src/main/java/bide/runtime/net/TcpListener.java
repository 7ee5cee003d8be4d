package bide.runtime.net;

import bide.runtime.executor.Executor;
import bide.runtime.reactor.Readiness;
import bide.runtime.task.Future;
import bide.runtime.task.Waker;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** Accepts TCP connections. Thread-safe; one accept at a time. */
public final class TcpListener extends Socket {
  /** Connections that the system holds until they are accepted, unless told otherwise. */
  public static final int DEFAULT_BACKLOG = 1024;

  private final Executor executor;
  private final ServerSocketChannel channel;
  private final InetSocketAddress address;

  private TcpListener(Executor executor, ServerSocketChannel channel, InetSocketAddress address) {
    super(executor.reactor(), channel, null);
    this.executor = executor;
    this.channel = channel;
    this.address = address;
  }

  /**
   * Binds with SO_REUSEADDR, so that a restarted server gets its port back. Completes with the
   * listener.
   *
   * @param host a name or an address; the first address of a name counts
   * @param port 0 for any free one
   */
  public static Future bind(Executor executor, String host, int port, int backlog) {
    Dns dns = new Dns(executor.blocking(), host);
    return new Future() {
      @Override
      public @Nullable Object poll(Waker waker) {
        Object addresses = dns.poll(waker);
        return addresses == PENDING
            ? PENDING
            : bind(executor, new InetSocketAddress(((InetAddress[]) addresses)[0], port), backlog);
      }

      @Override
      public void drop() {
        dns.drop();
      }
    };
  }

  /** Binds to an address that needs no resolving. */
  public static TcpListener bind(Executor executor, InetSocketAddress address, int backlog) {
    ServerSocketChannel channel = null;
    try {
      // Of one family: Java's default takes 0.0.0.0 for all addresses of IPv6 too.
      boolean v4 = address.getAddress() instanceof Inet4Address;
      channel =
          OpenFiles.retried(
              executor.reactor(),
              () ->
                  ServerSocketChannel.open(
                      v4 ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6));
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      channel.bind(address, backlog);
      channel.configureBlocking(false);
      InetSocketAddress bound = (InetSocketAddress) channel.getLocalAddress();
      return new TcpListener(executor, channel, bound);
    } catch (IOException e) {
      throw TcpStream.closeAfter(channel, NetException.of("bind " + format(address), e));
    }
  }

  /** Where it listens, with the port that was chosen. */
  public InetSocketAddress address() {
    return address;
  }

  /** Accepts the next connection; completes with a {@link TcpStream}. */
  public Future accept() {
    return new Operation(this, Readiness.ACCEPT) {
      @Override
      String what() {
        return "accept on";
      }

      @Override
      @Nullable Object attempt() throws IOException {
        SocketChannel accepted = OpenFiles.retried(executor.reactor(), channel::accept);
        return accepted == null ? WOULD_BLOCK : TcpStream.of(executor, accepted, null);
      }
    };
  }

  @Override
  String describe() {
    return format(address);
  }
}
