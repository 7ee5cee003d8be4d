package bide.interpreter.async;

import bide.interpreter.BideContext;
import bide.interpreter.error.BideException;
import bide.runtime.task.Future;
import bide.runtime.task.Task;
import com.oracle.truffle.api.ThreadLocalAction;
import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.nodes.Node;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks tasks to end. A task that waits is woken, and raises the cancellation at its await. One that
 * is in the middle of its code is reached at its next safepoint (a loop's next round, a call), by
 * an action of the engine that runs on its thread: no code of ours polls.
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
    return cancel(context.env(), task);
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

  /** False when the task has ended already. */
  public static boolean cancel(TruffleLanguage.Env env, Task task) {
    if (!task.cancel()) {
      return false;
    }
    interruptRunning(env);
    return true;
  }

  /**
   * Asks something that is on its way out once more, so that it leaves what it waits for or runs in
   * its finally blocks. False when it has ended already.
   */
  public static boolean cancelAgain(TruffleLanguage.Env env, Task task) {
    if (!task.cancelAgain()) {
      return false;
    }
    interruptRunning(env);
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

  /** Reaches the tasks that are in the middle of their code and have been asked to end. */
  public static void interruptRunning(TruffleLanguage.Env env) {
    // Not waited for: whoever asked goes on, the running tasks end in their own time.
    var unused = env.submitThreadLocal(null, new Raise());
  }

  private static final class Raise extends ThreadLocalAction {
    Raise() {
      super(true, false);
    }

    @Override
    protected void perform(Access access) {
      Slices.raiseCancellation();
      BlockingCall.raiseCancellation();
    }
  }
}
