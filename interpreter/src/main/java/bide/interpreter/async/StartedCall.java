package bide.interpreter.async;

import bide.interpreter.error.BideException;
import bide.interpreter.ownership.Holder;
import bide.interpreter.ownership.Ownership;
import bide.interpreter.value.Owned;
import bide.interpreter.value.Region;
import bide.runtime.task.Future;
import bide.runtime.task.FutureEndedException;
import bide.runtime.task.Scheduler;
import bide.runtime.task.Task;
import bide.runtime.task.Waker;
import com.oracle.truffle.api.nodes.Node;
import java.util.Collection;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A call of an async function, or a {@code join} and the like, that somebody may stop waiting for
 * before it ends: a branch of {@code select}, or a future that is polled by hand. It has a strand
 * of its own, run by the task that waits for it, or on the stack of whoever polls it. While nobody
 * waits it is paused, as in Rust: what it waits for may become ready, but it does not go on, nor do
 * the branches within it. It may be awaited again, by another task too. One that somebody could
 * still go on with when its task ends is cancelled then, so that its {@code finally} blocks run.
 *
 * <p>Wakes come from any thread; everything else belongs to the task that holds the future.
 */
final class StartedCall extends Owned implements Holder, Future, Scheduler {
  private final Object future;

  /**
   * Somebody may hold the future and wait for it later; otherwise it is never paused, only
   * cancelled.
   */
  private final boolean pausable;

  private Strand strand;
  private boolean taken;
  private boolean leftBehind;

  /** The call that whoever polled last is a part of, and this one with it; null for none. */
  private volatile @Nullable StartedCall outer;

  /** Who waits now; null while paused or polled by hand. Guarded by this. */
  private @Nullable StrandWaker waiter;

  /** To be woken once when it is worth while to poll by hand again. Guarded by this. */
  private @Nullable Waker handWaker;

  /** It is being polled by hand. Guarded by this. */
  private boolean polling;

  /**
   * Strands of this call that were woken while nobody waited, first woken first, linked through
   * next. Guarded by this.
   */
  private @Nullable Task due;

  private @Nullable Task lastDue;

  /**
   * @param future a {@link CallFuture} or a {@link Composite}
   * @param taken it has been run already, by who awaited it
   */
  StartedCall(Object future, boolean pausable, boolean taken) {
    super(null);
    this.future = future;
    this.taken = taken;
    this.pausable = pausable;
  }

  /** Who waits for it; null for nobody. */
  synchronized @Nullable Strand waiter() {
    return waiter == null ? null : waiter.strand();
  }

  boolean isFinished() {
    return strand != null && strand.isFinished();
  }

  /** It has given its result, and may be asked again all the same. */
  boolean isSpent() {
    return taken && future instanceof CallFuture call && call.isFused();
  }

  @Override
  public Object poll(Waker waker) {
    if (!(waker instanceof StrandWaker newWaiter)) {
      throw new IllegalArgumentException("polled by something that is no task");
    }
    if (taken || isFinished()) {
      return take(false);
    }
    if (region() != null) {
      Ownership.checkWrite(this, newWaiter.strand().region(), null);
    }
    synchronized (this) {
      boolean awaited =
          waiter != null && waiter.strand() != newWaiter.strand() && !waiter.strand().isFinished();
      if (polling || awaited) {
        throw Awaitables.busy(name(), polling ? null : waiter);
      }
    }
    attend(newWaiter);
    return PENDING;
  }

  /** From now on {@code newWaiter}'s task runs the call. */
  void attend(StrandWaker newWaiter) {
    Strand below = newWaiter.strand();
    boolean fresh = attach(below);
    synchronized (this) {
      waiter = newWaiter;
      handWaker = null;
      for (Task task = nextDue(); task != null; task = nextDue()) {
        below.scheduleBranch(task);
      }
    }
    if (fresh) {
      strand.wake();
    }
  }

  /** Makes the call one of {@code below}'s task; whether it has no more than begun thereby. */
  private boolean attach(Strand below) {
    if (region() == null) {
      moveTo(below.region());
    }
    outer = below.host();
    if (strand != null) {
      if (strand.root() != below.root()) {
        strand.root().moveCalls(this, below.root());
      }
      return false;
    }
    strand = new Strand(below, this, pausable ? this : below.host());
    if (future instanceof CallFuture call) {
      strand.beginCall(call);
    } else {
      strand.leaf = (Composite) future;
    }
    if (pausable) {
      strand.root().owns(this);
    }
    return true;
  }

  /**
   * Runs it as far as it goes, on top of the stack of {@code poller}; {@code waker} is woken when
   * it can go on.
   *
   * @param place of the poll, for traces
   */
  Object pollByHand(Strand poller, Waker waker, Node place) {
    if (taken || isFinished()) {
      return take(true);
    }
    if (region() != null) {
      Ownership.checkWrite(this, poller.region(), place);
    }
    synchronized (this) {
      if (polling || waiter != null && !waiter.strand().isFinished()) {
        throw Awaitables.busy(name(), polling ? null : waiter);
      }
      polling = true;
      waiter = null;
      handWaker = null;
    }
    try {
      if (attach(poller)) {
        strand.wake();
      }
      Slices.runDue(this, poller, place);
    } finally {
      rest(waker);
    }
    return isFinished() ? take(true) : PENDING;
  }

  private void rest(Waker waker) {
    boolean more;
    synchronized (this) {
      polling = false;
      more = due != null; // it gave way, or was woken meanwhile
      handWaker = more || isFinished() ? null : waker;
    }
    if (more) {
      waker.wake();
    }
  }

  private String name() {
    return future instanceof CallFuture call ? call.code().name() : ((Composite) future).name();
  }

  private Object take(boolean byHand) {
    if (taken) {
      throw new FutureEndedException(name());
    }
    taken = true;
    if (strand.isCancelled()) {
      if (leftBehind) {
        throw new BideException(
            "FutureError",
            "this future of `" + name() + "` was cancelled when the task ended that had begun it");
      }
      throw strand.cancellation();
    }
    RuntimeException failure = strand.failure();
    if (failure != null) {
      BideException traced = BideException.within(failure);
      if (traced != null) {
        traced.trace().leavesPolled(byHand ? Slices.resumed() : null);
      }
      throw failure;
    }
    return strand.outcome();
  }

  /** Any thread: a strand of this call has become runnable. */
  @Override
  public void schedule(Task task) {
    Waker woken;
    synchronized (this) {
      if (waiter != null) {
        // Under the lock: once pause() has had it, nothing is given to the task any more.
        waiter.strand().scheduleBranch(task);
        return;
      }
      if (isFinished()) {
        strand.root().scheduleBranch(task); // it has outlived the call
        return;
      }
      task.next = null;
      if (due == null) {
        due = task;
      } else {
        lastDue.next = task;
      }
      lastDue = task;
      woken = handWaker;
      handWaker = null;
    }
    if (woken != null) {
      woken.wake();
    }
  }

  /** Takes the strand of this call that was woken first; null for none. */
  synchronized @Nullable Task nextDue() {
    Task first = due;
    if (first != null) {
      due = first.next;
      first.next = null;
    }
    return first;
  }

  @Override
  public void finished(Task task) {
    Waker woken;
    synchronized (this) {
      woken = waiter;
      for (Task other = nextDue(); other != null; other = nextDue()) {
        strand.root().scheduleBranch(other);
      }
    }
    if (pausable) {
      strand.root().disowns(this);
    }
    if (woken != null) {
      woken.wake();
    }
  }

  /**
   * Given to another task. What the giver drove while it waited for something (the members of an
   * {@code as_completed}) is not its own to drive any more.
   */
  @Override
  public void moveTo(Region newRegion) {
    Strand driver = waiter();
    if (driver != null && driver == Slices.running()) {
      pause();
    }
    super.moveTo(newRegion);
  }

  /** Nobody waits any more; the call stays as it is. For the task that waited, while it runs. */
  void pause() {
    synchronized (this) {
      if (waiter == null) {
        return;
      }
      waiter = null;
    }
    if (strand == null || strand.isFinished()) {
      return;
    }
    reschedule(Slices.withdraw(this));
    for (StartedCall host = outer; host != null; host = host.outer) {
      reschedule(host.withdraw(this));
    }
  }

  private void reschedule(@Nullable Task withdrawn) {
    while (withdrawn != null) {
      Task next = withdrawn.next;
      schedule(withdrawn);
      withdrawn = next;
    }
  }

  /** Takes the strands of {@code inner} out of those that are due here, linked through next. */
  private @Nullable Task withdraw(StartedCall inner) {
    Task withdrawn = null;
    synchronized (this) {
      Task all = due;
      due = null;
      while (all != null) {
        Task task = all;
        all = task.next;
        task.next = null;
        if (((Strand) task).isPartOf(inner)) {
          task.next = withdrawn;
          withdrawn = task;
        } else {
          if (due == null) {
            due = task;
          } else {
            lastDue.next = task;
          }
          lastDue = task;
        }
      }
    }
    return withdrawn;
  }

  /**
   * Asks the call to end; {@code newWaiter} is woken when it has.
   *
   * @return false when there is nothing to wait for
   */
  boolean cancel(StrandWaker newWaiter) {
    if (strand == null || strand.isFinished()) {
      return false;
    }
    attend(newWaiter);
    return strand.cancel();
  }

  /** {@code task}, which has begun it, ends: see {@link Leftovers}. */
  void leaveBehind(Strand task) {
    leftBehind = true;
    boolean unused = cancel(task);
  }

  /** Nobody will ask for the result. */
  void discard() {
    if (isFinished() && !taken) {
      taken = true;
      Awaitables.discard(future, strand.outcome());
    }
  }

  /** The error that a cancelled call ended with instead of its cancellation, or null. */
  @Nullable RuntimeException failure() {
    return strand == null ? null : strand.failure();
  }

  /** Whether it is a part of one of these, or of a part of one. */
  boolean isWithin(Collection<StartedCall> calls) {
    for (StartedCall c = outer; c != null; c = c.outer) {
      if (calls.contains(c)) {
        return true;
      }
    }
    return false;
  }

  /** Whether {@code inner} is {@code call} or a part of it. */
  static boolean isWithin(@Nullable StartedCall inner, StartedCall call) {
    for (StartedCall c = inner; c != null; c = c.outer) {
      if (c == call) {
        return true;
      }
    }
    return false;
  }

  @Nullable Strand strand() {
    return strand;
  }

  @Override
  public void reach(Consumer<Object> visitor) {
    if (strand != null) {
      strand.reach(visitor);
    } else {
      visitor.accept(future);
    }
  }

  void moveTo(Strand task) {
    if (strand != null) {
      strand.moveTo(task);
    }
  }
}
