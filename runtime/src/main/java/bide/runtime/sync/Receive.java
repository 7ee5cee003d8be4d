package bide.runtime.sync;

import bide.runtime.task.Future;

/**
 * A receive: one that fails with {@link ChannelClosedException} will never give a value again, so a
 * select goes on without it.
 */
public interface Receive extends Future {}
