package bide.runtime.executor;

import bide.runtime.task.Task;

/**
 * The body of a worker thread. An interpreter gives its own, to have the loop compiled together
 * with what it runs.
 */
@FunctionalInterface
public interface Driver {
  /** Runs what {@link Worker#next} gives until that is null. */
  void drive(Worker worker);

  /** Lets each task run itself; a task whose {@code run} throws has failed. */
  static void plain(Worker worker) {
    Task task;
    while ((task = worker.next()) != null) {
      try {
        task.run(worker);
      } catch (Throwable failure) {
        task.fail(failure);
      }
    }
  }
}
