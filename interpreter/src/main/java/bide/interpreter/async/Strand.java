package bide.interpreter.async;

import bide.interpreter.BideContext;
import bide.interpreter.error.BideException;
import bide.interpreter.error.CancelledException;
import bide.interpreter.library.CallContext;
import bide.interpreter.library.Output;
import bide.interpreter.value.Nil;
import bide.interpreter.value.Region;
import bide.runtime.executor.Executor;
import bide.runtime.executor.Worker;
import bide.runtime.task.Future;
import bide.runtime.task.Pausable;
import bide.runtime.task.Scheduler;
import bide.runtime.task.Task;
import bide.runtime.task.Waker;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A chain of suspended calls that is resumed as one, with a waker of its own. A task is a strand
 * that the executor schedules; {@code join} and its like give each of their branches a strand that
 * the task schedules, so that a wake resumes the branch it is for and touches no other. All strands
 * of a task run on the worker that holds the task.
 *
 * <p>The fields belong to the driver that runs the task, except the ready list, which wakers of any
 * thread add to.
 */
public final class Strand extends Task implements CallContext, StrandWaker {
  /**
   * Sync calls that may be on one stack. A million calls deep is promised; the stack itself would
   * hold more of them once they are compiled, but each garbage collection walks all of it.
   */
  public static final int MAX_CALLS = 1_050_000;

  /** What a strand waits for that gave way: nothing but its turn. */
  private static final Future TURN =
      new Future() {
        @Override
        public Object poll(Waker waker) {
          return Nil.NIL;
        }

        @Override
        public String toString() {
          return "<future turn>";
        }
      };

  private static final VarHandle READY;

  static {
    try {
      READY = MethodHandles.lookup().findVarHandle(Strand.class, "ready", Task.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /**
   * Where the strand goes on; its parents lead to the outermost call. Null once the outermost has
   * ended.
   */
  Activation innermost;

  /**
   * What the innermost call waits for; null where it waits for nothing (it has not started, or is
   * about to be resumed).
   */
  Future leaf;

  /** What the innermost call is resumed with when there is no leaf. */
  Object value = Nil.NIL;

  /** Direct async calls on the worker's stack. */
  int depth;

  /** Sync calls on the worker's stack, not counting those compiled into their callers. */
  private int calls;

  /** The root gives way to other tasks when it suspends next, although it is ready. */
  private boolean yields;

  /** How often the task has given way to others; only the root's is kept. */
  private int yieldsTaken;

  /** What {@link #yieldsTaken} was when this branch gave way; negative for never. */
  private int gaveWayAt = -1;

  /** A cancellation was asked for while branches run; it is raised when they have ended. */
  boolean cancelsAfterBranches;

  /**
   * Parts that clean up ({@code finally}, {@code defer}, the closing of a {@code with}) which the
   * strand is in: a cancellation reaches them at their awaits, not in the middle of their code.
   */
  private int cleanups;

  /** A cancellation has come to the code of such a part. */
  private boolean raisesLater;

  /** Bytes of suspended calls, roughly. */
  private long suspendedBytes;

  /** The strand of the task that this one is a part of; itself for a task. */
  private Strand root;

  /** The call that may be paused which this strand is a part of; null for none. */
  private final @Nullable StartedCall host;

  private final BideContext context;

  /** The worker that runs the task now; only the root's is kept. */
  private Worker worker;

  /**
   * The root's. Kept here as well, so that each check of an owner is one load away; null while the
   * root has none, or where it has got its own since this strand began.
   */
  private @Nullable Region region;

  /** Milliseconds on the executor's clock, roughly: since when the task waits, or runs. */
  private int stateSince;

  /** The id of the task that spawned this one; 0 for none. */
  private long spawnerId;

  /**
   * What the task is to release when it ends; only the root's, and null until there is something.
   */
  private @Nullable Holdings holdings;

  /**
   * Woken branches of this task, last woken first, linked through {@link Task#next}. Only a root's
   * list is used.
   */
  private volatile Task ready;

  /** A task. */
  public Strand(BideContext context, Scheduler scheduler) {
    super(scheduler);
    this.context = context;
    this.root = this;
    this.host = null;
  }

  /** A branch of the task that {@code parent} is a strand of. */
  Strand(Strand parent, Scheduler scheduler) {
    this(parent, scheduler, parent.host);
  }

  /** A branch that may be paused together with {@code host}. */
  Strand(Strand parent, Scheduler scheduler, @Nullable StartedCall host) {
    super(scheduler);
    this.context = parent.context;
    this.root = parent.root;
    this.region = parent.region;
    this.host = host;
  }

  /** Makes the strand start with a call, or wait for a leaf, when it is first scheduled. */
  public void begin(Object awaitable) {
    if (awaitable instanceof CallFuture future && future.started() == null) {
      beginCall(future);
      return;
    }
    leaf = Awaitables.leaf(awaitable);
    if (leaf == null) {
      CallFuture driven = ByHand.callOf(awaitable);
      if (driven == null) {
        throw Awaitables.notAwaitable(awaitable);
      }
      beginCall(driven);
    }
  }

  /** What this thread's driver has resumed, by identity; null where it has no driver. */
  @TruffleBoundary
  public static @Nullable Object runNow() {
    return Slices.resumed();
  }

  /** The code of this thread has caught {@code error}, and may read its way. */
  @TruffleBoundary
  public static void caught(BideException error) {
    Strand strand = Slices.running();
    Activation resumed = Slices.resumed();
    error
        .trace()
        .caught(error, resumed, resumed == null ? List.of() : Resting.callers(strand, resumed));
  }

  /**
   * The strand whose code this thread is in the middle of, for what is called without knowing it;
   * null where it runs none.
   */
  @TruffleBoundary
  public static Strand running() {
    Strand strand = Slices.running();
    return strand != null ? strand : BlockingCall.running();
  }

  /** The region of the task that this thread's worker has; null where it has none. */
  @TruffleBoundary
  public static @Nullable Region regionAtWork() {
    Strand held = Slices.held();
    return held == null ? null : held.region();
  }

  /** The region of {@link #running}; null where this thread runs none. */
  static @Nullable Region currentRegion() {
    Strand strand = running();
    return strand == null ? null : strand.region();
  }

  void beginCall(CallFuture future) {
    Object[] arguments = future.start(this);
    if (arguments == null) {
      throw Awaitables.startedTwice(future);
    }
    innermost = new NotStarted(future.code(), arguments);
  }

  public BideContext context() {
    return context;
  }

  Strand root() {
    return root;
  }

  /** The handle of the task that this strand is a part of. */
  public Object task() {
    return root;
  }

  @Override
  public Strand strand() {
    return this;
  }

  /** Whether pausing {@code call} pauses this strand. */
  boolean isPartOf(StartedCall call) {
    return StartedCall.isWithin(host, call);
  }

  /** The task has taken something, which it holds until its end unless it is released before. */
  @TruffleBoundary
  public void holds(Held held) {
    holds(held, host);
  }

  void holds(Held held, @Nullable StartedCall taker) {
    root.holdings().add(held, taker);
    held.heldBy(region());
  }

  /** A future that {@code last} was polled with is kept, though this strand waits no longer. */
  void keeps(Future future, Waker last) {
    if (future instanceof Pausable pausable && pausable.pause()) {
      root.keeps(pausable, last, host);
    }
  }

  @TruffleBoundary
  void keeps(Pausable future, Waker last, @Nullable StartedCall taker) {
    holdings().add(future, last, taker);
  }

  private Holdings holdings() {
    if (holdings == null) {
      holdings = new Holdings();
    }
    return holdings;
  }

  /** A call of this task has begun that somebody may stop waiting for. */
  void owns(StartedCall call) {
    holdings().add(call);
  }

  /** It has ended. */
  void disowns(StartedCall call) {
    holdings().remove(call);
  }

  /**
   * The outermost call of the task has ended; what has to end before the task does, or null.
   *
   * @param result of that call
   */
  @Nullable Leftovers leftovers(Object result) {
    if (holdings == null) {
      return null;
    }
    List<StartedCall> calls = new ArrayList<>(holdings.outermostCalls());
    calls.removeIf(call -> !call.region().isOwnedBy(region())); // given away: another task's
    if (calls.isEmpty()) {
      return null;
    }
    return new Leftovers(calls, result);
  }

  /** Nobody waits any more for calls that have begun, but somebody may again: they are paused. */
  void pauseCalls() {
    if (holdings != null) {
      holdings.outermostCalls().stream()
          .filter(call -> call.region().isOwnedBy(region()))
          .forEach(StartedCall::pause); // what is within them is then paused, too
    }
  }

  /** The task has begun to run, or is about to wait, or its time slice is over. */
  void stateChanges() {
    stateSince = (int) worker.executor().coarseMillis();
  }

  /** How long the task has waited, or run; right for up to 24 days. */
  int millisInState(Executor executor) {
    return (int) executor.freshMillis() - stateSince;
  }

  void spawnedBy(Strand spawner) {
    spawnerId = spawner.root.id();
  }

  long spawnerId() {
    return spawnerId;
  }

  /** What the task holds now. Any thread; out of date at once where the task runs. */
  List<Held> held() {
    return root.holdings == null ? List.of() : root.holdings.now();
  }

  /** The task has ended. */
  void releaseHoldings() {
    if (holdings != null) {
      holdings.releaseAll();
    }
  }

  /**
   * The task has ended: see {@link Transfer#closeLeft}.
   *
   * @param result of the task
   */
  Object closeLeft(Object result) {
    boolean kept =
        info() != TaskReports.MAIN && !(info() instanceof TaskInfo info && info.discarded());
    return Transfer.closeLeft(this, result, kept);
  }

  /** A call goes on in another task, with the calls within it, and all that they hold. */
  void moveCalls(StartedCall call, Strand task) {
    call.moveTo(task);
    if (holdings != null) {
      holdings.moveTo(task, call);
    }
  }

  /** Names what the suspended calls hold. */
  void reach(Consumer<Object> visitor) {
    for (Activation call = innermost; call != null; call = call.parent) {
      call.reach(visitor);
    }
    visitor.accept(leaf);
    visitor.accept(value);
  }

  /** Becomes a strand of another task, with all that it waits for. */
  void moveTo(Strand task) {
    root = task;
    region = task.region;
    if (leaf instanceof Composite composite) {
      composite.moveTo(task);
    } else if (leaf instanceof StartedCall call) {
      call.moveTo(task);
    }
  }

  @Nullable StartedCall host() {
    return host;
  }

  boolean isRoot() {
    return root == this;
  }

  public Worker worker() {
    return root.worker;
  }

  void runsOn(Worker newWorker) {
    worker = newWorker;
  }

  @Override
  public Region region() {
    Region known = region;
    return known != null ? known : makeRegion();
  }

  /** Where what the task makes and is given belongs; to be called before the task starts. */
  public void owns(Region newRegion) {
    region = newRegion;
  }

  /** Null while the task has never had anything. */
  @Nullable Region regionOrNull() {
    return root.region;
  }

  @Override
  public @Nullable Region knownRegion() {
    return region;
  }

  @TruffleBoundary
  private Region makeRegion() {
    if (root.region == null) {
      root.region = new Region(root.id());
    }
    region = root.region;
    return region;
  }

  @Override
  public Output output() {
    return context.output();
  }

  // ---------------------------------------------------------------- budgets

  /** A sync call begins; false when there are too many on the stack, and then it must not. */
  public boolean enterCall() {
    if (calls >= MAX_CALLS) {
      return false;
    }
    calls++;
    return true;
  }

  public void leaveCall() {
    calls--;
  }

  /** A part begins that cleans up. */
  public void enterCleanup() {
    cleanups++;
  }

  /** It has ended; what has been asked of the strand meanwhile is raised at the next safepoint. */
  public void leaveCleanup() {
    // A generator may have begun it in another strand.
    cleanups = Math.max(0, cleanups - 1);
    if (cleanups == 0 && raisesLater) {
      raisesLater = false;
      raiseSoon();
    }
  }

  @TruffleBoundary
  private void raiseSoon() {
    Cancellation.interruptThis(context);
  }

  /** Whether a cancellation is not to be raised in the code that runs now, but after it. */
  boolean putsOffCancellation() {
    boolean cleans = cleanups > 0 && !isAskedAgain();
    raisesLater |= cleans;
    return cleans;
  }

  /** Whether it has given way within a part that cleans up: that is no await. */
  boolean isCleaningUp() {
    return leaf == TURN && isCancelPending() && putsOffCancellation();
  }

  void grow(int bytes) {
    suspendedBytes += bytes;
  }

  void shrink(int bytes) {
    suspendedBytes -= bytes;
  }

  boolean isOverBudget() {
    return suspendedBytes > context.suspendedBytesLimit();
  }

  /** Counts one ready await; true when the task has had its share of this run. */
  boolean spendBudget() {
    return --root.worker.budget < 0;
  }

  /** Suspends although it could go on: the task goes to the end of its worker's queue. */
  void yieldLater() {
    root.yields = true;
    if (!isRoot()) {
      gaveWayAt = root.yieldsTaken;
      wake(); // back among the woken branches; the root itself is put into the worker's queue
    }
  }

  /** Whether this branch has given way, and the task has not done so since. */
  boolean wantsToYield() {
    return gaveWayAt == root.yieldsTaken;
  }

  /** The strand that waits for what this one is a part of; null for a task, or if nobody does. */
  @Nullable Strand partOf() {
    return switch (scheduler()) {
      case Composite whole -> whole.waiter();
      case StartedCall call -> call.waiter();
      case null, default -> null;
    };
  }

  boolean yields() {
    return yields;
  }

  /**
   * Whether a loop that this strand runs is to give way between two rounds: the time slice is over,
   * and somebody else could run.
   */
  public boolean givesWay() {
    return root.isAskedToGiveWay() && root.worker.endsSlice();
  }

  /** It does so: goes to the end of the worker's queue, past sockets and timers. */
  @TruffleBoundary
  void giveWay() {
    leaf = TURN;
    root.worker.sliceEnded();
    yieldLater();
  }

  /** Whether it waits for nothing but its turn, since its time slice was over. */
  boolean gaveWay() {
    return leaf == TURN;
  }

  boolean takeYield() {
    boolean was = yields;
    yields = false;
    if (was) {
      yieldsTaken++;
    }
    return was;
  }

  /** The error that this strand has ended with, which is hereby seen; null if it did not fail. */
  @Nullable RuntimeException failure() {
    if (!isFailed()) {
      return null;
    }
    observe();
    return (RuntimeException) outcome();
  }

  CancelledException cancellation() {
    return new CancelledException();
  }

  // ---------------------------------------------------------------- branches

  /** A branch below this strand has become runnable; any thread. */
  void scheduleBranch(Task branch) {
    if (host == null) {
      root.pushReady(branch);
    } else {
      host.schedule(branch);
    }
  }

  /** A branch of this task is to run; any thread. */
  private void pushReady(Task branch) {
    putBack(branch);
    wake();
  }

  /** The branch is among those that are ready; the task knows of it. */
  void putBack(Task branch) {
    for (; ; ) {
      Task head = ready;
      branch.next = head;
      if (READY.compareAndSet(this, head, branch)) {
        return;
      }
    }
  }

  boolean hasReady() {
    return ready != null;
  }

  /** All woken branches, first woken first, linked through next; null for none. */
  Task takeReady() {
    if (ready == null) {
      return null;
    }
    Task reversed = (Task) READY.getAndSet(this, null);
    Task list = null;
    while (reversed != null) {
      Task following = reversed.next;
      reversed.next = list;
      list = reversed;
      reversed = following;
    }
    return list;
  }

  /** What it has polled it waits for, until that ends or is dropped, also while it is paused. */
  @Override
  public boolean isWaiting() {
    return !isFinished();
  }

  /** Strands are run by the driver of the interpreter, never by themselves. */
  @Override
  public void run(Worker ignored) {
    throw new IllegalStateException("a strand needs the interpreter's driver");
  }

  @Override
  public String toString() {
    return "<task " + id() + ">";
  }
}
