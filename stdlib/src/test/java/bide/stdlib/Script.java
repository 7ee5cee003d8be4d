package bide.stdlib;

import bide.interpreter.BideLanguage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.io.IOAccess;

/** A script that runs while the test talks to it: over sockets, and by what it prints. */
public final class Script implements AutoCloseable {
  /** Only so that a script that hangs fails its test instead of stopping all of them. */
  private static final long PATIENCE_SECONDS = 120;

  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile String failure;

  private Script(String code, String... arguments) {
    thread = Thread.ofPlatform().daemon().start(() -> execute(code, arguments));
  }

  public static Script start(String code, String... arguments) {
    return new Script(code, arguments);
  }

  /** Runs a script to its end and gives the lines that it printed. */
  public static List<String> run(String code, String... arguments) throws InterruptedException {
    try (Script script = start(code, arguments)) {
      script.join();
      List<String> printed = new ArrayList<>();
      script.lines.drainTo(printed);
      return printed;
    }
  }

  private void execute(String code, String... arguments) {
    OutputStream err = new ByteArrayOutputStream();
    try (Context context =
        Context.newBuilder(BideLanguage.ID)
            .out(new Lines())
            .err(err)
            .arguments(BideLanguage.ID, arguments)
            .allowCreateThread(true)
            .allowIO(IOAccess.ALL)
            .build()) {
      context.eval(BideLanguage.ID, code);
    } catch (PolyglotException e) {
      failure = e.getMessage() + "\n" + err;
    } catch (RuntimeException | Error e) {
      failure = e.toString();
    }
  }

  /** The next line that the script prints, once it has. */
  public String line() throws InterruptedException {
    for (long waited = 0; waited < PATIENCE_SECONDS; waited++) {
      String line = lines.poll(1, TimeUnit.SECONDS);
      if (line != null) {
        return line;
      }
      if (failure != null) {
        throw new AssertionError("the script failed: " + failure);
      }
      if (!thread.isAlive() && lines.isEmpty()) {
        throw new AssertionError("the script has ended without another line");
      }
    }
    throw new AssertionError("the script prints nothing");
  }

  /** Whether the script has printed something that was not asked for yet. */
  public boolean hasLine() {
    return !lines.isEmpty();
  }

  /** The port in an address that the script prints. */
  public int port() throws InterruptedException {
    String address = line();
    return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
  }

  /** Waits until the script has ended well. */
  public void join() throws InterruptedException {
    thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    if (thread.isAlive()) {
      throw new AssertionError("the script does not end");
    }
    if (failure != null) {
      throw new AssertionError("the script failed: " + failure);
    }
  }

  /**
   * A script ends by itself or, as a server whose clients are gone, is left to the end of the JVM.
   */
  @Override
  public void close() {
    thread.interrupt();
  }

  private final class Lines extends OutputStream {
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();

    @Override
    public synchronized void write(int b) throws IOException {
      if (b == '\n') {
        lines.add(pending.toString(StandardCharsets.UTF_8));
        pending.reset();
      } else {
        pending.write(b);
      }
    }
  }
}
