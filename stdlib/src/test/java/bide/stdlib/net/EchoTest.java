package bide.stdlib.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import bide.stdlib.Script;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Servers as one writes them, and clients of all manners. One server script serves all tests. */
class EchoTest {
  private static final int MEBI = 1 << 20;
  private static Script server;
  private static int echoPort;
  private static int linesPort;

  @BeforeAll
  static void startServers() throws InterruptedException {
    server =
        Script.start(
            """
            use net.{TcpListener}

            async fn echo(conn) {
                with conn = conn {
                    loop {
                        let data = conn.read().await
                        if data == nil { break }
                        conn.write(data).await
                    }
                }
            }

            async fn lines(conn) {
                with conn = conn {
                    for await line in conn.lines() { conn.write("you said {line}\\n").await }
                }
            }

            async fn serve(listener, handler) {
                for await conn in listener {
                    // A connection that its client breaks off fails its own task, nothing else.
                    spawn(async move { try { handler(conn).await } catch e { e.message } })
                }
            }

            let echoes = TcpListener.bind("127.0.0.1:0").await
            let sayings = TcpListener.bind("localhost:0").await
            print(echoes.address)
            print(sayings.address)
            join(serve(echoes, echo), serve(sayings, lines)).await
            """);
    echoPort = server.port();
    linesPort = server.port();
  }

  @AfterAll
  static void stopServers() {
    server.close();
  }

  private static Socket connect(int port) throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), port);
  }

  private static byte[] randomBytes(int count, long seed) {
    byte[] bytes = new byte[count];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  /**
   * Sends and reads at once: a client that only sent would fill all buffers and stop the server.
   */
  private static byte[] exchange(Socket socket, byte[] message) throws Exception {
    Thread sender =
        Thread.startVirtualThread(
            () -> {
              try {
                OutputStream out = socket.getOutputStream();
                out.write(message);
                socket.shutdownOutput();
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
    byte[] answer = socket.getInputStream().readAllBytes();
    sender.join();
    return answer;
  }

  @Test
  void what_comes_goes_back_and_the_end_of_the_client_is_the_end_of_the_server() throws Exception {
    try (Socket socket = connect(echoPort)) {
      byte[] message = "hello, echo".getBytes(StandardCharsets.UTF_8);
      assertArrayEquals(message, exchange(socket, message));
    }
  }

  @Test
  void ten_megabytes_go_both_ways_at_once() throws Exception {
    try (Socket socket = connect(echoPort)) {
      byte[] message = randomBytes(10 * MEBI, 1);
      assertArrayEquals(message, exchange(socket, message));
    }
  }

  @Test
  void a_hundred_clients_at_once_get_their_own_bytes() throws Exception {
    int clients = 100;
    CountDownLatch connected = new CountDownLatch(clients);
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> runs = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        byte[] message = randomBytes(1 + 997 * i, i);
        runs.add(
            pool.submit(
                () -> {
                  try (Socket socket = connect(echoPort)) {
                    connected.countDown();
                    connected.await();
                    assertArrayEquals(message, exchange(socket, message));
                  }
                  return null;
                }));
      }
      for (Future<?> run : runs) {
        run.get();
      }
    }
  }

  @Test
  void lines_end_with_lf_or_crlf_and_come_in_any_pieces() throws Exception {
    try (Socket socket = connect(linesPort)) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      OutputStream out = socket.getOutputStream();
      out.write("one\ntwo\r\n\nfou".getBytes(StandardCharsets.UTF_8));
      assertEquals("you said one", in.readLine());
      assertEquals("you said two", in.readLine());
      assertEquals("you said ", in.readLine());
      byte[] rest = "r: grün 🌱\nlast".getBytes(StandardCharsets.UTF_8);
      for (byte b : rest) {
        out.write(b);
      }
      socket.shutdownOutput();
      assertEquals("you said four: grün 🌱", in.readLine());
      assertEquals("you said last", in.readLine());
      assertNull(in.readLine());
    }
  }

  @Test
  void connections_that_are_reset_leave_the_others_alone() throws Exception {
    try (Socket healthy = connect(echoPort)) {
      for (int i = 0; i < 50; i++) {
        try (Socket broken = connect(echoPort)) {
          broken.getOutputStream().write(randomBytes(4096, i));
          broken.setSoLinger(true, 0); // close() sends a reset, whatever was under way
        }
        healthy.getOutputStream().write(i);
        assertEquals(i, healthy.getInputStream().read());
      }
    }
  }
}
