package bide.runtime.executor;

import bide.runtime.task.Task;
import org.jspecify.annotations.Nullable;

/**
 * What a driver whose tasks can give way tells the monitor of the task that it holds. Called by
 * another thread, without any order: the answers may be out of date.
 */
public interface TaskHolder {
  /** The task that the worker runs; null for none. */
  @Nullable Task heldTask();

  /** Whether another part of that task could go on if the one that runs gave way. */
  boolean hasOtherParts();

  /**
   * Whether the part of that task that runs has been cancelled, and not the task itself: nobody
   * else sees to that before the part gives way.
   */
  boolean isPartCancelled();
}
