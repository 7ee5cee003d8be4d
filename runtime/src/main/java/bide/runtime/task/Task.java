package bide.runtime.task;

import static bide.runtime.task.TaskState.ACTIVE;
import static bide.runtime.task.TaskState.CANCELLED;
import static bide.runtime.task.TaskState.CANCEL_REQUESTED;
import static bide.runtime.task.TaskState.CANCEL_TAKEN;
import static bide.runtime.task.TaskState.COMPLETE;
import static bide.runtime.task.TaskState.DETACHED;
import static bide.runtime.task.TaskState.FAILED;
import static bide.runtime.task.TaskState.IDLE;
import static bide.runtime.task.TaskState.NOTIFIED;
import static bide.runtime.task.TaskState.OBSERVED;
import static bide.runtime.task.TaskState.PHASE;

import bide.runtime.executor.Worker;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A unit of concurrency: a state word (see {@link TaskState}), a way to become runnable, an outcome
 * and those who wait for it. It is its own waker, and a future of its result. Subclasses hold what
 * there is to run. Fields take 40 bytes, since programs hold millions of tasks: names, places and
 * other rare things go into {@link #info}.
 *
 * <p>Any thread may wake, cancel, poll or inspect a task. {@link #suspend}, {@link #requeue},
 * {@link #complete}, {@link #fail} and {@link #completeCancelled} belong to the driver that holds
 * the task since {@link #begin}.
 */
public abstract class Task implements Waker, Future {
  private static final VarHandle STATE;
  private static final VarHandle JOINERS;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      STATE = lookup.findVarHandle(Task.class, "state", int.class);
      JOINERS = lookup.findVarHandle(Task.class, "joiners", Object.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** What {@link #joiners} holds once the task has ended and its joiners have been taken. */
  private static final Object CLOSED = new Object();

  /** Written by atomic updates only; all other fields are published through it. */
  private volatile int state;

  /** See {@link #cancelAgain}. */
  private volatile boolean askedAgain;

  /**
   * The link of whatever queue holds the task: it belongs to whoever made it scheduled, then to the
   * queue, and is null while the task is idle or runs.
   */
  public @Nullable Task next;

  private final Scheduler scheduler;

  /** The value or the throwable; written once before COMPLETE, read after it. */
  private @Nullable Object outcome;

  /** null, one Waker, {@link Joiners}, or {@link #CLOSED}; changed by compare-and-set. */
  private volatile @Nullable Object joiners;

  /** Links of the list of live tasks, later of unobserved failures; guarded by its shard's lock. */
  @Nullable Task livePrevious;

  @Nullable Task liveNext;

  /** Set once by {@link LiveTasks#add}; 0 for a task that is not listed. */
  /** 0 before it has one; negative from then until it is spawned. */
  long id;

  private @Nullable Object info;

  /** A driver holds the task. For people only: written by whoever holds it, read without order. */
  private boolean running;

  /** See {@link #askToGiveWay}. Volatile so that compiled loops read it anew in each round. */
  private volatile boolean askedToGiveWay;

  protected Task(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  /**
   * Runs until the task waits or ends; called by the driver after {@link #begin}. Must end with
   * {@link #suspend} returning true, {@link Worker#requeue} or one of the completions.
   */
  public abstract void run(Worker worker);

  // ---- what anybody may do

  /** Makes the task run (once more). Everything written before is seen by that run. */
  @Override
  public final void wake() {
    for (; ; ) {
      int s = state;
      if ((s & PHASE) == COMPLETE) {
        return;
      }
      if (STATE.compareAndSet(this, s, TaskState.woken(s))) {
        if ((s & PHASE) == IDLE) {
          scheduler.schedule(this);
        }
        return;
      }
    }
  }

  /**
   * Asks the task to end: sets the flag and wakes it. What it still has to run (finally blocks) is
   * the driver's affair.
   *
   * @return false when the task has already ended
   */
  public final boolean cancel() {
    for (; ; ) {
      int s = state;
      if ((s & PHASE) == COMPLETE) {
        return false;
      }
      if ((s & CANCEL_REQUESTED) != 0) {
        return true;
      }
      if (STATE.compareAndSet(this, s, TaskState.woken(s) | CANCEL_REQUESTED)) {
        if ((s & PHASE) == IDLE) {
          scheduler.schedule(this);
        }
        return true;
      }
    }
  }

  /**
   * Asks a task once more that was asked to end, and is on its way out: the request is raised anew,
   * at what it waits for now or where it runs.
   *
   * @return false when the task has already ended
   */
  public final boolean cancelAgain() {
    askedAgain = true;
    for (; ; ) {
      int s = state;
      if ((s & PHASE) == COMPLETE) {
        return false;
      }
      int asked = (TaskState.woken(s) | CANCEL_REQUESTED) & ~CANCEL_TAKEN;
      if (STATE.compareAndSet(this, s, asked)) {
        if ((s & PHASE) == IDLE) {
          scheduler.schedule(this);
        }
        return true;
      }
    }
  }

  /** Whether somebody has done so. */
  protected final boolean isAskedAgain() {
    return askedAgain;
  }

  public final boolean isCancelRequested() {
    return (state & CANCEL_REQUESTED) != 0;
  }

  /** Whether a cancellation was requested that has not been raised in the task yet. */
  public final boolean isCancelPending() {
    return (state & (CANCEL_REQUESTED | CANCEL_TAKEN)) == CANCEL_REQUESTED;
  }

  /** Whether it lies in a queue, ready to run; for people, as it may be out of date. */
  public final boolean isQueued() {
    int phase = state & PHASE;
    return (phase == ACTIVE || phase == NOTIFIED) && !running;
  }

  public final boolean isFinished() {
    return (state & PHASE) == COMPLETE;
  }

  public final boolean isFailed() {
    return (state & FAILED) != 0;
  }

  public final boolean isCancelled() {
    return (state & CANCELLED) != 0;
  }

  /** Whether somebody has been handed this task's failure. */
  public final boolean isObserved() {
    return (state & OBSERVED) != 0;
  }

  /** Lets the task live on when the main task ends. */
  public final void detach() {
    STATE.getAndBitwiseOr(this, DETACHED);
  }

  public final boolean isDetached() {
    return (state & DETACHED) != 0;
  }

  /** Set and read under the lock of this task's shard: it is in the list of unseen failures. */
  final void markKept() {
    STATE.getAndBitwiseOr(this, TaskState.KEPT);
  }

  final boolean isKept() {
    return (state & TaskState.KEPT) != 0;
  }

  /** Positive and unique within the executor; 0 for a sub-task. */
  public final long id() {
    return Math.abs(id);
  }

  /** Name, place of the spawn and the like; whoever makes the task decides. */
  public final @Nullable Object info() {
    return info;
  }

  public final void setInfo(@Nullable Object info) {
    this.info = info;
  }

  public final Scheduler scheduler() {
    return scheduler;
  }

  /** The value this task ended with, or the throwable; only meaningful once it is finished. */
  public final @Nullable Object outcome() {
    return isFinished() ? outcome : null;
  }

  /** "idle", "scheduled", "running", "failed" and so on, for people. */
  public final String stateName() {
    return TaskState.describe(state, running);
  }

  // ---- joining

  /**
   * Waits for the end of the task. Wakers are told apart by identity: polling again with the same
   * waker registers it once, and several different ones may wait.
   *
   * @return the value the task ended with
   * @throws TaskFailedException when it failed, which is then observed
   * @throws TaskCancelledException when it was cancelled
   */
  @Override
  public final @Nullable Object poll(Waker waker) {
    // Not by the state: who has joined a task must not find it among the live ones any more.
    if (joiners != CLOSED && register(waker)) {
      return PENDING;
    }
    return result();
  }

  private boolean register(Waker waker) {
    for (; ; ) {
      Object current = joiners;
      if (current == CLOSED) {
        return false;
      }
      if (current == waker) {
        return true;
      }
      if (current == null) {
        if (JOINERS.compareAndSet(this, null, waker)) {
          return true;
        }
      } else if (current instanceof Joiners several) {
        if (several.add(waker)) {
          return true;
        }
        return false;
      } else if (JOINERS.compareAndSet(this, current, new Joiners((Waker) current, waker))) {
        return true;
      }
    }
  }

  /** The result of a finished task, as {@link #poll} gives it. */
  private @Nullable Object result() {
    int s = state;
    if ((s & FAILED) != 0) {
      observe();
      throw new TaskFailedException(this, (Throwable) outcome);
    }
    if ((s & CANCELLED) != 0) {
      throw new TaskCancelledException(this);
    }
    return outcome;
  }

  /** Counts this task's failure as seen by somebody; nothing happens when it did not fail. */
  public final void observe() {
    if ((state & FAILED) != 0 && ((int) STATE.getAndBitwiseOr(this, OBSERVED) & OBSERVED) == 0) {
      scheduler.observed(this);
    }
  }

  /**
   * {@code waker} waits no longer. Needed where many short-lived wakers wait for one long-lived
   * task in turn; otherwise a wake too many does no harm.
   */
  public final void stopWaiting(Waker waker) {
    Object current = joiners;
    if (current == waker) {
      if (JOINERS.compareAndSet(this, waker, null)) {
        return;
      }
      current = joiners;
    }
    if (current instanceof Joiners several) {
      several.remove(waker);
    }
  }

  /**
   * Does nothing: a task is one future with many waiters, so it cannot know which one goes. Use
   * {@link #stopWaiting}, or {@link #join} for a future of one's own.
   */
  @Override
  public final void drop() {}

  /** A future of this task's result whose {@code drop} takes back its own registration only. */
  public final Future join() {
    return new Join(this);
  }

  private static final class Join implements Future {
    private final Task task;
    private @Nullable Waker registered;

    Join(Task task) {
      this.task = task;
    }

    @Override
    public @Nullable Object poll(Waker waker) {
      if (registered != null && registered != waker) {
        task.stopWaiting(registered);
      }
      registered = waker;
      return task.poll(waker);
    }

    @Override
    public void drop() {
      if (registered != null) {
        task.stopWaiting(registered);
        registered = null;
      }
    }
  }

  // ---- for somebody who looks at a task that waits

  /**
   * Keeps a task that waits from going on, so that what it holds can be read: idle to active.
   *
   * @return false when the task does not wait (it runs, is in a queue or has ended); true obliges
   *     the caller to {@link #letGo}, soon
   */
  public final boolean hold() {
    for (; ; ) {
      int s = state;
      if ((s & PHASE) != IDLE) {
        return false;
      }
      if (STATE.compareAndSet(this, s, TaskState.withPhase(s, ACTIVE))) {
        running = true;
        return true;
      }
    }
  }

  /** Ends {@link #hold}: the task waits again, or is scheduled if it was woken meanwhile. */
  public final void letGo() {
    if (!suspend()) {
      requeue();
      scheduler.schedule(this);
    }
  }

  // ---- the driver's side

  /**
   * The caller has taken the task out of its queue and is going to run it. A wake that came before
   * is consumed; whatever was written before it is seen.
   *
   * @return false when the task was completed while it lay in its queue; it is then to be forgotten
   */
  public final boolean begin() {
    for (; ; ) {
      int s = state;
      int phase = s & PHASE;
      if (phase == COMPLETE) {
        return false;
      }
      if (phase == IDLE) {
        throw new IllegalStateException("begin of a task that is " + stateName());
      }
      if (phase == ACTIVE || STATE.compareAndSet(this, s, TaskState.withPhase(s, ACTIVE))) {
        running = true;
        return true;
      }
    }
  }

  /**
   * Ends a poll that has to wait.
   *
   * @return true: the task is idle and no longer the caller's, who must not touch it again (another
   *     worker may be running it). false: it was woken meanwhile; the wake is consumed, the task is
   *     still running and the caller's, who polls once more or calls {@link Worker#requeue}.
   */
  public final boolean suspend() {
    running = false; // before the update: after it, the task may be another worker's
    for (; ; ) {
      int s = state;
      int t = TaskState.suspended(s);
      if (STATE.compareAndSet(this, s, t)) {
        boolean idle = (t & PHASE) == IDLE;
        if (!idle) {
          running = true;
        }
        return idle;
      }
    }
  }

  /**
   * Idle to active, for the one who puts a new task into a queue of its choice.
   *
   * @return false when somebody woke it before, so that it is in a queue already
   */
  public final boolean prepare() {
    for (; ; ) {
      int s = state;
      if ((s & PHASE) != IDLE) {
        return false;
      }
      if (STATE.compareAndSet(this, s, TaskState.withPhase(s, ACTIVE))) {
        return true;
      }
    }
  }

  /** Ends a run of a task that is to run again; the caller puts it into a queue afterwards. */
  public final void requeue() {
    running = false;
    for (; ; ) {
      int s = state;
      int phase = s & PHASE;
      if (phase != ACTIVE && phase != NOTIFIED) {
        throw new IllegalStateException("requeue of a task that is " + stateName());
      }
      if (phase == ACTIVE || STATE.compareAndSet(this, s, TaskState.withPhase(s, ACTIVE))) {
        return;
      }
    }
  }

  /** Whether a wake arrived during this run (a long run may look, to poll again early). */
  public final boolean isNotified() {
    return (state & PHASE) == NOTIFIED;
  }

  /**
   * Tells a task that runs to give way at the next place where it can: its time slice is over and
   * somebody waits for its worker, or for another part of the task itself. Any thread; a driver may
   * see it a run too late, and gives way once for nothing then.
   */
  public final void askToGiveWay() {
    askedToGiveWay = true;
  }

  /** Whether {@link #askToGiveWay} was called in this run; one load. */
  public final boolean isAskedToGiveWay() {
    return askedToGiveWay;
  }

  /** A run, or a part of one, begins: what was asked before is done. For the worker. */
  public final void beginSlice() {
    if (askedToGiveWay) { // mostly not, and a store is a fence
      askedToGiveWay = false;
    }
  }

  /**
   * True exactly once after each request of a cancellation: when it is to be raised in the task.
   */
  public final boolean takeCancelRequest() {
    return isCancelPending()
        && ((int) STATE.getAndBitwiseOr(this, CANCEL_TAKEN) & CANCEL_TAKEN) == 0;
  }

  /** Ends the task with a value. False when it had already ended (by an owner who abandoned it). */
  public final boolean complete(@Nullable Object value) {
    return finish(value, 0);
  }

  /** Ends the task with a failure. */
  public final boolean fail(Throwable failure) {
    return finish(failure, FAILED);
  }

  /** Ends the task by cancellation. */
  public final boolean completeCancelled() {
    return finish(null, CANCELLED);
  }

  private boolean finish(@Nullable Object result, int flags) {
    if (isFinished()) {
      return false;
    }
    outcome = result;
    for (; ; ) {
      int s = state;
      if ((s & PHASE) == COMPLETE) {
        return false;
      }
      if (STATE.compareAndSet(this, s, TaskState.withPhase(s, COMPLETE) | flags)) {
        break;
      }
    }
    scheduler.finished(this);
    Object waiting = JOINERS.getAndSet(this, CLOSED);
    if (waiting instanceof Joiners several) {
      several.closeAndWake();
    } else if (waiting != null) {
      ((Waker) waiting).wake();
    }
    return true;
  }

  @Override
  public String toString() {
    return "task " + id() + " (" + stateName() + ")";
  }
}
