package bide.runtime.task;

/**
 * Where a task goes when it becomes runnable. The executor is one; the owner of sub-tasks is
 * another (it puts them on its own ready list and wakes itself). Called from any thread.
 */
@FunctionalInterface
public interface Scheduler {
  /** Takes {@code task}, just gone from idle to active: the caller made that transition. */
  void schedule(Task task);

  /** {@code task} has ended; called once, before its joiners are woken. */
  default void finished(Task task) {}

  /** Somebody has been handed the failure that {@code task} ended with; called once at most. */
  default void observed(Task task) {}
}
