package bide.interpreter.async;

import bide.interpreter.BideContext;
import bide.interpreter.error.BideException;
import bide.interpreter.error.ErrorPrinter;
import bide.runtime.executor.Executor;
import bide.runtime.task.Task;
import java.util.ArrayList;
import java.util.List;

/** Says what became of tasks that nobody waited for. Thread-safe. */
public final class TaskReports {
  /** What is known of the main task. */
  public static final TaskInfo MAIN = new TaskInfo("main", null, null, false);

  /** How many cancelled tasks a note names. */
  private static final int NAMED = 5;

  private final BideContext context;
  private volatile boolean anyFailure;

  public TaskReports(BideContext context) {
    this.context = context;
  }

  /** Whether a task failed that nobody observed. */
  public boolean anyFailure() {
    return anyFailure;
  }

  /** A task whose handle nobody kept has failed. */
  void failed(Strand task) {
    anyFailure = true;
    task.observe();
    context.printError(
        "in "
            + Awaitables.describe(task)
            + ", which nobody awaited: "
            + ErrorPrinter.render((Throwable) task.outcome()));
  }

  /**
   * The main task has ended: waits for detached tasks, and names the others, which will be
   * cancelled.
   */
  public void mainEnds(Strand main, Executor executor) {
    List<Strand> left = new ArrayList<>();
    for (Task task : executor.liveTasks()) {
      if (task != main && !task.isDetached()) {
        left.add((Strand) task);
      }
    }
    left.forEach(Task::cancel);
    if (!left.isEmpty()) {
      StringBuilder note = new StringBuilder("note: main ended; ");
      note.append(
          left.size() == 1 ? "1 task was cancelled: " : left.size() + " tasks were cancelled: ");
      for (int i = 0; i < Math.min(NAMED, left.size()); i++) {
        note.append(i == 0 ? "" : ", ").append(Awaitables.describe(left.get(i)));
      }
      note.append(left.size() > NAMED ? " …" : "");
      context.printError(note.toString());
    }
  }

  /** Reports the failures that nobody has seen. */
  public void afterShutdown(Executor executor) {
    for (Task task : executor.unobservedFailures()) {
      failed((Strand) task);
    }
  }

  /** Puts the place of the spawn at the end of an error's way. */
  static void traceSpawn(Strand task, BideException error) {
    if (task.info() instanceof TaskInfo info && info.place() != null) {
      error.trace().spawned(info.spawner(), info.place());
    }
  }
}
