package bide.runtime.task;

/** Thrown to whoever joins a task that was cancelled: the other task's end, not the joiner's. */
public final class TaskCancelledException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient Task task;

  TaskCancelledException(Task task) {
    super("task " + task.id() + " was cancelled", null, false, false);
    this.task = task;
  }

  public Task task() {
    return task;
  }
}
