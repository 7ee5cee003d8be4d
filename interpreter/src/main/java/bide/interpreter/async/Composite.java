package bide.interpreter.async;

import bide.interpreter.error.BideException;
import bide.interpreter.node.call.InvokerNode;
import bide.interpreter.ownership.Holder;
import bide.runtime.task.Future;
import com.oracle.truffle.api.exception.AbstractTruffleException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A future made of calls that run as strands of the task that waits for it. */
abstract class Composite implements Holder, Future {
  private @Nullable StartedCall apart;

  /** The error of a part, which the whole throws, or keeps beside another: it names the part. */
  static <E extends @Nullable RuntimeException> E through(String part, E error) {
    if (error instanceof BideException traced) {
      traced.trace().through(part);
    }
    return error;
  }

  /** Calls a function in the course of a poll; what it throws has its own way, down to here. */
  static Object call(Strand waiter, Object function, Object... arguments) {
    try {
      return InvokerNode.getUncached().invoke(waiter, function, arguments);
    } catch (AbstractTruffleException thrown) {
      BideException traced = BideException.within(thrown);
      if (traced != null) {
        traced.trace().leavesCallee(thrown);
      }
      throw thrown;
    }
  }

  /** The name of the function that makes such a future. */
  abstract String name();

  /** The strand that waits for the whole, where its parts run as strands; null for none. */
  @Nullable Strand waiter() {
    return null;
  }

  /**
   * What a trace says of what comes through a part: the name, and which part if there are several.
   *
   * @param part a strand or a future, as {@link #parts} gives them
   */
  String passage(@SuppressWarnings("unused") Object part) {
    return name();
  }

  /**
   * The waiting strand is being cancelled.
   *
   * @return whether calls of this future have to end first; it then completes when they have
   */
  abstract boolean cancel();

  /**
   * What it still waits for, for people: a name for each part (such as {@code branch 2}), and the
   * strand or the future. While the task is held.
   */
  abstract void parts(BiConsumer<String, Object> out);

  /** Lets go of what it has given, or would have given, since nobody gets it. */
  void discard(@SuppressWarnings("unused") @Nullable Object result) {}

  /** The waiting strand now belongs to another task: so do the strands in here. */
  abstract void moveTo(Strand task);

  @Override
  public String toString() {
    return "<future " + name() + ">";
  }

  /** The run of this future that somebody has stopped waiting for; null when there is none. */
  @Nullable StartedCall apart() {
    return apart;
  }

  /** Gives it a strand of its own, so that one may stop waiting for it. */
  StartedCall startApart(boolean pausable) {
    if (apart == null) {
      apart = new StartedCall(this, pausable, false);
    }
    return apart;
  }
}
