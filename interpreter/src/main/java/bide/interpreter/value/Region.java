package bide.interpreter.value;

/**
 * The set of owned values of one task. Every owned object has one field that names its region;
 * joining a task unites its region with the joiner's. Until ownership is checked, a region only
 * records where a value was made.
 */
public final class Region {
  private final long taskId;

  public Region(long taskId) {
    this.taskId = taskId;
  }

  public long taskId() {
    return taskId;
  }
}
