package bide.interpreter.async;

import bide.interpreter.error.BideException;
import bide.interpreter.error.CancelledException;
import bide.interpreter.value.Audit;
import bide.interpreter.value.BideDuration;
import bide.interpreter.value.BideList;
import bide.interpreter.value.Nil;
import bide.interpreter.value.Text;
import bide.runtime.task.Future;
import bide.runtime.task.FutureBusyException;
import bide.runtime.task.FutureEndedException;
import bide.runtime.task.Waker;
import org.jspecify.annotations.Nullable;

/**
 * Several futures awaited at once by one task: {@code join}, {@code join_all}, {@code try_join},
 * {@code race}, {@code timeout}. Each gets a strand of its own, which the task runs when it is
 * woken; a wake costs the same however many there are. Ends only when all strands have, so that
 * nothing of a branch outlives the await: branches that are not wanted any more are cancelled
 * first. Used by the driver that holds the task.
 */
final class Branches extends Group {
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
  private final @Nullable Future timer;
  private final long limitNanos;
  private @Nullable Strand decided;

  /** What others have thrown, such as a loser in its {@code finally}. */
  private @Nullable RuntimeException further;

  /** The timer has fired. */
  private boolean isDue;

  private boolean timedOut;

  /** From outside. */
  private boolean cancelled;

  /** The time is over, and what is ready now is still in time. */
  private boolean isLastLook;

  private boolean ended;

  /**
   * @param name of the function that makes it
   */
  Branches(String name, Policy policy, Object[] awaitables) {
    this(name, policy, awaitables, null, 0);
  }

  private Branches(
      String name, Policy policy, Object[] awaitables, @Nullable Future timer, long limitNanos) {
    super(awaitables);
    this.name = name;
    this.policy = policy;
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
    if (isStarted()) {
      FutureBusyException.check(name, waiter(), waker);
    } else {
      start((Strand) waker);
    }
    if (isTimeOver()) {
      if (isLastLook) {
        timedOut = true;
        cancelAll();
      } else {
        isLastLook = true;
        waker.wake(); // after the branch: what is ready when the time is over is in time
      }
    }
    if (running() > 0) {
      return PENDING;
    }
    ended = true;
    return result();
  }

  @Override
  boolean cancel() {
    cancelled = true; // the time may be over as well, which nobody waits for any more
    return super.cancel();
  }

  /** Whether the branch is to be cancelled, since it has not ended in time. */
  boolean isTimeOver() {
    if (timer == null || decided != null || timedOut) {
      return false;
    }
    isDue = isDue || timer.poll(waiter()) != PENDING;
    return isDue;
  }

  @Override
  void ended(Strand branch) {
    if (decided == null && decides(branch)) {
      decided = branch;
      if (policy != Policy.JOIN) {
        cancelAll();
      }
      if (timer != null) {
        timer.drop();
      }
    } else if (branch.isFailed()) {
      RuntimeException failure = through(passage(branch), branch.failure());
      if (decided != null && decided.outcome() instanceof BideException first) {
        RuntimeException unused = Awaitables.both(first, failure);
      } else {
        further = Awaitables.both(further, failure);
      }
    }
  }

  private boolean decides(Strand branch) {
    return switch (policy) {
      case JOIN, TRY_JOIN -> branch.isFailed();
      case RACE -> !branch.isCancelled();
      case TIMEOUT -> !branch.isCancelled() && !(isDue && branch.isFailed());
    };
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
    for (int i = 0; i < strands().length; i++) {
      if (strands()[i] != decided) {
        discardOutcome(i);
      }
    }
  }

  @Override
  void discard(@Nullable Object result) {
    for (int i = 0; i < strands().length; i++) {
      discardOutcome(i);
    }
  }

  private Object decide() {
    if (isDue && decided == null && !cancelled) {
      throw Awaitables.both(late(), further);
    }
    RuntimeException failure = Awaitables.both(decided == null ? null : decided.failure(), further);
    if (failure != null) {
      if (decided != null && !decided.isFailed()) {
        discardOutcome(decided);
      }
      if (decided == null || !decided.isFailed()) {
        throw failure;
      }
      throw through(passage(decided), failure);
    }
    return switch (policy) {
      case JOIN, TRY_JOIN -> list();
      case RACE -> decided != null ? Awaitables.result(decided.outcome()) : Nil.NIL;
      case TIMEOUT -> {
        if (decided != null) {
          yield Awaitables.result(decided.outcome());
        }
        throw new CancelledException();
      }
    };
  }

  private BideException late() {
    return new BideException(
        "Timeout", "timed out after " + Text.display(new BideDuration(limitNanos)));
  }

  private Object list() {
    Strand[] strands = strands();
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
      return BideList.of(waiter().region(), values);
    } finally {
      Audit.resume();
    }
  }

  @Override
  String part(int index) {
    return strands().length == 1 ? "" : "branch " + (index + 1);
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
    return isStarted();
  }
}
