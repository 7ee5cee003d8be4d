package bide.interpreter.async;

import bide.interpreter.BideContext;
import bide.interpreter.function.FunctionCode;
import bide.interpreter.value.Nil;
import bide.runtime.executor.Executor;
import bide.runtime.task.Scheduler;
import bide.runtime.task.Task;
import bide.runtime.task.Waker;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the main task of a session waits for: one input after the other, and the end of the session.
 * Each input is a strand of the task, so it can fail or be cancelled and the task goes on, with its
 * wakers, its locks and all that it owns.
 */
public final class Inputs extends Composite implements Scheduler {
  private final Strand main;

  /** The input that runs; null between two. */
  private volatile @Nullable Strand current;

  /** Functions on threads of their own that inputs before the current one have started. */
  private Set<BlockingCall> earlierCalls = Set.of();

  private volatile boolean over;

  public Inputs(BideContext context, Executor executor) {
    main = new Strand(context, executor);
    main.leaf = this;
  }

  /** The main task; to be spawned before the first input. */
  public Strand main() {
    return main;
  }

  @Override
  Strand waiter() {
    return main;
  }

  /** The next input, which runs when it is woken. When the one before has ended. */
  public Strand add(FunctionCode code) {
    Strand input = new Strand(main, this);
    input.begin(new CallFuture(code, new Object[2]));
    earlierCalls = Set.copyOf(main.context().blockingCalls());
    current = input;
    return input;
  }

  /** No input follows: the main task ends. Any thread. */
  public void end() {
    over = true;
    main.wake();
  }

  /** The input that runs; null between two. */
  @Nullable Strand current() {
    return current;
  }

  @Override
  String name() {
    return "input";
  }

  @Override
  public @Nullable Object poll(Waker waker) {
    return over && current == null ? Nil.NIL : PENDING;
  }

  @Override
  boolean cancel() {
    over = true;
    Strand input = current;
    return input != null && input.cancel();
  }

  @Override
  public void schedule(Task input) {
    main.scheduleBranch(input);
  }

  @Override
  public void finished(Task input) {
    main.pauseCalls();
    if (input.isCancelled()) {
      BlockingCall.cancelStartedBy(main, earlierCalls);
    }
    main.context().unrunFutures().inputEnded(main, !input.isFailed() && !input.isCancelled());
    if (current == input) {
      current = null;
    }
    if (over) {
      main.wake();
    }
  }

  @Override
  void parts(BiConsumer<String, Object> out) {
    Strand input = current;
    if (input != null) {
      out.accept("input", input);
    }
  }

  @Override
  public void reach(Consumer<Object> visitor) {
    Strand input = current;
    if (input != null) {
      input.reach(visitor);
    }
  }

  @Override
  void moveTo(Strand task) {
    throw new IllegalStateException("the main task is no part of another one");
  }
}
