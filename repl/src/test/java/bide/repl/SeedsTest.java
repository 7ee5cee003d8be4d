package bide.repl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.junit.jupiter.api.Test;

/**
 * Runs the scripts below {@code src/test/stress}, which check themselves, in many deterministic
 * orders: none may fail or write to standard error, and a seed gives the same output again. {@code
 * -Dbide.seeds=N} is the number of runs over all scripts, {@code -Dbide.seeds.from=SEED} the first
 * seed, {@code -Dbide.seeds.script=PART} chooses scripts. A failure names script and seed: {@code
 * bide --seed SEED FILE} repeats it.
 */
final class SeedsTest {
  private static final Path SCRIPTS = Path.of("src/test/stress");
  private static final long HANGS_AFTER_SECONDS = 60;

  /** Every so many seeds, one is run twice. */
  private static final int REPEATED = 16;

  private record Run(String out, String problem) {}

  @Test
  void everySeedEndsWellAndGivesTheSameAgain() throws IOException {
    long runs = Long.getLong("bide.seeds", 140);
    long first = Long.getLong("bide.seeds.from", 1);
    List<Source> scripts = scripts();
    List<String> problems = new ArrayList<>();
    long start = System.nanoTime();
    long done = 0;
    long shown = start;
    try (Engine engine = Session.newEngineForShortRuns()) {
      for (long seed = first; done < runs; seed++) {
        for (Source script : scripts) {
          Run run = run(engine, script, seed);
          done++;
          if (run.problem != null) {
            problems.add(script.getName() + ", seed " + seed + ": " + run.problem);
          } else if (seed % REPEATED == 0) {
            assertEquals(
                run.out, run(engine, script, seed).out, script.getName() + ", seed " + seed);
          }
        }
        if (problems.size() > 10) {
          break;
        }
        long now = System.nanoTime();
        if (now - shown > TimeUnit.SECONDS.toNanos(30)) {
          shown = now;
          progress(done, seed, now - start, problems);
        }
      }
    }
    if (!problems.isEmpty()) {
      fail(String.join("\n", problems));
    }
  }

  /** For runs of hours, whose report comes too late. */
  private static void progress(long done, long seed, long nanos, List<String> problems) {
    System.out.printf(
        "%d runs, up to seed %d, %.0f/s, %d problems%n",
        done, seed, done * 1e9 / nanos, problems.size());
    if (!problems.isEmpty()) {
      System.out.println(problems.getLast());
    }
  }

  private static List<Source> scripts() throws IOException {
    String part = System.getProperty("bide.seeds.script", "");
    List<Source> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(SCRIPTS)) {
      for (Path file : files.filter(f -> f.toString().contains(part)).sorted().toList()) {
        String name = file.getFileName().toString();
        found.add(Source.newBuilder(Session.LANGUAGE, Files.readString(file), name).buildLiteral());
      }
    }
    return found;
  }

  private static Run run(Engine engine, Source script, long seed) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    String problem = null;
    CountDownLatch over = new CountDownLatch(1);
    Context context =
        Context.newBuilder(Session.LANGUAGE)
            .engine(engine)
            .out(out)
            .err(err)
            .allowCreateThread(true)
            .option("bide.seed", Long.toString(seed))
            .build();
    Thread watch = Thread.ofVirtual().start(() -> stopIfItHangs(context, over));
    try {
      context.eval(script);
    } catch (PolyglotException e) {
      problem = e.isCancelled() ? "hangs" : err + "\n" + e + stack(e);
    }
    try {
      context.close();
    } catch (PolyglotException e) {
      problem = problem + " " + e;
    }
    over.countDown();
    try {
      watch.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    if (problem == null && err.size() > 0) {
      problem = err.toString(StandardCharsets.UTF_8);
    }
    return new Run(out.toString(StandardCharsets.UTF_8), problem);
  }

  /** With the frames of Java: a fault of ours may have no message. */
  private static String stack(PolyglotException e) {
    StringWriter text = new StringWriter();
    e.printStackTrace(new PrintWriter(text));
    return "\n" + (text.toString().length() > 4000 ? text.toString().substring(0, 4000) : text);
  }

  private static void stopIfItHangs(Context context, CountDownLatch over) {
    try {
      if (!over.await(HANGS_AFTER_SECONDS, TimeUnit.SECONDS)) {
        context.close(true);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
