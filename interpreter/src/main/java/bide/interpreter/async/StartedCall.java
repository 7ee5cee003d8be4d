package bide.interpreter.async;

import bide.interpreter.ownership.Holder;
import bide.interpreter.ownership.Ownership;
import bide.interpreter.value.Owned;
import bide.runtime.task.Future;
import bide.runtime.task.FutureEndedException;
import bide.runtime.task.Scheduler;
import bide.runtime.task.Task;
import bide.runtime.task.Waker;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A call of an async function, or a {@code join} and the like, that somebody may stop waiting for
 * before it ends: a branch of {@code select}. It has a strand of its own, run by the task that
 * waits for it. While nobody waits it is paused, as in Rust: what it waits for may become ready,
 * but it does not go on, nor do the branches within it. It may be awaited again, by another task
 * too.
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

  /** Who waits now; null while paused. Guarded by this. */
  private StrandWaker waiter;

  /**
   * Strands of this call that were woken while it was paused, linked through next. Guarded by this.
   */
  private Task due;

  /**
   * @param future a {@link CallFuture} or a {@link Composite}
   */
  StartedCall(Object future, boolean pausable) {
    super(null);
    this.future = future;
    this.pausable = pausable;
  }

  boolean isFinished() {
    return strand != null && strand.isFinished();
  }

  @Override
  public Object poll(Waker waker) {
    if (!(waker instanceof StrandWaker newWaiter)) {
      throw new IllegalArgumentException("polled by something that is no task");
    }
    if (isFinished()) {
      return take();
    }
    Strand below = newWaiter.strand();
    if (region() == null) {
      moveTo(below.region());
    } else {
      Ownership.checkWrite(this, below.region(), null);
    }
    boolean fresh = strand == null;
    if (fresh) {
      strand = new Strand(below, this, pausable ? this : below.host());
      if (future instanceof CallFuture call) {
        strand.beginCall(call);
      } else {
        strand.leaf = (Composite) future;
      }
    } else if (strand.root() != below.root()) {
      strand.moveHoldings(this, below.root());
      strand.moveTo(below.root());
    }
    synchronized (this) {
      waiter = newWaiter;
      while (due != null) {
        Task next = due;
        due = next.next;
        next.next = null;
        below.scheduleBranch(next);
      }
    }
    if (fresh) {
      strand.wake();
    }
    return PENDING;
  }

  private Object take() {
    if (taken) {
      throw future instanceof CallFuture call
          ? Awaitables.startedTwice(call)
          : new FutureEndedException(((Composite) future).name());
    }
    taken = true;
    if (strand.isCancelled()) {
      throw strand.cancellation();
    }
    if (strand.isFailed()) {
      strand.observe();
      throw (RuntimeException) strand.outcome();
    }
    return strand.outcome();
  }

  /** Any thread: a strand of this call has become runnable. */
  @Override
  public void schedule(Task task) {
    synchronized (this) {
      if (waiter == null) {
        task.next = due;
        due = task;
      } else {
        // Under the lock: once pause() has had it, nothing is given to the task any more.
        waiter.strand().scheduleBranch(task);
      }
    }
  }

  @Override
  public void finished(Task task) {
    Waker woken;
    synchronized (this) {
      woken = waiter;
    }
    if (woken != null) {
      woken.wake();
    }
  }

  /** Nobody waits any more; the call stays as it is. For the task that waited, while it runs. */
  void pause() {
    synchronized (this) {
      if (waiter == null) {
        return;
      }
      waiter = null;
    }
    if (strand != null && !strand.isFinished()) {
      Task withdrawn = Slices.withdraw(this);
      while (withdrawn != null) {
        Task next = withdrawn.next;
        schedule(withdrawn);
        withdrawn = next;
      }
    }
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
    Object unused = poll(newWaiter);
    return strand.cancel();
  }

  /** Nobody will ask for the result. */
  void discard() {
    if (isFinished() && !taken) {
      taken = true;
      Held.discard(strand.outcome());
    }
  }

  /** The error that a cancelled call ended with instead of its cancellation, or null. */
  RuntimeException failure() {
    if (strand == null || !strand.isFailed()) {
      return null;
    }
    strand.observe();
    return (RuntimeException) strand.outcome();
  }

  /** The call that this one is a part of, while somebody within it waits for this one. */
  @Nullable StartedCall outer() {
    synchronized (this) {
      return waiter == null ? null : waiter.strand().host();
    }
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
