package bide.runtime.executor;

/** Told of a task that holds its worker for long, by the monitor of the workers. */
@FunctionalInterface
public interface HeldWorker {
  /**
   * The same, some looks before {@link #held}: what makes the task give way now makes that call
   * unnecessary.
   */
  default void suspected(Worker worker, Thread thread, long run) {}

  /**
   * @param thread the worker's
   * @param run which of the worker's runs it is, as in {@link Worker#runSeen}: when that has
   *     changed, the task holds it no longer
   */
  void held(Worker worker, Thread thread, long run);
}
