package bide.interpreter.async;

import bide.interpreter.error.BideException;
import bide.interpreter.error.CancelledException;
import bide.interpreter.error.Errors;
import bide.interpreter.error.Trace;
import bide.interpreter.ownership.Ownership;
import bide.interpreter.value.Nil;
import bide.runtime.executor.TaskHolder;
import bide.runtime.executor.Worker;
import bide.runtime.task.Future;
import bide.runtime.task.Task;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.exception.AbstractTruffleException;
import com.oracle.truffle.api.nodes.EncapsulatingNodeReference;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.nodes.RootNode;
import org.jspecify.annotations.Nullable;

/**
 * What one worker runs next: it takes a task from the worker, then the task's own strand and its
 * woken branches in turn, until none can go on or the task has had its share. Used by the worker's
 * driver alone.
 */
final class Slices implements TaskHolder {
  private static final ThreadLocal<Slices> CURRENT = new ThreadLocal<>();

  /**
   * So many yields at most without going through the worker's queues, which also look at sockets
   * and timers.
   */
  private static final int MAX_YIELDS_IN_ROW = 60;

  /**
   * Futures that may poll each other by hand on one stack. Each may have all the direct calls on it
   * that {@link AwaitNode#MAX_DIRECT_DEPTH} allows.
   */
  private static final int MAX_NESTED_POLLS = 1_000;

  private final Worker worker;

  /**
   * The task that this worker holds; null between tasks. Like all here it is for the worker's
   * thread alone, and not volatile: it changes twice with each task, and two fences were a seventh
   * of what passing a message to a task and back costs.
   */
  private Strand root;

  /** The task's own code runs, rather than the driver between two pieces of it. */
  boolean inCode;

  /** What the driver resumed last. */
  private Strand current;

  private Activation resumed;

  /** Yields after which the task was simply resumed, because no other was ready. */
  private int yieldsInRow;

  /** Woken branches of the task that are still to be run, linked through next. */
  private Task branches;

  /** Those that were ready when something in the task gave way have been taken. */
  private boolean servedBeforeYield;

  /** What is polled by hand in the middle of the task's code; null for nothing. */
  private @Nullable Nested nested;

  /** A future that is polled by hand, and the code that was left for it. */
  private static final class Nested {
    final @Nullable Nested outer;
    final StartedCall call;
    final Strand poller;
    final Activation resumed;
    final int depth;

    /** A cancellation of the code below was raised in the code that it polls. */
    boolean raised;

    Nested(@Nullable Nested outer, StartedCall call, Strand poller, Activation resumed) {
      this.outer = outer;
      this.call = call;
      this.poller = poller;
      this.resumed = resumed;
      this.depth = outer == null ? 1 : outer.depth + 1;
    }
  }

  Slices(Worker worker) {
    this.worker = worker;
    worker.setHolder(this);
    CURRENT.set(this);
  }

  /**
   * Raises a cancellation that was requested of the strand that this thread is in the middle of.
   * Not once its innermost call has been saved: that call could not run its finally blocks any
   * more, and the request is raised when the strand is looked at next.
   */
  static void raiseCancellation() {
    Slices slices = CURRENT.get();
    Strand running = slices == null || !slices.inCode ? null : slices.current;
    if (running != null && running.context().isKilling()) {
      throw running.cancellation();
    }
    if (running != null
        && isToEnd(running)
        && running.leaf == null
        && running.innermost == slices.resumed
        && !running.putsOffCancellation()
        && running.takeCancelRequest()) {
      throw running.cancellation();
    }
    // Code that is polled by hand stands for the code that polls it, which cannot go on meanwhile.
    for (Nested n = running == null ? null : slices.nested; n != null; n = n.outer) {
      if (isToEnd(n.poller) && !n.poller.putsOffCancellation() && n.poller.takeCancelRequest()) {
        n.raised = true;
        throw n.poller.cancellation();
      }
    }
  }

  /**
   * Whether a cancellation of {@code strand} is due: its own, or that of something that it is a
   * part of and that cannot see to it while the strand holds the worker; so it is asked for here.
   */
  private static boolean isToEnd(Strand strand) {
    if (strand.isCancelPending()) {
      return true;
    }
    for (Strand around = strand.partOf(); around != null; around = around.partOf()) {
      if (around.isCancelPending()) {
        // One that waits for cancelled branches already has been asked again.
        return around.cancelsAfterBranches ? strand.cancelAgain() : strand.cancel();
      }
      if (around.leaf instanceof Branches branches && branches.isTimeOver()) {
        return strand.cancel();
      }
    }
    return false;
  }

  /** Throws a FutureError where this thread runs no task: only a task can poll futures. */
  static void requireTask() {
    if (CURRENT.get() == null) {
      throw new BideException(
              "FutureError", "a function on a thread of its own cannot poll futures, tasks can")
          .withHelp("let it wake a waker, or send to a channel, and poll in the task");
    }
  }

  /**
   * Runs what is due of a call that the code on this thread polls by hand, on top of its stack,
   * until it waits or gives way.
   */
  static void runDue(StartedCall call, Strand poller, Node place) {
    requireTask();
    Slices slices = CURRENT.get();
    Nested run = new Nested(slices.nested, call, slices.current, slices.resumed);
    if (run.depth > MAX_NESTED_POLLS) {
      throw Errors.recursion("too many futures poll each other by hand");
    }
    slices.nested = run;
    slices.inCode = false;
    EncapsulatingNodeReference calls = EncapsulatingNodeReference.getCurrent();
    Node caller = calls.set(place.getRootNode() == null ? null : place);
    try {
      Object unused = poller.context().nestedDriver().call(slices);
    } finally {
      calls.set(caller);
      slices.nested = run.outer;
      slices.current = run.poller;
      slices.resumed = run.resumed;
      slices.inCode = true;
    }
    if (run.raised) {
      throw poller.cancellation();
    }
  }

  @Override
  public @Nullable Task heldTask() {
    return root;
  }

  @Override
  public boolean hasOtherParts() {
    Strand task = root;
    // Whoever polls by hand could go on as well.
    return branches != null || nested != null || (task != null && task.hasReady());
  }

  @Override
  public boolean isPartCancelled() {
    Strand part = current;
    boolean cancelled = part != null && part.root() == root && part.isCancelPending();
    for (Nested n = nested; n != null && !cancelled; n = n.outer) {
      cancelled = n.poller.isCancelPending();
    }
    return cancelled;
  }

  /** The next strand of the call that is polled by hand; null when it waits or gives way. */
  private @Nullable Strand nextNested(StartedCall call) {
    while (!root.takeYield()) {
      Task task = call.nextDue();
      if (task == null) {
        return null;
      }
      if (task.begin()) {
        if (prepare((Strand) task)) {
          return (Strand) task;
        }
        park(task);
      }
    }
    return null;
  }

  /** The strand whose code this thread is in the middle of; null where it runs none. */
  static @Nullable Strand running() {
    Slices slices = CURRENT.get();
    return slices == null ? null : slices.current;
  }

  /** What the driver of this thread resumed last; null where it has none. */
  static @Nullable Activation resumed() {
    Slices slices = CURRENT.get();
    return slices == null ? null : slices.resumed;
  }

  /** The task that this thread's worker has, also between two pieces of its code; null for none. */
  static @Nullable Strand held() {
    Slices slices = CURRENT.get();
    return slices == null ? null : slices.root;
  }

  /**
   * The strand whose code this thread is in the middle of, but null as well while the driver is
   * between two pieces of code.
   */
  static @Nullable Strand runningCode() {
    Slices slices = CURRENT.get();
    return slices == null || !slices.inCode ? null : slices.current;
  }

  /** The same, if it is still the same run of the worker, as in {@link Worker#runSeen}. */
  static @Nullable Strand runningCode(Worker worker, long run) {
    Slices slices = CURRENT.get();
    return slices == null || slices.worker != worker || worker.runSeen() != run
        ? null
        : runningCode();
  }

  /** The driver is about to resume a call of {@code strand}. */
  void resumes(Strand strand, Activation activation) {
    current = strand;
    resumed = activation;
  }

  /**
   * The next strand to resume, with what it is resumed with in {@link Strand#value}; null when the
   * worker is to stop.
   */
  @TruffleBoundary
  Strand next() {
    worker.resumes();
    Strand next = nested != null ? nextNested(nested.call) : nextOfWorker();
    if (next != null) {
      worker.beginSlice(root);
    }
    return next;
  }

  private @Nullable Strand nextOfWorker() {
    for (; ; ) {
      if (root == null) {
        Strand task = (Strand) worker.next();
        if (task == null) {
          return null;
        }
        root = task;
        task.runsOn(worker);
        task.stateChanges();
        if (prepare(task)) {
          return task;
        }
        continue;
      }
      Strand branch = nextBranch();
      if (branch != null) {
        if (prepare(branch)) {
          return branch;
        }
        park(branch);
        continue;
      }
      if (root.takeYield() || worker.budget < 0) {
        servedBeforeYield = false;
        if (worker.takeSliceEnded()) {
          yieldsInRow = MAX_YIELDS_IN_ROW;
          root.stateChanges();
        }
        if (yieldsInRow < MAX_YIELDS_IN_ROW && !worker.hasOtherTasks()) {
          yieldsInRow++;
          worker.budget = Worker.BUDGET;
          if (prepare(root)) {
            return root;
          }
          continue;
        }
        yieldsInRow = 0;
        Strand task = root;
        root = null;
        worker.requeue(task);
      } else {
        root.stateChanges();
        if (root.suspend()) {
          root = null;
        } else if (prepare(root)) {
          return root;
        }
      }
    }
  }

  /**
   * Takes the strands of {@code call} out of those that are still to be run, since nobody waits for
   * it any more; linked through next. For the task that this thread runs.
   */
  static @Nullable Task withdraw(StartedCall call) {
    Slices slices = CURRENT.get();
    Task all = join(slices.branches, slices.root.takeReady());
    slices.branches = null;
    Task withdrawn = null;
    Task kept = null;
    Task lastKept = null;
    while (all != null) {
      Task task = all;
      all = task.next;
      task.next = null;
      if (((Strand) task).isPartOf(call)) {
        task.next = withdrawn;
        withdrawn = task;
      } else if (lastKept == null) {
        kept = lastKept = task;
      } else {
        lastKept.next = task;
        lastKept = task;
      }
    }
    slices.branches = kept;
    return withdrawn;
  }

  private static @Nullable Task join(@Nullable Task first, @Nullable Task second) {
    if (first == null) {
      return second;
    }
    Task last = first;
    while (last.next != null) {
      last = last.next;
    }
    last.next = second;
    return first;
  }

  private Strand nextBranch() {
    for (; ; ) {
      if (branches == null) {
        branches = root.yields() ? readyBeforeYield() : root.takeReady();
        if (branches == null) {
          return null;
        }
      }
      Strand branch = (Strand) branches;
      branches = branch.next;
      branch.next = null;
      if (branch.begin()) {
        return branch;
      }
    }
  }

  /**
   * Something in the task gave way: to other tasks and to the task's own strand, but not before the
   * branches have run that were ready by then, once. (The task's own strand may be a select whose
   * other branch is the yield, over and over.) Those that gave way themselves have to wait.
   */
  private @Nullable Task readyBeforeYield() {
    if (servedBeforeYield) {
      return null;
    }
    servedBeforeYield = true;
    Task first = null;
    Task last = null;
    for (Task task = root.takeReady(); task != null; ) {
      Strand branch = (Strand) task;
      task = task.next;
      branch.next = null;
      if (branch.wantsToYield()) {
        root.putBack(branch);
      } else if (first == null) {
        first = last = branch;
      } else {
        last.next = branch;
        last = branch;
      }
    }
    return first;
  }

  /** A branch waits again; if it was woken meanwhile it is ready at once. */
  private void park(Task branch) {
    if (!branch.suspend()) {
      branch.requeue();
      branch.scheduler().schedule(branch);
    }
  }

  /**
   * Looks whether a woken strand can go on; if so, {@link Strand#value} is what it goes on with.
   */
  private boolean prepare(Strand strand) {
    if (!strand.isCleaningUp() && strand.takeCancelRequest()) {
      // What the strand waits for may have to end first, with its finally blocks.
      if (strand.cancelsAfterBranches) {
        Cancellation.cancelPartsAgain(strand.leaf);
      } else if ((strand.leaf instanceof Composite inner && inner.cancel())
          || (strand.leaf instanceof StartedCall call && call.cancel(strand))) {
        strand.cancelsAfterBranches = true;
      } else {
        drop(strand);
        strand.value = new Thrown(strand.cancellation());
        return true;
      }
    }
    Future leaf = strand.leaf;
    if (leaf == null) {
      if (strand.value == null) {
        return false; // woken although it waits for nothing: a branch told its task
      }
      return true;
    }
    Object result;
    try {
      result = leaf.poll(strand);
      if (result == Future.PENDING) {
        return false;
      }
      result = Transfer.received(leaf, Awaitables.result(result), strand);
    } catch (RuntimeException failure) {
      Object unused = Transfer.received(leaf, Nil.NIL, strand);
      result = new Thrown(Awaitables.failure(failure, awaitPlace(strand)));
    }
    strand.leaf = null;
    if (strand.cancelsAfterBranches) {
      strand.cancelsAfterBranches = false;
      Awaitables.discard(leaf, result);
      BideException error = // of what had to end
          result instanceof Thrown thrown ? BideException.within(thrown.error()) : null;
      result = new Thrown(strand.cancellation().with(error, null));
    }
    strand.value = result;
    return true;
  }

  /** The await that a strand rests at; null where it has not started. */
  private static @Nullable Node awaitPlace(Strand strand) {
    Activation activation = strand.innermost;
    if (activation instanceof Relay relay) {
      return relay.place;
    }
    return activation == null || activation.layout == null ? null : activation.layout.awaitNode();
  }

  private static void drop(Strand strand) {
    Future leaf = strand.leaf;
    strand.leaf = null;
    if (leaf instanceof Task task) {
      task.stopWaiting(strand);
    } else if (leaf instanceof StartedCall call) {
      call.pause();
    } else if (leaf != null) {
      leaf.drop();
    }
  }

  /** The strand waits. */
  @TruffleBoundary
  void suspended(Strand strand) {
    if (!strand.isRoot()) {
      park(strand);
    }
  }

  /** The outermost call of the strand has ended with a value or a {@link Thrown}. */
  @TruffleBoundary
  void ended(Strand strand, Object result) {
    if (strand.isRoot()) {
      Leftovers leftovers = strand.leftovers(result);
      if (leftovers != null) {
        strand.innermost = new Relay(null);
        strand.leaf = leftovers;
        leftovers.start(strand);
        return;
      }
      root = null;
      strand.releaseHoldings();
    }
    if (strand.isRoot()) {
      if (TaskInfo.isShared(strand)) {
        result = frozen(strand, result);
      }
      result = strand.closeLeft(result);
    }
    if (!(result instanceof Thrown thrown)) {
      if (result instanceof CallFuture future) {
        future.share(); // several may await the task
      }
      strand.complete(result);
      return;
    }
    AbstractTruffleException failure = thrown.error();
    if (failure instanceof CancelledException cancelled) {
      if (strand.isRoot()) {
        BlockingCall.cancelStartedBy(strand);
      }
      failure = cancelled.failure();
    }
    if (failure == null) {
      strand.completeCancelled();
    } else {
      if (strand.isRoot() && failure instanceof BideException error) {
        TaskReports.traceSpawn(strand, error);
        BideException cancelledBy = TaskInfo.cancelledBy(strand);
        if (cancelledBy != null) {
          error.suppress(cancelledBy); // it failed on its way out
        }
        error.share(); // whoever awaits the task gets to see it
      }
      strand.fail(failure);
      if (strand.info() instanceof TaskInfo info && info.discarded()) {
        strand.context().reports().failed(strand);
      }
    }
  }

  /** What a shared future gives is for all tasks. */
  private static Object frozen(Strand strand, Object result) {
    try {
      Ownership.freeze(result, strand.region());
      return result;
    } catch (BideException notForAll) {
      return new Thrown(notForAll);
    }
  }

  /**
   * The error of a leaf that a call awaits in tail position: nothing of the call is on the stack.
   */
  private static void passes(AwaitNode place, Trace trace, boolean arose) {
    RootNode function = place.getRootNode();
    if (function.isInternal()) {
      return;
    }
    if (arose && trace.isEmpty()) {
      trace.begin(function.getName(), place.getSourceSection());
    } else {
      trace.arrives(function, place.getSourceSection());
      trace.leaves(function);
    }
  }

  /** A resumed call has thrown: makes of it what the call above is resumed with. */
  @TruffleBoundary
  Object failed(Throwable failure, Activation activation, Object resumedWith) {
    AbstractTruffleException error = InternalFailure.guest(failure);
    if (Cancellation.isInterrupt(error)) {
      throw error; // the worker is to leave the context, wherever the task is
    }
    BideException traced = BideException.within(error);
    if (traced != null) {
      boolean arose = traced.trace().collect(traced);
      traced.trace().leavesStack(activation);
      if (!arose && activation.layout != null) {
        if (resumedWith instanceof Thrown thrown
            && thrown.error() == error
            && !activation.layout.handlesErrors()) {
          activation.layout.arrives(thrown);
        }
        traced.trace().leaves(activation.layout.root);
      }
      if (activation instanceof Relay relay && relay.place != null) {
        passes(relay.place, traced.trace(), arose);
      }
    }
    return new Thrown(error);
  }
}
