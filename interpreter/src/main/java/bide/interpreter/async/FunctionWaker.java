package bide.interpreter.async;

import bide.interpreter.library.Invoker;
import bide.runtime.task.Scheduler;
import bide.runtime.task.Task;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A waker that calls a function: {@code waker(|| …)}. The function belongs to the task that made
 * the waker, with all that it captured, so that task calls it, whoever wakes: as a branch of its
 * own, between two pieces of its code. It is called at once where that task itself wakes, or polls
 * something that does. So it never runs twice at a time, nor beside the code of its task.
 *
 * <p>What others do, and why this differs. In Rust a waker's function runs on the thread that wakes
 * and has to be safe to share; here it may use what its task owns, at the price that a task which
 * never waits only hears of wakes of its own making. When the task has ended nothing is called.
 */
final class FunctionWaker extends WakerObject implements Scheduler {
  private final Strand owner;
  private final Object function;
  private final FutureLibrary library;

  /** Wakes whose call is still to come. */
  private final AtomicInteger calls = new AtomicInteger();

  FunctionWaker(Strand owner, Object function) {
    this.owner = owner;
    this.function = function;
    this.library = owner.context().futures(owner); // by a thread that may run code of scripts
  }

  @Override
  public void wake() {
    if (calls.getAndIncrement() == 0) {
      start();
    }
  }

  private void start() {
    if (!owner.root().isFinished()) {
      Strand branch = new Strand(owner, this);
      branch.beginCall(library.call("wakes", this));
      branch.wake();
    }
  }

  /** Makes the calls that are due, if this thread is in the middle of the task they belong to. */
  void callIfOwn(Strand caller, Invoker invoker) {
    if (caller.root() == owner.root()) {
      while (takeWake()) {
        call(caller, invoker);
      }
    }
  }

  /** Takes one of the calls that are due; false when there is none. */
  boolean takeWake() {
    return calls.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
  }

  void call(Strand caller, Invoker invoker) {
    Object unused = invoker.invoke(caller, function);
  }

  @Override
  public void schedule(Task branch) {
    owner.scheduleBranch(branch);
  }

  @Override
  public void finished(Task branch) {
    if (branch.isFailed()) {
      owner.context().reports().failedInWaker((Strand) branch);
      if (calls.get() > 0) {
        start();
      }
    }
  }
}
