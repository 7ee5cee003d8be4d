package bide.interpreter.async;

import bide.runtime.task.Waker;

/**
 * A waker that gets a strand of the interpreter on: the strand itself, or one branch of its {@code
 * select}.
 */
public interface StrandWaker extends Waker {
  /** The strand that waits. */
  Strand strand();
}
