package bide.runtime.task;

import bide.runtime.executor.Worker;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;

/** Joiners that come and go while the task ends: who was told to wait is woken. */
public class JoinLincheckTest {
  private static final class Joiner implements Waker {
    volatile boolean waits;
    volatile boolean woken;

    @Override
    public void wake() {
      woken = true;
    }
  }

  private final Joiner[] joiners = {new Joiner(), new Joiner(), new Joiner()};

  private final Task task =
      new Task(t -> {}) {
        @Override
        public void run(Worker worker) {
          throw new AssertionError("never run");
        }
      };

  private boolean join(int i) {
    if (task.poll(joiners[i]) == Future.PENDING) {
      joiners[i].waits = true;
      return true;
    }
    return false;
  }

  @Operation(nonParallelGroup = "first")
  public boolean joinFirst() {
    return join(0);
  }

  @Operation(nonParallelGroup = "first")
  public void leaveFirst() {
    task.stopWaiting(joiners[0]);
    joiners[0].waits = false;
  }

  @Operation
  public boolean joinSecond() {
    return join(1);
  }

  @Operation
  public boolean joinThird() {
    return join(2);
  }

  @Operation(nonParallelGroup = "driver", runOnce = true)
  public boolean complete() {
    return task.complete(null);
  }

  @Validate
  public void nobodyIsLeftWaiting() {
    for (Joiner joiner : joiners) {
      if (task.isFinished() && joiner.waits && !joiner.woken) {
        throw new IllegalStateException("a joiner was not woken");
      }
    }
  }

  @Test
  void every_interleaving_of_joiners_and_the_end_wakes_all_who_wait() {
    new ModelCheckingOptions()
        .threads(3)
        .actorsPerThread(2)
        .iterations(5)
        .invocationsPerIteration(100)
        .check(JoinLincheckTest.class);
  }
}
