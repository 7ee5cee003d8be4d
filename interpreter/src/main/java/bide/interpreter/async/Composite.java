package bide.interpreter.async;

import bide.runtime.task.Future;

/** A future made of calls that run as strands of the task that waits for it. */
interface Composite extends Future {
  /**
   * The waiting strand is being cancelled.
   *
   * @return whether calls of this future have to end first; it then completes when they have
   */
  boolean cancel();

  /** The waiting strand now belongs to another task: so do the strands in here. */
  void moveTo(Strand task);
}
