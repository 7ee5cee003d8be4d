package bide.interpreter.async;

import bide.interpreter.error.BideException;
import bide.interpreter.error.CancelledException;
import bide.interpreter.value.Audit;
import bide.interpreter.value.BideList;
import bide.interpreter.value.Nil;
import bide.runtime.task.Future;
import bide.runtime.task.FutureBusyException;
import bide.runtime.task.FutureEndedException;
import bide.runtime.task.Scheduler;
import bide.runtime.task.Task;
import bide.runtime.task.Waker;
import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Several futures awaited at once by one task: {@code join}, {@code join_all}, {@code try_join},
 * {@code race}, {@code timeout}. Each gets a strand of its own, which the task runs when it is
 * woken; a wake costs the same however many there are. Ends only when all strands have, so that
 * nothing of a branch outlives the await: branches that are not wanted any more are cancelled
 * first. Used by the driver that holds the task.
 */
final class Branches extends Composite implements Scheduler {
  /** When the whole is decided, and what it gives. */
  enum Policy {
    /**
     * All results, in order; if some fail, the first failure, when all have ended, with the others
     * suppressed in it.
     */
    JOIN,
    /** All results; the first failure cancels the others. */
    TRY_JOIN,
    /** The first that ends decides; the others are cancelled. */
    RACE,
    /** The one result, unless time runs out first. */
    TIMEOUT
  }

  private final String name;
  private final Policy policy;
  private final Object[] awaitables;
  private final @Nullable Future timer;
  private final long limitNanos;
  private Strand[] strands;
  private int running;
  private Strand parent;
  private @Nullable Strand decided;

  /** What others have thrown, such as a loser in its {@code finally}. */
  private @Nullable RuntimeException further;

  private boolean timedOut;
  private boolean started;
  private boolean ended;

  /**
   * @param name of the function that makes it
   */
  Branches(String name, Policy policy, Object[] awaitables) {
    this(name, policy, awaitables, null, 0);
  }

  private Branches(
      String name, Policy policy, Object[] awaitables, @Nullable Future timer, long limitNanos) {
    Awaitables.requireAll(awaitables);
    this.name = name;
    this.policy = policy;
    this.awaitables = awaitables;
    this.timer = timer;
    this.limitNanos = limitNanos;
  }

  static Branches timeout(Object awaitable, Future timer, long nanos) {
    return new Branches("timeout", Policy.TIMEOUT, new Object[] {awaitable}, timer, nanos);
  }

  @Override
  String name() {
    return name;
  }

  @Override
  public Object poll(Waker waker) {
    if (ended) {
      throw new FutureEndedException(name);
    }
    if (!started) {
      start((Strand) waker);
    } else {
      FutureBusyException.check(name, parent, waker);
    }
    if (timer != null && decided == null && !timedOut && timer.poll(waker) != PENDING) {
      timedOut = true;
      cancelAll();
    }
    if (running > 0) {
      return PENDING;
    }
    ended = true;
    return result();
  }

  private void start(Strand waiter) {
    started = true;
    parent = waiter;
    running = awaitables.length;
    strands = new Strand[awaitables.length];
    for (int i = 0; i < strands.length; i++) {
      Strand strand = new Strand(waiter, this);
      strand.begin(awaitables[i]);
      if (!Awaitables.makesWhatMustBeClosed(awaitables[i])) {
        awaitables[i] = null;
      }
      strands[i] = strand;
    }
    for (Strand strand : strands) {
      strand.wake();
    }
  }

  @Override
  public void schedule(Task branch) {
    parent.scheduleBranch(branch);
  }

  @Override
  public void finished(Task task) {
    running--;
    Strand branch = (Strand) task;
    if (decided == null && decides(branch)) {
      decided = branch;
      if (policy != Policy.JOIN) {
        cancelAll();
      }
      if (timer != null) {
        timer.drop();
      }
    } else if (decided != null && decided.outcome() instanceof BideException first) {
      RuntimeException unused = Awaitables.both(first, branch.failure());
    } else {
      further = Awaitables.both(further, branch.failure());
    }
    if (running == 0) {
      parent.wake();
    }
  }

  private boolean decides(Strand branch) {
    return switch (policy) {
      case JOIN, TRY_JOIN -> branch.isFailed();
      case RACE, TIMEOUT -> !branch.isCancelled();
    };
  }

  private void cancelAll() {
    for (Strand strand : strands) {
      strand.cancel();
    }
  }

  private Object result() {
    boolean handsOutAll = false;
    try {
      Object result = decide();
      handsOutAll = policy == Policy.JOIN || policy == Policy.TRY_JOIN;
      return result;
    } finally {
      if (!handsOutAll) {
        discardOthers();
      }
    }
  }

  /** What branches have got that the result does not hand out: a lock, taken in vain. */
  private void discardOthers() {
    for (int i = 0; i < strands.length; i++) {
      if (strands[i] != decided) {
        discard(i);
      }
    }
  }

  private void discard(int branch) {
    Strand strand = strands[branch];
    if (strand.isFinished() && !strand.isFailed() && !strand.isCancelled()) {
      Awaitables.discard(awaitables[branch], strand.outcome());
    }
  }

  @Override
  void discard(@Nullable Object result) {
    for (int i = 0; started && i < strands.length; i++) {
      discard(i);
    }
  }

  private Object decide() {
    RuntimeException failure = Awaitables.both(decided == null ? null : decided.failure(), further);
    if (failure != null) {
      if (decided != null && !decided.isFailed()) {
        discard(index(decided));
      }
      if (decided == null || !decided.isFailed()) {
        throw failure;
      }
      throw through(strands.length == 1 ? name : name + " branch " + (index(decided) + 1), failure);
    }
    return switch (policy) {
      case JOIN, TRY_JOIN -> list();
      case RACE -> decided != null ? Awaitables.result(decided.outcome()) : Nil.NIL;
      case TIMEOUT -> {
        if (decided != null) {
          yield Awaitables.result(decided.outcome());
        }
        throw timedOut
            ? new BideException(
                "Timeout",
                "timed out after "
                    + bide.interpreter.value.Text.display(
                        new bide.interpreter.value.BideDuration(limitNanos)))
            : new CancelledException();
      }
    };
  }

  private int index(Strand branch) {
    return Arrays.asList(strands).indexOf(branch);
  }

  private Object list() {
    Object[] values = new Object[strands.length];
    for (int i = 0; i < values.length; i++) {
      if (strands[i].isCancelled()) {
        throw new CancelledException();
      }
      values[i] = Awaitables.result(strands[i].outcome());
    }
    // Between two runs of tasks, so that nobody runs who could be asked.
    Audit.suspend();
    try {
      return BideList.of(parent.region(), values);
    } finally {
      Audit.resume();
    }
  }

  /** Asks all branches to end; false when there is none to wait for. */
  @Override
  boolean cancel() {
    if (!started || running == 0) {
      return false;
    }
    cancelAll();
    return true;
  }

  @Override
  void parts(BiConsumer<String, Object> out) {
    for (int i = 0; strands != null && i < strands.length; i++) {
      if (!strands[i].isFinished()) {
        out.accept(strands.length == 1 ? "" : "branch " + (i + 1), strands[i]);
      }
    }
  }

  @Override
  public void reach(Consumer<Object> visitor) {
    for (Object awaitable : awaitables) {
      visitor.accept(awaitable);
    }
    if (strands != null) {
      for (Strand strand : strands) {
        strand.reach(visitor);
      }
    }
    visitor.accept(apart());
  }

  @Override
  void moveTo(Strand task) {
    if (strands != null) {
      for (Strand strand : strands) {
        strand.moveTo(task);
      }
    }
  }

  @Override
  public void drop() {
    if (!ended) {
      ended = true;
      discard(null); // its branches have ended, and nobody has asked
    }
    if (timer != null) {
      timer.drop();
    }
  }

  @Override
  public boolean hasBegun() {
    return started;
  }

  @Override
  public String toString() {
    return "<future " + name + ">";
  }
}
