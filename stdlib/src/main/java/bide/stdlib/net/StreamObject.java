package bide.stdlib.net;

import bide.interpreter.error.Errors;
import bide.interpreter.library.MethodSet;
import bide.interpreter.library.MethodTable;
import bide.interpreter.value.BideList;
import bide.interpreter.value.Region;
import bide.runtime.net.TcpStream;
import java.util.concurrent.atomic.AtomicInteger;

/** A connection as scripts see it: both of its directions. */
final class StreamObject extends ConnectionObject {
  static {
    MethodTable.register(StreamObject.class, reading());
    MethodTable.register(StreamObject.class, writing());
    MethodTable.register(StreamObject.class, closing());
    MethodTable.register(
        StreamObject.class,
        new MethodSet()
            .add(
                "split()",
                "A list of two halves for two tasks: a TcpReader, which has the methods that read, and a TcpWriter, which has `write` and `shutdown`. This object is of no more use then. Closing the writer tells the other side that nothing more comes; when both are closed, the connection is.",
                (cx, call, self, args) -> ((StreamObject) self).split(cx.region()))
            .changing("split"));
  }

  StreamObject(Region region, TcpStream stream) {
    super(region, stream, stream::close);
  }

  private BideList split(Region region) {
    if (isClosed()) {
      throw Errors.io("the connection is closed");
    }
    TcpStream stream = stream();
    AtomicInteger open = new AtomicInteger(2);
    handOver();
    return BideList.of(
        region,
        new Object[] {
          new ReadHalf(region, stream, half(stream, open, stream::shutdownInput)),
          new WriteHalf(region, stream, half(stream, open, stream::shutdownOutput))
        });
  }

  /**
   * Closes one half.
   *
   * @param open how many are open
   * @param shutdown ends its direction, while the other goes on
   */
  private static Runnable half(TcpStream stream, AtomicInteger open, Runnable shutdown) {
    return () -> {
      if (open.decrementAndGet() == 0) {
        stream.close();
      } else {
        shutdown.run();
      }
    };
  }

  @Override
  public String sharing() {
    return "`split()` makes a reader and a writer for two tasks; otherwise let the task that owns it do the work, or give it back as its result";
  }

  @Override
  public String handingOver() {
    return "to hand it over write `async move { … }`; `split()` makes a reader and a writer for two tasks";
  }

  @Override
  public String typeName() {
    return "TcpStream";
  }
}
