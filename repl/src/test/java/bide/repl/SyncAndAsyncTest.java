package bide.repl;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * An async function does what the same function does that is not async, wherever it waits, fails or
 * is stopped: random functions ({@link RandomFunctions}) written both ways, interpreted and
 * compiled. {@code -Dbide.functions=N} is the number of scripts, {@code -Dbide.functions.from=SEED}
 * the first one's seed, {@code -Dbide.functions.compiled=N} says that each N-th runs compiled. The
 * script that failed is in {@code target/random-functions.bide}.
 */
final class SyncAndAsyncTest {
  private static final long COUNT = Long.getLong("bide.functions", 48);
  private static final long FIRST = Long.getLong("bide.functions.from", 1);
  private static final long COMPILED = Long.getLong("bide.functions.compiled", 24);
  private static final Path FAILED = Path.of("target/random-functions.bide");

  /** Statements of a function that hold others. */
  private static final int SIZE = 28;

  /** The same where all of it is compiled, which takes some hundred times as long. */
  private static final int COMPILED_SIZE = 5;

  @Test
  void anAsyncFunctionDoesWhatTheSyncOneDoes() throws IOException {
    for (long seed = FIRST; seed < FIRST + COUNT; seed++) {
      boolean compiled = seed % COMPILED == 0;
      String text = RandomFunctions.of(seed, compiled ? COMPILED_SIZE : SIZE);
      Mode mode = compiled ? Mode.COMPILED : Mode.INTERPRETED;
      ScriptRun run = ScriptRun.of("random.bide", text, Expectations.of(""), mode, true);
      String said = run.out() + run.err();
      if (!said.isEmpty() || run.status() != ExitStatus.OK) {
        Files.writeString(FAILED, text);
        fail("seed " + seed + ", status " + run.status() + "\n" + said);
      }
    }
  }
}
