package bide.runtime.task;

import bide.runtime.executor.Worker;
import org.jspecify.annotations.Nullable;

/** A task that drives one future of the runtime; cancelling it drops the future. */
public final class PolledTask extends Task {
  private final Future future;

  public PolledTask(Scheduler scheduler, Future future) {
    super(scheduler);
    this.future = future;
  }

  @Override
  public void run(Worker worker) {
    Object result;
    try {
      if (takeCancelRequest()) {
        future.drop();
        completeCancelled();
        return;
      }
      result = future.poll(this);
    } catch (Throwable failure) {
      fail(failure);
      return;
    }
    finish(worker, result);
  }

  private void finish(Worker worker, @Nullable Object result) {
    if (result != PENDING) {
      complete(result);
    } else if (!suspend()) {
      worker.requeue(this);
    }
  }
}
