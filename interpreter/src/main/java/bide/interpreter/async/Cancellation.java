package bide.interpreter.async;

import bide.interpreter.error.BideException;
import bide.runtime.task.Task;
import com.oracle.truffle.api.ThreadLocalAction;
import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.nodes.Node;

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
    note(canceller, task, call);
    return cancel(canceller.context().env(), task);
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
