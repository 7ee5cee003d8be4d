package bide.runtime.net;

import bide.runtime.executor.Executor;
import bide.runtime.reactor.Readiness;
import bide.runtime.task.Future;
import bide.runtime.task.Waker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** Resolves a name, then tries its addresses one after the other. */
final class Connect implements Future {
  private final Executor executor;
  private final String host;
  private final int port;
  private final Dns dns;
  private InetAddress @Nullable [] addresses;
  private int tried;
  private @Nullable NetException failure;
  private @Nullable SocketChannel channel;
  private @Nullable Readiness readiness;

  Connect(Executor executor, String host, int port) {
    this.executor = executor;
    this.host = host;
    this.port = port;
    this.dns = new Dns(executor.blocking(), host);
  }

  @Override
  public @Nullable Object poll(Waker waker) {
    if (addresses == null) {
      Object resolved = dns.poll(waker);
      if (resolved == PENDING) {
        return PENDING;
      }
      addresses = (InetAddress[]) resolved;
    }
    for (; ; ) {
      try {
        if (channel == null ? begin() : channel.finishConnect()) {
          return connected();
        }
        if (readiness == null) {
          readiness = executor.reactor().register(channel);
        }
        if (readiness.await(Readiness.CONNECT, waker)) {
          return PENDING;
        }
      } catch (IOException e) {
        failed(e);
      }
    }
  }

  /** Starts with the next address; true when it is connected at once. */
  private boolean begin() throws IOException {
    if (tried == addresses.length) {
      throw failure != null
          ? failure
          : new NetException(NetException.Kind.UNKNOWN_HOST, describe() + ": no address");
    }
    InetAddress address = addresses[tried++];
    channel = OpenFiles.retried(executor.reactor(), SocketChannel::open);
    channel.configureBlocking(false);
    return channel.connect(new InetSocketAddress(address, port));
  }

  private TcpStream connected() {
    if (readiness != null) {
      // A connected channel must not go on asking for CONNECT, or the selector would spin.
      readiness.clearInterest();
    }
    TcpStream stream = TcpStream.of(executor, channel, readiness);
    channel = null;
    return stream;
  }

  private void failed(IOException e) {
    failure = TcpStream.closeAfter(channel, NetException.of(describe(), e));
    abandon();
  }

  private void abandon() {
    Readiness r = readiness;
    channel = null;
    readiness = null;
    if (r != null) {
      r.closed();
    }
  }

  private String describe() {
    return "connect to " + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }

  @Override
  public void drop() {
    dns.drop();
    if (channel != null) {
      SocketChannel dropped = channel;
      try {
        dropped.close();
      } catch (IOException e) {
        throw NetException.of("close " + describe(), e);
      } finally {
        abandon();
      }
    }
  }
}
