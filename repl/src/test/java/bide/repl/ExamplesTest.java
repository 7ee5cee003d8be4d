package bide.repl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Runs the examples as their readers do, and looks for what they are there to show. Times that they
 * print are not looked at.
 */
final class ExamplesTest {
  private static final Path EXAMPLES = Path.of("../examples");

  @Test
  void theTourShowsTasksChannelsTimersAndSockets() throws IOException {
    List<String> lines = run("tour.bide");
    assertEquals(
        List.of(
            "hello, world",
            "[\"hello, Ada\", \"hello, Barbara\", \"hello, Grace\"]",
            "sum of squares: 91",
            "unpacked parcel 1",
            "unpacked parcel 2",
            "unpacked parcel 3",
            "gave up: Timeout",
            "first: hare",
            "you said one",
            "you said two",
            "you said three",
            "server: TaskCancelled",
            "TaskError: division by zero"),
        lines.subList(0, lines.size() - 1));
  }

  @Test
  void recursionGoesTenMillionLevelsDownAndBranches() throws IOException {
    List<String> lines = run("recursion.bide");
    assertEquals("went down 10000000 levels", lines.getFirst());
    assertTrue(lines.contains("a million rounds of ping and pong: done"), lines::toString);
    for (String way :
        List.of("await: 16384 leaves in ", "join:  16384 leaves in ", "spawn: 16384 leaves in ")) {
      assertTrue(lines.stream().anyMatch(line -> line.startsWith(way)), lines::toString);
    }
  }

  @Test
  void futuresRunWhenTheyAreDrivenAndTasksByThemselves() throws IOException {
    List<String> lines = run("spawn.bide");
    List<String> oneTask =
        List.of(
            "lazy:",
            "  made, not begun",
            "  a begins",
            "  a ends",
            "one after the other:",
            "  b begins",
            "  b ends",
            "  c begins",
            "  c ends",
            "join:",
            "  d begins",
            "  e begins");
    assertEquals(oneTask, lines.subList(0, oneTask.size()));
    for (String line :
        List.of(
            "  [\"d\", \"e\"]",
            "  its result is f",
            "again: this future of `work` has already been awaited",
            "  tidied up",
            "  TaskCancelled")) {
      assertTrue(lines.contains(line), () -> line + " is missing in " + lines);
    }
    assertEquals(2, lines.stream().filter(line -> line.contains(" 199990000 after ")).count());
    assertEquals(2, lines.stream().filter(line -> line.contains(" 185472 after ")).count());
  }

  @Test
  void aTimerIsAFutureByItsPoll() throws IOException {
    assertEquals(
        List.of(
            "await: over after 10ms",
            "polls: 2",
            "join: [\"over after 20ms\", \"over after 10ms\"]",
            "spawn: over after 5ms",
            "select: the quick timer",
            "later: over after 100ms"),
        run("timer_future.bide"));
  }

  @Test
  void aJoinPollsWhatWasWoken() throws IOException {
    assertEquals(
        List.of(
            "  a 1",
            "  b 1",
            "  a 2",
            "  b 2",
            "  b 3",
            "results: [\"a\", \"b\"]",
            "polls: 7",
            "sum: 4950",
            "no more than two polls each: true"),
        run("join_by_hand.bide"));
  }

  @Test
  void anExecutorRunsWhatWantsToRun() throws IOException {
    List<String> lines = run("executor.bide");
    for (String line :
        List.of(
            "  sent a",
            "  got c",
            "producer gave three letters",
            "consumer gave [\"a\", \"b\", \"c\"]",
            "sleeper gave a nap")) {
      assertTrue(lines.contains(line), () -> line + " is missing in " + lines);
    }
    assertEquals("all done, no task was polled in vain: true", lines.getLast());
  }

  private static List<String> run(String name) throws IOException {
    String text = Files.readString(EXAMPLES.resolve(name));
    ScriptRun run = ScriptRun.of(name, text, Expectations.of(text), Mode.DEFAULT, true);
    assertEquals("", run.err());
    assertEquals(ExitStatus.OK, run.status(), run.out());
    return run.out().lines().toList();
  }
}
