package bide.runtime.executor;

/** Told of a task that holds its worker for long, by the monitor of the workers. */
@FunctionalInterface
public interface HeldWorker {
  /**
   * @param thread the worker's
   * @param run which of the worker's runs it is, as in {@link Worker#runSeen}: when that has
   *     changed, the task holds it no longer
   */
  void held(Worker worker, Thread thread, long run);
}
