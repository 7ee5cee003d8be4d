import java.io.*;
import java.net.*;
import java.nio.charset.*;
import java.util.concurrent.*;

// echo: blocking socket per virtual thread. http: hand-written keep-alive on the same; httpjdk:
// com.sun.net.httpserver with a VT executor
class W11 {
  public static void main(String[] a) throws Exception {
    String mode = a[0];
    int port = Integer.parseInt(a[1]);
    if (mode.equals("httpjdk")) {
      var s =
          com.sun.net.httpserver.HttpServer.create(new InetSocketAddress("127.0.0.1", port), 4096);
      s.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      byte[] body = "hello, world\n".getBytes();
      s.createContext(
          "/",
          x -> {
            x.sendResponseHeaders(200, body.length);
            x.getResponseBody().write(body);
            x.close();
          });
      s.start();
      return;
    }
    var l = new ServerSocket();
    l.bind(new InetSocketAddress("127.0.0.1", port), 4096);
    byte[] resp =
        "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 13\r\n\r\nhello, world\n"
            .getBytes();
    for (; ; ) {
      Socket s = l.accept();
      s.setTcpNoDelay(true);
      Thread.startVirtualThread(
          () -> {
            try (s) {
              InputStream in = s.getInputStream();
              OutputStream out = s.getOutputStream();
              byte[] b = new byte[4096];
              if (mode.equals("echo")) {
                for (int n; (n = in.read(b)) > 0; ) out.write(b, 0, n);
                return;
              }
              int st = 0;
              for (int n; (n = in.read(b)) > 0; )
                for (int i = 0; i < n; i++) {
                  byte c = b[i];
                  if (c == '\n' && (st & 1) == 1) {
                    if (++st == 4) {
                      out.write(resp);
                      st = 0;
                    }
                  } else if (c == '\r' && (st & 1) == 0) st++;
                  else st = c == '\r' ? 1 : 0;
                }
            } catch (IOException e) {
            }
          });
    }
  }
}
