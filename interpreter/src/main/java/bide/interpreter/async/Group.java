package bide.interpreter.async;

import bide.runtime.task.Scheduler;
import bide.runtime.task.Task;
import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Several futures that run at once as strands of the task that waits for them. A wake resumes the
 * one it is for, however many there are. Used by the driver that holds the task.
 */
abstract class Group extends Composite implements Scheduler {
  /** What is to run; at the start all is forgotten but what says how to let go of a result. */
  private final Object[] awaitables;

  /** Empty before the start. */
  private Strand[] strands = new Strand[0];

  /** Who waits; null before the start. */
  private @Nullable Strand parent;

  private int running;

  /** Throws unless all of them can be awaited, and none has been before. */
  Group(Object[] awaitables) {
    Awaitables.requireAll(awaitables);
    this.awaitables = awaitables;
  }

  /** What a part is called by people; empty where there is one only. */
  abstract String part(int index);

  /** A strand has ended, and is no longer counted as running. */
  abstract void ended(Strand strand);

  final void start(Strand waiter) {
    Strand[] begun = new Strand[awaitables.length];
    for (int i = 0; i < begun.length; i++) {
      begun[i] = new Strand(waiter, this);
      begun[i].begin(awaitables[i]);
    }
    for (int i = 0; i < begun.length; i++) {
      if (!Awaitables.makesWhatMustBeClosed(awaitables[i])) {
        awaitables[i] = null;
      }
    }
    parent = waiter;
    strands = begun;
    running = begun.length;
    for (Strand strand : strands) {
      strand.wake();
    }
  }

  final boolean isStarted() {
    return parent != null;
  }

  /** How many have not ended; 0 before the start. */
  final int running() {
    return running;
  }

  final Strand[] strands() {
    return strands;
  }

  @Override
  final @Nullable Strand waiter() {
    return parent;
  }

  @Override
  final String passage(Object strand) {
    String part = part(Arrays.asList(strands).indexOf(strand));
    return part.isEmpty() ? name() : name() + " " + part;
  }

  final void cancelAll() {
    for (Strand strand : strands) {
      strand.cancel();
    }
  }

  /** Lets go of what a strand may have got, since nobody gets it: a lock, a connection. */
  final void discardOutcome(int index) {
    Strand strand = strands[index];
    if (strand.isFinished() && !strand.isFailed() && !strand.isCancelled()) {
      Awaitables.discard(awaitables[index], strand.outcome());
    }
  }

  /** The same, for a few: it is looked for. */
  final void discardOutcome(Strand strand) {
    discardOutcome(Arrays.asList(strands).indexOf(strand));
  }

  @Override
  public final void schedule(Task strand) {
    parent.scheduleBranch(strand);
  }

  @Override
  public final void finished(Task strand) {
    running--;
    ended((Strand) strand);
    if (running == 0) {
      parent.wake();
    }
  }

  @Override
  boolean cancel() {
    if (running == 0) {
      return false;
    }
    cancelAll();
    return true;
  }

  @Override
  final void parts(BiConsumer<String, Object> out) {
    for (int i = 0; i < strands.length; i++) {
      if (!strands[i].isFinished()) {
        out.accept(part(i), strands[i]);
      }
    }
  }

  @Override
  public void reach(Consumer<Object> visitor) {
    for (Object awaitable : awaitables) {
      visitor.accept(awaitable);
    }
    for (Strand strand : strands) {
      strand.reach(visitor);
    }
    visitor.accept(apart());
  }

  @Override
  final void moveTo(Strand task) {
    for (Strand strand : strands) {
      strand.moveTo(task);
    }
  }
}
