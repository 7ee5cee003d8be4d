package bide.runtime.net;

import bide.runtime.blocking.BlockingFailedException;
import bide.runtime.blocking.BlockingPool;
import bide.runtime.task.Future;
import bide.runtime.task.Waker;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of a host name, as a future of InetAddress[]. The system's resolver blocks, so it
 * runs on the blocking pool, except for literal addresses, which need no resolver.
 */
final class Dns implements Future {
  private final BlockingPool pool;
  private final String host;
  private @Nullable Future job;

  Dns(BlockingPool pool, String host) {
    this.pool = pool;
    this.host = host;
  }

  @Override
  public @Nullable Object poll(Waker waker) {
    if (job == null) {
      InetAddress literal = literal();
      if (literal != null) {
        return new InetAddress[] {literal};
      }
      job = pool.submit("resolve " + host, () -> InetAddress.getAllByName(host));
    }
    try {
      return job.poll(waker);
    } catch (BlockingFailedException e) {
      if (e.getCause() instanceof UnknownHostException unknown) {
        throw NetException.of("resolve " + host, unknown);
      }
      throw e;
    }
  }

  private @Nullable InetAddress literal() {
    // Only what can be a literal is tried: an exception costs more than this look.
    if (host.isEmpty() || (host.indexOf(':') < 0 && !Character.isDigit(host.charAt(0)))) {
      return null;
    }
    try {
      return InetAddress.ofLiteral(host);
    } catch (IllegalArgumentException notLiteral) {
      return null;
    }
  }

  @Override
  public void drop() {
    if (job != null) {
      job.drop();
    }
  }
}
