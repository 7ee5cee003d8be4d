package bide.repl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A wake polls the branch that it is for, however many branches wait beside it. */
final class ManyBranchesTest {
  private static final int BRANCHES = 10_000;

  /** Futures that count how often they are polled; number 77 is ready at its fifth poll. */
  private static final String FUTURES =
      """
      let polls = [0]
      let wakers = #{}
      fn counting(i) {
          let mut own = 0
          poll_fn(|cx| {
              polls[0] += 1
              own += 1
              if own == 1 { wakers[i] = cx.waker() }
              if i == 77 && own == 5 { Ready(i) } else { Pending }
          })
      }
      async fn wakes() {
          while polls[0] < 10000 { yield_now().await }
          let all = polls[0]
          for round in 0..3 {
              for i in [77, 5000, 9999] { wakers[i].wake(); yield_now().await; yield_now().await }
          }
          let more = polls[0] - all
          wakers[77].wake()
          print(all, more)
      }
      """;

  @Test
  void aSelectPollsTheBranchThatWasWoken() {
    String branches =
        IntStream.range(0, BRANCHES)
            .mapToObj(i -> "    x = counting(" + i + ") => x,\n")
            .collect(Collectors.joining());
    assertPolls(
        FUTURES
            + "async fn chosen() {\n    select biased {\n"
            + branches
            + "    }\n}\n"
            + "print(join(chosen(), wakes()).await[0], polls[0])\n");
  }

  @Test
  void aRacePollsTheBranchThatWasWoken() {
    assertPolls(
        FUTURES
            + "print(join(race(...(0.."
            + BRANCHES
            + ").map(|i| counting(i))), wakes()).await[0], polls[0])\n");
  }

  /** Each branch once; then for each of nine wakes one; then the one that decides. */
  private static void assertPolls(String script) {
    ScriptRun run = ScriptRun.of("branches.bide", script, Expectations.of(""), Mode.SEEDED, true);
    assertEquals("10000 9\n77 10010\n", run.out(), run.err());
  }
}
