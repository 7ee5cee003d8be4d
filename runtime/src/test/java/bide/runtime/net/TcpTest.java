package bide.runtime.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bide.runtime.executor.Executor;
import bide.runtime.task.Future;
import bide.runtime.task.Task;
import bide.runtime.task.TaskFailedException;
import bide.runtime.task.Waker;
import java.io.DataInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TcpTest {
  private Executor executor;
  private TcpListener listener;

  @BeforeEach
  void start() {
    executor = Executor.builder().workers(2).build().start();
    listener = (TcpListener) executor.blockOn(TcpListener.bind(executor, "127.0.0.1", 0, 128));
  }

  @AfterEach
  void stop() {
    assertTrue(executor.shutdown(TimeUnit.SECONDS.toNanos(5)).isClean());
    assertEquals(0, executor.reactor().size());
  }

  private int port() {
    return listener.address().getPort();
  }

  private Socket client() throws Exception {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
    socket.setSoTimeout(10_000);
    return socket;
  }

  private TcpStream accept() {
    return (TcpStream) executor.blockOn(listener.accept());
  }

  /** Runs on a worker, so that the reactor's waits and wakes are what is tested. */
  private Object run(Future future) {
    return executor.blockOn(executor.spawn(future));
  }

  private static NetException.Kind kindOf(TaskFailedException e) {
    return ((NetException) e.getCause()).kind();
  }

  @Test
  void lines_arrive_whole_however_they_were_cut() throws Exception {
    try (Socket client = client()) {
      TcpStream stream = accept();
      OutputStream out = client.getOutputStream();
      Task first = executor.spawn(stream.readLine(100));
      out.write("he".getBytes(UTF_8));
      Thread.sleep(20);
      out.write("llo\r\nwor".getBytes(UTF_8));
      assertEquals("hello", new String((byte[]) executor.blockOn(first), UTF_8));
      Task second = executor.spawn(stream.readLine(100));
      Thread.sleep(20);
      out.write("ld\n\nend".getBytes(UTF_8));
      client.shutdownOutput();
      assertEquals("world", new String((byte[]) executor.blockOn(second), UTF_8));
      assertEquals("", new String((byte[]) run(stream.readLine(100)), UTF_8));
      assertEquals("end", new String((byte[]) run(stream.readLine(100)), UTF_8));
      assertNull(run(stream.readLine(100)));
      stream.close();
    }
  }

  @Test
  void a_line_without_end_is_refused_but_not_lost() throws Exception {
    try (Socket client = client()) {
      TcpStream stream = accept();
      client.getOutputStream().write("0123456789".getBytes(UTF_8));
      TaskFailedException e =
          assertThrows(TaskFailedException.class, () -> run(stream.readLine(5)));
      assertEquals(NetException.Kind.TOO_LONG, kindOf(e));
      assertEquals("0123456789", new String((byte[]) run(stream.readExact(10)), UTF_8));
    }
  }

  @Test
  void a_read_dropped_halfway_leaves_its_bytes_to_the_next() throws Exception {
    try (Socket client = client()) {
      TcpStream stream = accept();
      Task exact = executor.spawn(stream.readExact(6));
      client.getOutputStream().write("abc".getBytes(UTF_8));
      Thread.sleep(30);
      exact.cancel();
      while (!exact.isFinished()) {
        Thread.onSpinWait();
      }
      client.getOutputStream().write("def".getBytes(UTF_8));
      assertEquals("abcdef", new String((byte[]) run(stream.readExact(6)), UTF_8));
    }
  }

  @Test
  void close_wakes_a_pending_read_and_a_pending_accept() throws Exception {
    try (Socket client = client()) {
      TcpStream stream = accept();
      Task read = executor.spawn(stream.read(10));
      Task accept = executor.spawn(listener.accept());
      Thread.sleep(20);
      stream.close();
      stream.close();
      listener.close();
      assertEquals(
          NetException.Kind.CLOSED,
          kindOf(assertThrows(TaskFailedException.class, () -> executor.blockOn(read))));
      assertEquals(
          NetException.Kind.CLOSED,
          kindOf(assertThrows(TaskFailedException.class, () -> executor.blockOn(accept))));
      assertEquals(-1, client.getInputStream().read());
    }
  }

  @Test
  void a_second_read_beside_a_pending_one_is_refused() throws Exception {
    try (Socket client = client()) {
      TcpStream stream = accept();
      Task read = executor.spawn(stream.read(10));
      Thread.sleep(20);
      assertEquals(
          NetException.Kind.BUSY,
          kindOf(assertThrows(TaskFailedException.class, () -> run(stream.read(10)))));
      client.getOutputStream().write('x');
      assertArrayEquals(new byte[] {'x'}, (byte[]) executor.blockOn(read));
    }
  }

  @Test
  void a_reset_wakes_reader_and_writer() throws Exception {
    Socket client = client();
    TcpStream stream = accept();
    Task read = executor.spawn(stream.read(10));
    Task write = executor.spawn(stream.write(new byte[50_000_000]));
    Thread.sleep(50);
    client.setSoLinger(true, 0);
    client.close();
    assertEquals(
        NetException.Kind.RESET,
        kindOf(assertThrows(TaskFailedException.class, () -> executor.blockOn(write))));
    try {
      assertNull(executor.blockOn(read));
    } catch (TaskFailedException e) {
      assertEquals(NetException.Kind.RESET, kindOf(e));
    }
    stream.close();
  }

  @Test
  void a_large_write_waits_for_a_slow_reader() throws Exception {
    byte[] sent = new byte[8_000_000];
    new Random(1).nextBytes(sent);
    try (Socket client = client()) {
      TcpStream stream = accept();
      Task write = executor.spawn(stream.write(sent));
      Thread.sleep(30);
      byte[] received = new byte[sent.length];
      new DataInputStream(client.getInputStream()).readFully(received);
      assertTrue(Arrays.equals(sent, received));
      assertNull(executor.blockOn(write));
      stream.shutdownOutput();
      assertEquals(-1, client.getInputStream().read());
      ByteBuffer target = ByteBuffer.allocate(10);
      client.getOutputStream().write(new byte[] {1, 2});
      assertEquals(2, run(stream.read(target)));
    }
  }

  @Test
  void connect_reaches_a_plain_server_by_name_and_by_address() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      for (String host : new String[] {"localhost", "127.0.0.1"}) {
        TcpStream stream =
            (TcpStream) run(TcpStream.connect(executor, host, server.getLocalPort()));
        try (Socket peer = server.accept()) {
          assertNull(run(stream.write("hi\n".getBytes(UTF_8))));
          InputStream in = peer.getInputStream();
          assertEquals('h', in.read());
          assertEquals(server.getLocalPort(), stream.peerAddress().getPort());
          assertEquals(peer.getPort(), stream.localAddress().getPort());
        }
        assertNull(run(stream.read(1)));
        stream.close();
      }
    }
  }

  @Test
  void a_refused_connection_says_so() throws Exception {
    int port;
    try (ServerSocket server = new ServerSocket(0)) {
      port = server.getLocalPort();
    }
    TaskFailedException e =
        assertThrows(
            TaskFailedException.class, () -> run(TcpStream.connect(executor, "127.0.0.1", port)));
    assertEquals(NetException.Kind.REFUSED, kindOf(e));
    TaskFailedException inUse =
        assertThrows(
            TaskFailedException.class,
            () -> run(TcpListener.bind(executor, "127.0.0.1", port(), 1)));
    assertEquals(NetException.Kind.ADDRESS_IN_USE, kindOf(inUse));
  }

  @Test
  void fifty_clients_get_back_what_they_send() throws Exception {
    Task acceptor = executor.spawn(new AcceptLoop());
    Thread[] clients = new Thread[50];
    int[] echoed = new int[clients.length];
    for (int i = 0; i < clients.length; i++) {
      int n = i;
      clients[i] =
          new Thread(
              () -> {
                try (Socket socket = client()) {
                  DataInputStream in = new DataInputStream(socket.getInputStream());
                  byte[] message = new byte[100 + n];
                  for (int j = 0; j < 200; j++) {
                    Arrays.fill(message, (byte) j);
                    socket.getOutputStream().write(message);
                    byte[] back = new byte[message.length];
                    in.readFully(back);
                    if (Arrays.equals(message, back)) {
                      echoed[n]++;
                    }
                  }
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              });
      clients[i].start();
    }
    for (Thread thread : clients) {
      thread.join();
    }
    assertEquals(200 * clients.length, Arrays.stream(echoed).sum());
    acceptor.cancel();
  }

  /** Accepts for ever, spawning an echo per connection. */
  private final class AcceptLoop implements Future {
    private Future accept = listener.accept();

    @Override
    public Object poll(Waker waker) {
      for (; ; ) {
        Object stream = accept.poll(waker);
        if (stream == PENDING) {
          return PENDING;
        }
        executor.spawn(new Echo((TcpStream) stream));
        accept = listener.accept();
      }
    }

    @Override
    public void drop() {
      accept.drop();
    }
  }

  private static final class Echo implements Future {
    private final TcpStream stream;
    private Future read;
    private Future write;

    Echo(TcpStream stream) {
      this.stream = stream;
      this.read = stream.read(4096);
    }

    @Override
    public Object poll(Waker waker) {
      for (; ; ) {
        if (write != null) {
          if (write.poll(waker) == PENDING) {
            return PENDING;
          }
          write = null;
          read = stream.read(4096);
        }
        Object bytes = read.poll(waker);
        if (bytes == PENDING) {
          return PENDING;
        }
        if (bytes == null) {
          stream.close();
          return null;
        }
        write = stream.write((byte[]) bytes);
      }
    }
  }
}
