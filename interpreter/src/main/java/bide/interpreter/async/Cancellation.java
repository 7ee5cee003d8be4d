package bide.interpreter.async;

import bide.runtime.task.Task;
import com.oracle.truffle.api.ThreadLocalAction;
import com.oracle.truffle.api.TruffleLanguage;

/**
 * Asks tasks to end. A task that waits is woken, and raises the cancellation at its await. One that
 * is in the middle of its code is reached at its next safepoint (a loop's next round, a call), by
 * an action of the engine that runs on its thread: no code of ours polls.
 */
public final class Cancellation {
  private Cancellation() {}

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
