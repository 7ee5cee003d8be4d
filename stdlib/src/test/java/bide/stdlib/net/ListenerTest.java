package bide.stdlib.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import bide.stdlib.Script;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListenerTest {
  @Test
  void close_ends_an_accept_that_waits_and_an_iteration() throws Exception {
    assertEquals(
        List.of(
            "IoError: the listener is closed", "ended", "IoError: the listener is closed", "true"),
        Script.run(
            """
            use net.{TcpListener}
            async fn serve(listener) {
                for await conn in listener { conn.close() }
                "ended"
            }
            let one = TcpListener.bind("127.0.0.1:0").await
            join(
                async { try { one.accept().await } catch e { print(e) } },
                async { yield_now().await; one.close() },
            ).await

            let two = TcpListener.bind("127.0.0.1:0").await
            let stop = async { yield_now().await; two.close(); two.close() }
            print(join(serve(two), stop).await[0])
            try { two.accept().await } catch e { print(e) }
            print(two.is_closed())
            """));
  }

  @Test
  void accepts_while_closing_give_a_connection_or_an_error_but_never_hang() throws Exception {
    try (Script script =
        Script.start(
            """
            use net.{TcpListener}
            async fn serve(listener) {
                let mut served = 0
                for await conn in listener { served = served + 1; conn.close() }
                served
            }
            for round in 0..50 {
                let listener = TcpListener.bind("127.0.0.1:0").await
                print(listener.address)
                join(serve(listener), async { yield_now().await; listener.close() }).await
            }
            print("done:0")
            """)) {
      for (int port = script.port(); port != 0; port = script.port()) {
        connectAndReadToTheEnd(port);
      }
      script.join();
    }
  }

  /**
   * Also when the listener is quicker: then it is refused, or reset while it waits to be accepted.
   */
  private static boolean connectAndReadToTheEnd(int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.getInputStream().readAllBytes().length == 0;
    } catch (SocketException closedBefore) {
      return false;
    }
  }

  @Test
  void a_closed_listener_refuses() throws Exception {
    try (Script script =
        Script.start(
            """
            use net.{TcpListener}
            with listener = TcpListener.bind("127.0.0.1:0").await { print(listener.address) }
            print("closed:0")
            sleep(1h).await
            """)) {
      int port = script.port();
      assertEquals("closed:0", script.line());
      assertThrows(
          ConnectException.class, () -> new Socket(InetAddress.getLoopbackAddress(), port).close());
    }
  }

  @Test
  void a_port_in_use_is_an_error_that_names_it() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "127.0.0.1:" + taken.getLocalPort();
      assertEquals(
          List.of("IoError: bind " + address + ": the address is in use"),
          Script.run(
              """
              use net.{TcpListener}
              try { TcpListener.bind(args[0]).await } catch e { print(e) }
              """,
              address));
    }
  }

  @Test
  void a_listener_shows_itself() throws Exception {
    assertEquals(
        List.of("true", "true", "<type TcpListener> TcpListener"),
        Script.run(
            """
            use net.{TcpListener}
            let listener = TcpListener.bind("127.0.0.1:0").await
            print("{listener}" == "<TcpListener {listener.address}>")
            listener.close()
            print("{listener}" == "<TcpListener {listener.address}, closed>")
            print(TcpListener, type_of(listener))
            """));
  }

  @Test
  void all_addresses_means_those_of_the_family_that_was_named() throws Exception {
    assertEquals(
        List.of("true", "true"),
        Script.run(
            """
            use net.{TcpListener}
            with listener = TcpListener.bind("0.0.0.0:0").await { print(listener.address.starts_with("0.0.0.0:")) }
            with listener = TcpListener.bind("127.0.0.1:0").await { print(listener.address.starts_with("127.0.0.1:")) }
            """));
  }
}
