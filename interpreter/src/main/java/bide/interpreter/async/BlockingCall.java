package bide.interpreter.async;

import bide.interpreter.BideContext;
import bide.interpreter.error.BideException;
import bide.interpreter.error.CancelledException;
import bide.interpreter.function.Closure;
import bide.interpreter.node.call.InvokerNode;
import bide.runtime.executor.Executor;
import bide.runtime.task.Future;
import bide.runtime.task.FutureBusyException;
import bide.runtime.task.FutureEndedException;
import bide.runtime.task.Waker;
import com.oracle.truffle.api.exception.AbstractTruffleException;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.nodes.RootNode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A function on a thread of the blocking pool, and the future of its result. When that is dropped,
 * or the program ends, the function is cancelled as a task in the middle of its code is: at its
 * next safepoint, by an action of the engine.
 */
public final class BlockingCall implements Future {
  private static final ThreadLocal<BlockingCall> CURRENT = new ThreadLocal<>();

  /** What the pool calls the jobs that are functions of the script. */
  static final String JOB = "spawn_blocking";

  private final Object function;
  private final Strand spawner;
  private final Executor executor;

  /** Who has started it, and where. */
  private final TaskInfo info;

  /** What the function runs as; always in the state of a task that runs. */
  private final Strand strand;

  private Future job;
  private boolean ended;
  private volatile boolean over;
  private boolean failureCounted;

  /** Somebody waits for it, or has: it is theirs to drop. */
  private volatile boolean polled;

  private BlockingCall(Strand spawner, Object function, Node place) {
    BideContext context = spawner.context();
    this.function = function;
    this.spawner = spawner.root();
    this.executor = context.executor();
    this.strand = new Strand(context, executor);
    RootNode caller = place.getRootNode();
    this.info =
        new TaskInfo(
            functionName(),
            caller == null ? null : place.getEncapsulatingSourceSection(),
            caller == null ? null : caller.getName(),
            false);
    strand.setInfo(info);
    Transfer.toThread(spawner, strand, function, info.place());
    if (!strand.prepare() || !strand.begin()) {
      throw new IllegalStateException("a new strand is not idle");
    }
  }

  Strand strand() {
    return strand;
  }

  TaskInfo info() {
    return info;
  }

  /**
   * @param place of the call that starts it
   */
  static BlockingCall start(Strand spawner, Object function, Node place) {
    BlockingCall call = new BlockingCall(spawner, function, place);
    BideContext context = spawner.context();
    context.blockingCalls().add(call);
    call.job = call.executor.blocking().submit(JOB, call::run);
    return call;
  }

  private Object run() {
    CURRENT.set(this);
    try {
      Object result = Transfer.closeLeft(strand, called(), true);
      if (result instanceof Thrown thrown) {
        if (thrown.error() instanceof BideException failure) {
          strand.context().reports().blockingFailed(this, failure);
        }
        throw thrown.error();
      }
      return result;
    } finally {
      strand.releaseHoldings();
      CURRENT.remove();
      strand.context().blockingCalls().remove(this);
      over = true;
      executor.recheckEnds();
    }
  }

  /** Its failure is not kept, but counted. For {@link TaskReports}, under its lock. */
  void countFailure() {
    failureCounted = true;
  }

  boolean isFailureCounted() {
    return failureCounted;
  }

  /** The function has ended. */
  boolean isOver() {
    return over;
  }

  /** What the function gives, or a {@link Thrown}. */
  private Object called() {
    try {
      if (strand.takeCancelRequest() || strand.context().isInterrupted(executor)) {
        throw new CancelledException();
      }
      return InvokerNode.getUncached().invoke(strand, function);
    } catch (Throwable failure) {
      AbstractTruffleException error = InternalFailure.guest(failure);
      if (error instanceof CancelledException cancelled && cancelled.failure() != null) {
        error = cancelled.failure();
      }
      if (error instanceof BideException traced && !traced.trace().collect(traced)) {
        traced.trace().comesBack(null);
      }
      return new Thrown(error);
    }
  }

  /** The strand whose function this thread is in the middle of; null where it runs none. */
  static @Nullable Strand running() {
    BlockingCall call = CURRENT.get();
    return call == null ? null : call.strand;
  }

  /** Raises a cancellation that was requested of the function that this thread is in. */
  static void raiseCancellation() {
    BlockingCall call = CURRENT.get();
    if (call == null) {
      return;
    }
    Strand strand = call.strand;
    if (strand.context().isKilling()
        || strand.context().isInterrupted(call.executor)
        || (strand.isCancelPending()
            && !strand.putsOffCancellation()
            && strand.takeCancelRequest())) {
      throw strand.cancellation();
    }
  }

  public void cancel() {
    boolean unused = Cancellation.cancel(strand.context(), strand);
  }

  /**
   * A task has been cancelled: so are the functions that it started and had no time to wait for,
   * since their futures went with it.
   */
  static void cancelStartedBy(Strand task) {
    cancelStartedBy(task, Set.of());
  }

  /**
   * The same for a part of the task.
   *
   * @param earlier what was started before that part
   */
  static void cancelStartedBy(Strand task, Set<BlockingCall> earlier) {
    for (BlockingCall call : task.context().blockingCalls()) {
      if (call.spawner == task && !call.polled && !earlier.contains(call)) {
        call.cancel();
      }
    }
  }

  /** Whether it works for a task that goes on when the main task has ended. */
  boolean isDetached() {
    return spawner.isDetached() && !spawner.isFinished();
  }

  String functionName() {
    return function instanceof Closure closure ? closure.code().name() : "builtin";
  }

  @Override
  public Object poll(Waker waker) {
    if (ended) {
      throw new FutureEndedException(JOB);
    }
    polled = true;
    boolean pending = false;
    try {
      Object result = job.poll(waker);
      pending = result == PENDING;
      return result;
    } catch (FutureBusyException busy) {
      pending = true;
      throw busy;
    } finally {
      ended = !pending;
      if (ended) {
        strand.context().reports().blockingSeen(this);
      }
    }
  }

  @Override
  public void drop() {
    if (!ended) {
      ended = true;
      job.drop();
      cancel();
      strand.context().blockingCalls().remove(this);
    }
  }

  @Override
  public String toString() {
    return "<future " + JOB + ">";
  }
}
