package bide.interpreter.async;

import bide.runtime.task.Waker;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The end of a task that leaves calls behind which have begun and which nobody has gone on with: a
 * loser of {@code select} that a variable held, a future polled by hand. They are cancelled, and
 * the task ends when their {@code finally} blocks have run.
 */
final class Leftovers extends Composite {
  private final List<StartedCall> calls;
  private final Object result;
  private int ended;

  /**
   * @param result of the task: a value or a {@link Thrown}
   */
  Leftovers(List<StartedCall> calls, Object result) {
    this.calls = calls;
    this.result = result;
  }

  void start(Strand task) {
    for (StartedCall call : calls) {
      call.leaveBehind(task);
    }
  }

  @Override
  String name() {
    return "leftovers";
  }

  @Override
  public @Nullable Object poll(Waker waker) {
    while (ended < calls.size() && calls.get(ended).isFinished()) {
      ended++;
    }
    if (ended < calls.size()) {
      return PENDING;
    }
    RuntimeException failure = result instanceof Thrown thrown ? thrown.error() : null;
    for (StartedCall call : calls) {
      failure = Awaitables.both(failure, call.failure());
    }
    if (failure != null) {
      throw failure;
    }
    return result;
  }

  /** They are on their way out already; whoever asks once more changes nothing. */
  @Override
  boolean cancel() {
    return true;
  }

  @Override
  void parts(BiConsumer<String, Object> out) {
    for (StartedCall call : calls) {
      if (!call.isFinished()) {
        out.accept("a call left behind", call);
      }
    }
  }

  @Override
  public void reach(Consumer<Object> visitor) {
    calls.forEach(visitor);
  }

  @Override
  void moveTo(Strand task) {
    throw new IllegalStateException("a task that ends is no part of another one");
  }
}
