package bide.runtime.executor;

import bide.runtime.task.Task;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;

/** The ring of capacity 4 with one owner and two thieves. */
public class TaskRingLincheckTest {
  /** A task that is only a number. */
  static final class Numbered extends Task {
    final int number;

    Numbered(int number) {
      super(task -> {});
      this.number = number;
    }

    @Override
    public void run(Worker worker) {
      throw new AssertionError("never run");
    }
  }

  private final TaskRing ring = new TaskRing(4);
  private final TaskRing loot = new TaskRing(4);
  private int last;

  private static int number(Task task) {
    return task == null ? -1 : ((Numbered) task).number;
  }

  @Operation(nonParallelGroup = "owner")
  public boolean push() {
    return ring.push(new Numbered(++last));
  }

  @Operation(nonParallelGroup = "owner")
  public int pop() {
    return number(ring.pop());
  }

  @Operation(nonParallelGroup = "owner")
  public int takeHalf() {
    TaskChain chain = new TaskChain();
    return ring.takeHalf(chain) ? chain.size * 100 + number(chain.first) : -1;
  }

  /** What a thief gets, as one number: the tasks in order, a digit each. */
  @Operation(nonParallelGroup = "thief")
  public int steal() {
    int all = number(ring.stealInto(loot));
    for (Task task = loot.pop(); task != null; task = loot.pop()) {
      all = all * 100 + number(task);
    }
    return all;
  }

  @Test
  void every_interleaving_of_owner_and_thief_equals_some_order() {
    new ModelCheckingOptions()
        .threads(2)
        .actorsPerThread(4)
        .actorsBefore(3)
        .iterations(5)
        .invocationsPerIteration(100)
        .check(TaskRingLincheckTest.class);
  }

  @Test
  void under_stress_every_outcome_equals_some_order() {
    new StressOptions()
        .threads(2)
        .actorsPerThread(4)
        .actorsBefore(3)
        .iterations(5)
        .invocationsPerIteration(100)
        .check(TaskRingLincheckTest.class);
  }
}
