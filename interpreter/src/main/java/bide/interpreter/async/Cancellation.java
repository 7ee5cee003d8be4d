package bide.interpreter.async;

import bide.interpreter.BideContext;
import bide.interpreter.error.BideException;
import bide.interpreter.error.CancelledException;
import bide.runtime.task.Future;
import bide.runtime.task.Task;
import com.oracle.truffle.api.ThreadLocalAction;
import com.oracle.truffle.api.exception.AbstractTruffleException;
import com.oracle.truffle.api.interop.ExceptionType;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.UnsupportedMessageException;
import com.oracle.truffle.api.nodes.Node;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks tasks to end. A task that waits is woken, and raises the cancellation at its await; one that
 * is in the middle of its code does so when it waits next. Where that does not come before its time
 * slice is over, {@link SliceOverruns} sees to it: a loop of an async function rests before its
 * next round, and a sync function is reached at its next safepoint, by an action of the engine that
 * runs on its thread, so that no code of ours polls.
 *
 * <p>What others do, and why this differs. In Python, Kotlin and Rust a task is cancelled at its
 * awaits alone, and a loop without any is never. Haskell throws into a thread wherever it is, so
 * that what has been acquired is lost where its handler is not in place yet; it has masks for that,
 * which each author must think of. Here an async function sees cancellations at its awaits and
 * between the rounds of its loops alone, and parts that clean up at their awaits alone ({@link
 * Strand#enterCleanup}); only a sync function that runs for long is left in the middle.
 */
public final class Cancellation {
  private Cancellation() {}

  /**
   * A call of {@code cancel} by a script, which the task remembers. False when the task has ended
   * already.
   */
  static boolean cancel(Strand canceller, Strand task, Node call) {
    BideContext context = canceller.context();
    if (context.isSession() && task.info() == TaskReports.MAIN) {
      return context.cancelForeground(); // the task itself goes on with the next input
    }
    note(canceller, task, call);
    return task.cancel();
  }

  /** Remembers who is about to cancel a task, and where; of several the first. */
  static void note(Strand canceller, Strand task, Node call) {
    if (task.isCancelRequested()
        || !(task.info() instanceof TaskInfo info)
        || info == TaskReports.MAIN) {
      return;
    }
    BideException by = Awaitables.deed("Cancelled", "cancelled", canceller, call);
    task.setInfo(info.cancelled(by));
  }

  /** By the host, such as for a key of the user. False when the task has ended already. */
  public static boolean cancel(BideContext context, Task task) {
    if (!task.cancel()) {
      return false;
    }
    interruptRunning(context);
    return true;
  }

  /**
   * Asks something that is on its way out once more, so that it leaves what it waits for or runs in
   * its finally blocks. False when it has ended already.
   */
  public static boolean cancelAgain(BideContext context, Task task) {
    if (!task.cancelAgain()) {
      return false;
    }
    killRunning(context);
    return true;
  }

  /** The same for the calls and tasks that {@code leaf} waits for. For the driver of its task. */
  static void cancelPartsAgain(Future leaf) {
    List<Object> parts = new ArrayList<>();
    if (leaf instanceof Composite composite) {
      composite.parts((name, part) -> parts.add(part));
    } else {
      parts.add(leaf);
    }
    for (Object part : parts) {
      Task task =
          part instanceof StartedCall call ? call.strand() : part instanceof Task t ? t : null;
      if (task != null) {
        boolean unused = task.cancelAgain();
      }
    }
  }

  /**
   * Reaches the functions on threads of their own that have been asked to end, and in a
   * deterministic run, which has no {@link SliceOverruns}, the task that runs.
   */
  public static void interruptRunning(BideContext context) {
    submit(context, null, context.isDeterministic());
  }

  /** Whether the engine asks the thread to leave the context at once: no error of a script. */
  public static boolean isInterrupt(Throwable failure) {
    if (!(failure instanceof AbstractTruffleException)
        || failure instanceof BideException
        || failure instanceof CancelledException) {
      return false;
    }
    try {
      return InteropLibrary.getUncached().getExceptionType(failure) == ExceptionType.INTERRUPT;
    } catch (UnsupportedMessageException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Reaches all code that runs, to end it: see {@link BideContext#isKilling}. */
  public static void killRunning(BideContext context) {
    submit(context, null, true);
  }

  /** Reaches the code that this thread runs. */
  static void interruptThis(BideContext context) {
    submit(context, new Thread[] {Thread.currentThread()}, true);
  }

  private static void submit(BideContext context, Thread @Nullable [] threads, boolean tasks) {
    // Not waited for: whoever asked goes on, the running tasks end in their own time.
    var unused = context.env().submitThreadLocal(threads, new Raise(tasks));
  }

  private static final class Raise extends ThreadLocalAction {
    private final boolean tasks;

    Raise(boolean tasks) {
      super(true, false);
      this.tasks = tasks;
    }

    @Override
    protected void perform(Access access) {
      if (tasks) {
        Slices.raiseCancellation();
      }
      BlockingCall.raiseCancellation();
    }
  }
}
