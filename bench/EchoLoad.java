import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.Locale;

/**
 * Load for a TCP echo server, from one thread: every connection sends a message, waits until all of it has come back, and sends the
 * next one.
 *
 * <p>{@code java EchoLoad.java PORT CONNECTIONS BYTES}. Prints {@code ready} when all connections are open; then each line on standard
 * input, a number of seconds, runs one round of that length and prints {@code round MESSAGES SECONDS P50 P99 MAX}, the latencies in
 * microseconds. A round ends with all answers read, so that between rounds the server has nothing to do.
 */
final class EchoLoad {
  private static final int LATENCIES = 1 << 22;

  private final Selector selector;
  private final Connection[] connections;
  private final int[] latencies = new int[LATENCIES];
  private int messages;

  /** One connection; {@code sent} is when its message went out, in ns. */
  private static final class Connection {
    final SocketChannel channel;
    final ByteBuffer out;
    final ByteBuffer in;
    long sent;

    Connection(SocketChannel channel, int bytes) {
      this.channel = channel;
      out = ByteBuffer.allocateDirect(bytes);
      in = ByteBuffer.allocateDirect(bytes);
    }

    void send() throws IOException {
      sent = System.nanoTime();
      out.clear();
      in.clear();
      while (out.hasRemaining()) {
        channel.write(out);
      }
    }

    /** Whether the whole answer is here. */
    boolean receive() throws IOException {
      if (channel.read(in) < 0) {
        throw new IOException("the server closed a connection");
      }
      return !in.hasRemaining();
    }
  }

  private EchoLoad(int port, int count, int bytes) throws IOException {
    selector = Selector.open();
    connections = new Connection[count];
    for (int i = 0; i < count; i++) {
      SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.configureBlocking(false);
      connections[i] = new Connection(channel, bytes);
      channel.register(selector, SelectionKey.OP_READ, connections[i]);
    }
  }

  private String round(double seconds) throws IOException {
    messages = 0;
    long start = System.nanoTime();
    long end = start + (long) (seconds * 1e9);
    for (Connection connection : connections) {
      connection.send();
    }
    int open = connections.length;
    while (open > 0) {
      selector.select();
      for (SelectionKey key : selector.selectedKeys()) {
        Connection connection = (Connection) key.attachment();
        if (connection.receive()) {
          long now = System.nanoTime();
          if (messages < LATENCIES) {
            latencies[messages] = (int) Math.min(now - connection.sent, Integer.MAX_VALUE);
          }
          messages++;
          if (now < end) {
            connection.send();
          } else {
            open--;
          }
        }
      }
      selector.selectedKeys().clear();
    }
    double took = (System.nanoTime() - start) / 1e9;
    int known = Math.min(messages, LATENCIES);
    Arrays.sort(latencies, 0, known);
    return String.format(
        Locale.ROOT,
        "round %d %.6f %.1f %.1f %.1f",
        messages,
        took,
        latencies[known / 2] / 1e3,
        latencies[(int) (known * 0.99)] / 1e3,
        latencies[known - 1] / 1e3);
  }

  public static void main(String[] args) throws IOException {
    EchoLoad load = new EchoLoad(Integer.parseInt(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]));
    System.out.println("ready");
    System.out.flush();
    BufferedReader input = new BufferedReader(new InputStreamReader(System.in));
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      System.out.println(load.round(Double.parseDouble(line.strip())));
      System.out.flush();
    }
  }
}
