package bide.stdlib.net;

import bide.interpreter.BideContext;
import bide.interpreter.library.Args;
import bide.interpreter.library.MethodSet;
import bide.interpreter.value.Region;
import bide.runtime.net.TcpListener;
import bide.runtime.net.TcpStream;
import bide.runtime.task.Future;
import bide.stdlib.StandardLibrary;
import java.util.Map;

/** The module {@code net}: TCP listeners and connections. */
public final class NetModule {
  private NetModule() {}

  public static Map<String, Object> members(BideContext context) {
    return Map.of(
        "TcpListener",
        new SocketType(
            "TcpListener",
            ListenerObject.class,
            StandardLibrary.functions(
                new MethodSet()
                    .add(
                        "bind(address)",
                        "A future of a listener at an address such as \"127.0.0.1:7000\"; with port 0 the system chooses a free one.",
                        (cx, call, self, args) -> bind(context, address(args[0], "bind"))))),
        "TcpStream",
        new SocketType(
            "TcpStream",
            StreamObject.class,
            StandardLibrary.functions(
                new MethodSet()
                    .add(
                        "connect(address)",
                        "A future of a connection to an address such as \"example.org:80\".",
                        (cx, call, self, args) -> connect(context, address(args[0], "connect"))))));
  }

  private static HostPort address(Object argument, String method) {
    return HostPort.parse(Args.text(argument, method, "address"));
  }

  private static Future bind(BideContext context, HostPort address) {
    Future listener =
        TcpListener.bind(
            context.executor(), address.host(), address.port(), TcpListener.DEFAULT_BACKLOG);
    return new SocketFuture("TcpListener.bind", listener, null) {
      @Override
      Object convert(Object result, Region region) {
        return new ListenerObject(region, (TcpListener) result);
      }
    };
  }

  private static Future connect(BideContext context, HostPort address) {
    return new SocketFuture(
        "TcpStream.connect",
        TcpStream.connect(context.executor(), address.host(), address.port()),
        null) {
      @Override
      Object convert(Object result, Region region) {
        return new StreamObject(region, (TcpStream) result);
      }
    };
  }
}
