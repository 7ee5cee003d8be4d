package bide.runtime.sync;

import bide.runtime.task.Future;

/**
 * A receive: one that fails with {@link ChannelClosedException} will never give a value again, so a
 * select goes on without it.
 */
public interface Receive extends Future {
  /**
   * Whether a poll now would find nothing and begin to wait, as far as one can see without a lock:
   * no promise, the next moment may bring a value. False where it is not known.
   */
  default boolean wouldWait() {
    return false;
  }
}
