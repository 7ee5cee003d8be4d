package bide.stdlib.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bide.stdlib.Script;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A script that connects to a socket of the test, which plays its peer. */
class ConnectionTest {
  private ServerSocket listener;

  @BeforeEach
  void listen() throws Exception {
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void stopListening() throws Exception {
    listener.close();
  }

  private Script connecting(String code) {
    String connect = "use net.{TcpStream}\nlet conn = TcpStream.connect(args[0]).await\n";
    return Script.start(connect + code, "127.0.0.1:" + listener.getLocalPort());
  }

  private static void send(Socket socket, String text) throws Exception {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void reads_give_what_is_there_up_to_their_limit_and_nil_at_the_end() throws Exception {
    try (Script script =
        connecting(
            """
            print(conn.read(3).await, conn.read_exact(2).await, conn.read().await)
            print(conn.read().await, conn.read_line().await, conn.read_all().await)
            """)) {
      try (Socket peer = listener.accept()) {
        send(peer, "abcdefg");
        peer.shutdownOutput();
        assertEquals("b\"abc\" b\"de\" b\"fg\"", script.line());
        assertEquals("nil nil b\"\"", script.line());
        script.join();
      }
    }
  }

  @Test
  void lines_and_bytes_can_be_read_in_turn() throws Exception {
    try (Script script =
        connecting(
            """
            print(conn.read_line().await)
            print(conn.read_exact(4).await)
            print(conn.read_line().await)
            print(conn.read_all().await)
            """)) {
      try (Socket peer = listener.accept()) {
        send(peer, "length: 4\r\n\r\n\n\nnext\nrest\nof it");
        peer.shutdownOutput();
        assertEquals("length: 4", script.line());
        assertEquals("b\"\\r\\n\\n\\n\"", script.line());
        assertEquals("next", script.line());
        assertEquals("b\"rest\\nof it\"", script.line());
      }
    }
  }

  @Test
  void strings_bytes_and_buffers_are_written_as_they_were_when_write_was_called() throws Exception {
    try (Script script =
        connecting(
            """
            let buffer = b"buf".to_buffer()
            let writing = conn.write(buffer)
            buffer.push(33)
            conn.write("é").await
            conn.write(b"\\xff\\x00").await
            writing.await
            conn.write("").await
            conn.close()
            """)) {
      try (Socket peer = listener.accept()) {
        byte[] all = peer.getInputStream().readAllBytes();
        assertEquals("c3a9ff00627566", HexFormat.of().formatHex(all));
        script.join();
      }
    }
  }

  @Test
  void after_a_half_close_the_other_direction_goes_on() throws Exception {
    try (Script script =
        connecting(
            """
            conn.write("question").await
            conn.shutdown()
            conn.shutdown()
            print(conn.read_all().await.decode())
            try { conn.write("more").await } catch e { print(e.kind) }
            """)) {
      try (Socket peer = listener.accept()) {
        assertEquals(
            "question", new String(peer.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        send(peer, "answer");
        peer.shutdownOutput();
        assertEquals("answer", script.line());
        assertEquals("IoError", script.line());
      }
    }
  }

  @Test
  void a_reset_is_an_error_that_says_so() throws Exception {
    try (Script script =
        connecting("print(\"ready\")\ntry { conn.read().await } catch e { print(e) }")) {
      Socket peer = listener.accept();
      assertEquals("ready", script.line());
      peer.setSoLinger(true, 0);
      peer.close();
      assertEquals(
          "IoError: read from 127.0.0.1:"
              + listener.getLocalPort()
              + ": the peer reset the connection",
          script.line());
    }
  }

  @Test
  void a_stream_that_ends_too_early_can_still_be_read() throws Exception {
    try (Script script =
        connecting(
            """
            try { conn.read_exact(10).await } catch e { print(e.message.contains("ended after 3 of 10 bytes")) }
            print(conn.read().await)
            """)) {
      try (Socket peer = listener.accept()) {
        send(peer, "abc");
      }
      assertEquals("true", script.line());
      assertEquals("b\"abc\"", script.line());
    }
  }

  @Test
  void a_line_that_is_not_utf_8_names_its_byte_and_the_next_one_is_read() throws Exception {
    try (Script script =
        connecting(
            """
            try { conn.read_line().await } catch e { print(e) }
            print(conn.read_line().await)
            """)) {
      try (Socket peer = listener.accept()) {
        peer.getOutputStream()
            .write(new byte[] {'a', (byte) 0xc3, (byte) 0xa9, (byte) 0xff, '\n', 'b', '\n'});
        assertEquals("ValueError: the line is not UTF-8 text (at byte 3)", script.line());
        assertEquals("b", script.line());
      }
    }
  }

  @Test
  void a_line_without_end_is_an_error_at_its_limit_and_can_still_be_read() throws Exception {
    try (Script script =
        connecting(
            """
            print(conn.read_line(8).await)
            try { conn.read_line(8).await } catch e { print(e.message.contains("within 8 bytes")) }
            print(conn.read_line().await)
            """)) {
      try (Socket peer = listener.accept()) {
        send(peer, "12345678\n123456789\n");
        assertEquals("12345678", script.line());
        assertEquals("true", script.line());
        assertEquals("123456789", script.line());
      }
    }
  }

  @Test
  void a_slow_reader_holds_the_writer_back() throws Exception {
    int size = 32 << 20;
    try (Script script =
        connecting(
            """
            print("writing")
            conn.write("x".repeat(%d)).await
            print("written")
            conn.close()
            """
                .formatted(size))) {
      try (Socket peer = listener.accept()) {
        assertEquals("writing", script.line());
        InputStream in = peer.getInputStream();
        long count = in.readNBytes(1 << 20).length;
        assertFalse(script.hasLine(), "more was written than the buffers of the system can hold");
        count += in.transferTo(OutputStream.nullOutputStream());
        assertEquals(size, count);
        assertEquals("written", script.line());
      }
    }
  }

  @Test
  void a_read_that_is_given_up_loses_nothing() throws Exception {
    try (Script script =
        connecting(
            """
            try { timeout(1ms, conn.read_exact(6)).await } catch e { print(e.kind) }
            select {
                _ = conn.read_line() => print("read"),
                _ = yield_now() => print("given up"),
            }
            print(conn.read_exact(6).await)
            """)) {
      try (Socket peer = listener.accept()) {
        send(peer, "abc");
        assertEquals("Timeout", script.line());
        assertEquals("given up", script.line());
        send(peer, "def");
        assertEquals("b\"abcdef\"", script.line());
      }
    }
  }

  @Test
  void one_branch_reads_while_another_writes_but_two_cannot_read() throws Exception {
    try (Script script =
        connecting(
            """
            let [line, _] = join(conn.read_line(), async {
                conn.write("ping\\n").await
                try { conn.read().await } catch e { print(e.message.contains("another one is under way")) }
            }).await
            print(line)
            """)) {
      try (Socket peer = listener.accept()) {
        assertEquals('p', peer.getInputStream().read());
        assertEquals("true", script.line());
        send(peer, "pong\n");
        assertEquals("pong", script.line());
      }
    }
  }

  @Test
  void closing_wakes_the_reader_and_ends_all_use() throws Exception {
    try (Script script =
        connecting(
            """
            join(
                async { try { conn.read().await } catch e { print(e) } },
                async { yield_now().await; conn.close(); conn.close() },
            ).await
            try { conn.read().await } catch e { print(e) }
            try { conn.write("x").await } catch e { print(e) }
            try { conn.shutdown() } catch e { print(e) }
            for await line in conn.lines() { print(line) }
            """)) {
      try (Socket peer = listener.accept()) {
        for (int i = 0; i < 4; i++) {
          assertEquals("IoError: the connection is closed", script.line());
        }
        assertEquals(-1, peer.getInputStream().read());
      }
      AssertionError failed = assertThrows(AssertionError.class, script::join);
      assertTrue(failed.getMessage().contains("the connection is closed"), failed.getMessage());
    }
  }

  @Test
  void with_closes_when_its_block_fails() throws Exception {
    try (Script script =
        connecting("try { with c = conn { throw \"oh\" } } catch e { print(conn.is_closed()) }")) {
      try (Socket peer = listener.accept()) {
        assertEquals(-1, peer.getInputStream().read());
        assertEquals("true", script.line());
      }
    }
  }

  @Test
  void what_nobody_owns_is_closed_with_the_program() throws Exception {
    try (Script script =
        connecting(
            """
            let ch = channel(1)
            ch.send(conn).await
            print("sent")
            sleep(20ms).await
            """)) {
      try (Socket peer = listener.accept()) {
        assertEquals("sent", script.line());
        script.join();
        assertEquals(-1, peer.getInputStream().read());
      }
    }
  }

  @Test
  void what_nobody_can_reach_any_more_is_closed_by_the_collector() throws Exception {
    try (Script script =
        connecting(
            """
            async fn loses() {
                let lost = TcpStream.connect(args[0]).await
                channel(1).send(lost).await
            }
            loses().await
            print("lost")
            sleep(1h).await
            """)) {
      try (Socket kept = listener.accept();
          Socket peer = listener.accept()) {
        assertEquals("lost", script.line());
        assertEquals(-1, readWhileCollecting(peer));
        kept.setSoTimeout(50);
        assertThrows(SocketTimeoutException.class, () -> kept.getInputStream().read());
      }
    }
  }

  private static int readWhileCollecting(Socket peer) throws Exception {
    peer.setSoTimeout(50);
    for (int i = 0; i < 200; i++) {
      System.gc();
      try {
        return peer.getInputStream().read();
      } catch (SocketTimeoutException stillOpen) {
        // the collector has not come by yet
      }
    }
    throw new AssertionError("it was never closed");
  }

  @Test
  void both_ends_know_the_addresses() throws Exception {
    try (Script script =
        connecting("print(conn.address, conn.peer_address)\nprint(conn)\nprint(type_of(conn))")) {
      try (Socket peer = listener.accept()) {
        String here = "127.0.0.1:" + peer.getPort();
        String there = "127.0.0.1:" + listener.getLocalPort();
        assertEquals(here + " " + there, script.line());
        assertEquals("<TcpStream " + here + " to " + there + ">", script.line());
        assertEquals("TcpStream", script.line());
      }
    }
  }

  @Test
  void connecting_fails_with_a_reason() throws Exception {
    int unused;
    try (ServerSocket closed = new ServerSocket(0)) {
      unused = closed.getLocalPort();
    }
    assertEquals(
        List.of(
            "IoError: connect to 127.0.0.1:" + unused + ": connection refused",
            "IoError: resolve no-such-host.invalid: unknown host",
            "ValueError: `localhost` is no address: the port is missing",
            "TypeError: `connect` needs a string as `address`, not an int"),
        Script.run(
            """
            use net
            fn show(e) { print(e) }
            try { net.TcpStream.connect("127.0.0.1:%d").await } catch e { show(e) }
            try { net.TcpStream.connect("no-such-host.invalid:80").await } catch e { show(e) }
            try { net.TcpStream.connect("localhost").await } catch e { show(e) }
            try { net.TcpStream.connect(80).await } catch e { show(e) }
            """
                .formatted(unused)));
  }

  @Test
  void a_future_of_the_library_runs_once_and_knows_its_name() throws Exception {
    try (Script script =
        connecting(
            """
            let writing = conn.write("x")
            print(writing, type_of(writing))
            writing.await
            try { writing.await } catch e { print(e) }
            """)) {
      try (Socket peer = listener.accept()) {
        assertEquals("<future write> future", script.line());
        assertEquals("FutureError: this future of `write` has already been awaited", script.line());
        assertEquals('x', peer.getInputStream().read());
      }
    }
  }
}
