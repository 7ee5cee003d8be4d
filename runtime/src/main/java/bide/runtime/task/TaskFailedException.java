package bide.runtime.task;

/** Thrown to whoever joins a task that failed; the cause is what the task threw. */
public final class TaskFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient Task task;

  TaskFailedException(Task task, Throwable cause) {
    super("task " + task.id() + " failed", cause, false, false);
    this.task = task;
  }

  public Task task() {
    return task;
  }
}
