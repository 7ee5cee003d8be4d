package bide.repl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import bide.interpreter.value.Audit;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.graalvm.polyglot.Source;
import org.junit.jupiter.api.Test;

/**
 * Random programs ({@link RandomProgram}) on several workers, with the {@link Audit} on: no task
 * may get at a value without having been asked whether it owns it. The audit is chosen when a
 * process starts, so they run in one of their own. {@code -Dbide.stress=N} is the number of
 * programs, {@code -Dbide.stress.from=SEED} the first one's seed.
 */
final class OwnershipStressTest {
  private static final long COUNT = Long.getLong("bide.stress", 100);
  private static final long FIRST = Long.getLong("bide.stress.from", 1);

  @Test
  void nobodyUsesWhatSomebodyElseOwns() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.add("-Dbide.audit=true");
    command.add("-Dbide.stress=" + COUNT);
    command.add("-Dbide.stress.from=" + FIRST);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(OwnershipStressTest.class.getName());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said;
    try (var output = process.getInputStream()) {
      said = new String(output.readAllBytes(), StandardCharsets.UTF_8);
    }
    assertEquals(0, process.waitFor(), said);
  }

  public static void main(String[] args) {
    if (!Audit.isOn()) {
      System.out.println("-Dbide.audit=true is missing");
      System.exit(2);
    }
    long shown = System.nanoTime();
    for (long seed = FIRST; seed < FIRST + COUNT; seed++) {
      String text = RandomProgram.of(seed);
      String fault = fault(text);
      if (fault != null) {
        System.out.println("seed " + seed + "\n" + fault + "\n" + numbered(text));
        System.exit(1);
      }
      if (System.nanoTime() - shown > TimeUnit.SECONDS.toNanos(30)) {
        shown = System.nanoTime();
        System.out.println("programs so far: " + (seed - FIRST + 1));
      }
    }
    System.exit(0);
  }

  /** What went wrong that must not; tasks that nobody waited for may fail as they like. */
  private static String fault(String text) {
    Source source = Source.newBuilder(Session.LANGUAGE, text, "random.bide").buildLiteral();
    ScriptRun run = ScriptRun.of(source, Expectations.of(""), Mode.ALL_WORKERS, true);
    List<AssertionError> found = Audit.found();
    if (!found.isEmpty()) {
      StringWriter trace = new StringWriter();
      found.getFirst().printStackTrace(new PrintWriter(trace));
      return trace.toString();
    }
    boolean wrong =
        run.err().contains("InternalError")
            || run.err().contains("hangs")
            || run.status() == ExitStatus.USAGE;
    return wrong ? run.err() : null;
  }

  private static String numbered(String text) {
    StringBuilder out = new StringBuilder();
    int line = 0;
    for (String each : text.split("\n", -1)) {
      out.append(++line).append(' ').append(each).append('\n');
    }
    return out.toString();
  }
}
