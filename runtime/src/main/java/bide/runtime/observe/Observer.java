package bide.runtime.observe;

import bide.runtime.executor.Worker;
import bide.runtime.task.Task;
import org.jspecify.annotations.Nullable;

/**
 * Told what the executor does, on the thread that does it; an implementation must be thread-safe,
 * quick, and must not throw. Where there is none, the cost is one comparison with null.
 */
public interface Observer {
  /** A task was given to the executor. */
  default void spawned(Task task) {}

  /** A task became runnable; {@code by} is the worker that made it so, null for other threads. */
  default void woken(Task task, @Nullable Worker by) {}

  /** {@code worker} is about to run {@code task}. */
  default void polled(Task task, Worker worker) {}

  /** {@code thief} took tasks from {@code victim}. */
  default void stolen(Worker thief, Worker victim) {}

  /** {@code worker} found nothing to do and is about to wait. */
  default void parked(Worker worker) {}

  default void unparked(Worker worker) {}

  /** A task came to its end. */
  default void ended(Task task) {}
}
