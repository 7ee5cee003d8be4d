package bide.runtime.task;

import bide.runtime.executor.Worker;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;

/**
 * The task's state under wakes, cancels and joins beside one driver. Schedules are counted: a task
 * is in its queue at most once, and no wake is lost.
 */
public class TaskLincheckTest {
  private final AtomicInteger schedules = new AtomicInteger();
  private int begins;
  private boolean running;

  private final Task task =
      new Task(t -> schedules.incrementAndGet()) {
        @Override
        public void run(Worker worker) {
          throw new AssertionError("never run");
        }
      };

  @Operation
  public void wake() {
    task.wake();
  }

  @Operation
  public boolean cancel() {
    return task.cancel();
  }

  @Operation
  public boolean isFinished() {
    return task.isFinished();
  }

  @Operation
  public boolean cancelRequested() {
    return task.isCancelRequested();
  }

  @Operation(nonParallelGroup = "driver")
  public boolean begin() {
    if (running || !task.stateName().startsWith("scheduled")) {
      return false;
    }
    begins++;
    running = task.begin();
    return running;
  }

  @Operation(nonParallelGroup = "driver")
  public boolean suspend() {
    if (!running) {
      return false;
    }
    running = !task.suspend();
    return running;
  }

  @Operation(nonParallelGroup = "driver")
  public boolean complete() {
    if (!running) {
      return false;
    }
    running = false;
    return task.complete(null);
  }

  @Operation(nonParallelGroup = "driver")
  public boolean takeCancel() {
    return running && task.takeCancelRequest();
  }

  /** Each step to scheduled hands the task to its scheduler once, whoever made the step. */
  @Validate
  public void scheduledOncePerRun() {
    int waiting = task.stateName().startsWith("scheduled") ? 1 : 0;
    if (schedules.get() != begins + waiting) {
      throw new IllegalStateException(schedules + " schedules for " + begins + " runs");
    }
  }

  @Test
  void every_interleaving_of_driver_and_others_equals_some_order() {
    new ModelCheckingOptions()
        .threads(2)
        .actorsPerThread(4)
        .actorsBefore(2)
        .iterations(5)
        .invocationsPerIteration(100)
        .check(TaskLincheckTest.class);
  }

  @Test
  void under_stress_every_outcome_equals_some_order() {
    new StressOptions()
        .threads(3)
        .actorsPerThread(3)
        .iterations(5)
        .invocationsPerIteration(100)
        .check(TaskLincheckTest.class);
  }
}
