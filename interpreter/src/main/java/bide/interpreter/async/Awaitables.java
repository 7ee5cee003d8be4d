package bide.interpreter.async;

import bide.interpreter.error.BideException;
import bide.interpreter.error.CancelledException;
import bide.interpreter.error.ErrorPrinter;
import bide.interpreter.error.Errors;
import bide.interpreter.error.Trace;
import bide.interpreter.function.Closure;
import bide.interpreter.value.Kinds;
import bide.interpreter.value.Nil;
import bide.interpreter.value.Resource;
import bide.runtime.sync.ChannelClosedException;
import bide.runtime.sync.LaggedException;
import bide.runtime.sync.SemaphoreClosedException;
import bide.runtime.task.Future;
import bide.runtime.task.FutureBusyException;
import bide.runtime.task.FutureEndedException;
import bide.runtime.task.TaskCancelledException;
import bide.runtime.task.TaskFailedException;
import bide.runtime.task.Waker;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.exception.AbstractTruffleException;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.nodes.RootNode;
import com.oracle.truffle.api.source.SourceSection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be awaited, and how results and failures of the runtime become values and errors of the
 * language.
 */
public final class Awaitables {
  private static final String TASK_ERROR = "TaskError";

  private static final String FAILED = " failed: ";

  private static final String LEFT_OUT = "… ";

  /** Characters of a message beyond which only the first and last of such tasks are named. */
  private static final int LONG_CHAIN = 300;

  private Awaitables() {}

  /**
   * The future that {@code value} is polled as; null where it is none. A {@link CallFuture} is
   * called instead, unless it has been started apart from whoever waits for it.
   */
  static @Nullable Future leaf(Object value) {
    if (value instanceof CallFuture call) {
      return call.started();
    }
    if (value instanceof Composite composite && composite.apart() != null) {
      return composite.apart();
    }
    if (value instanceof SharedFuture shared) {
      return shared.task();
    }
    return value instanceof Future future ? future : null;
  }

  /** What a branch of {@code select} polls. */
  static Future selectable(Object value, boolean own) {
    return switch (value) {
      case CallFuture call -> call.startApart(!own);
      case Composite composite -> composite.startApart(!own);
      case Future future -> future;
      case SharedFuture shared -> shared.task();
      case null, default -> {
        CallFuture driven = ByHand.callOf(value);
        if (driven == null) {
          throw notAwaitable(value);
        }
        yield driven.startApart(false); // what it polls stays as it is when the branch loses
      }
    };
  }

  public static boolean isAwaitable(Object value) {
    return value instanceof CallFuture
        || value instanceof Future
        || value instanceof SharedFuture
        || ByHand.isPollable(value);
  }

  /**
   * Lets go of the result of a future that nobody will get to see, such as that of a branch that
   * has lost.
   */
  static void discard(@Nullable Object future, @Nullable Object result) {
    if (future instanceof Composite composite) {
      composite.discard(result);
    } else if (future instanceof ResourceFuture && result instanceof Resource made) {
      made.close();
    } else if (result instanceof Held held) {
      held.release();
    }
  }

  /** Whether {@link #discard} needs to know the future. */
  static boolean makesWhatMustBeClosed(Object future) {
    return future instanceof Composite || future instanceof ResourceFuture;
  }

  static Object result(@Nullable Object result) {
    return result == null ? Nil.NIL : result;
  }

  /** The call has been started before: it still runs, or its future has ended. */
  static BideException startedTwice(CallFuture future) {
    RunningCall running = RunningCall.of(future);
    if (running == null) {
      return endedBefore(future.code().name());
    }
    return busy(
        future.code().name(),
        "awaited already, by " + describe(running.strand().root()) + at(running.awaited()));
  }

  /**
   * Somebody else waits for a future already.
   *
   * @param waiter who does; null where it is being polled by hand
   */
  static BideException busy(String name, @Nullable Waker waiter) {
    String state = "polled already";
    if (waiter != null) {
      state = "awaited already";
      Strand waiting =
          switch (waiter) {
            case StrandWaker strand -> strand.strand();
            case TaskWaker task -> task.strand();
            default -> null;
          };
      if (waiting != null) {
        state += ", by " + describe(waiting.root()) + at(waiting);
      }
    }
    return busy(name, state);
  }

  private static BideException busy(String name, String state) {
    return new BideException("FutureError", "this future of `" + name + "` is being " + state)
        .withHelp("only one can drive a future; `.shared()` makes one that many may await");
  }

  /** Where a strand waits: {@code " at a.bide:3:5"}; empty where that cannot be read now. */
  private static String at(Strand waiting) {
    Strand task = waiting.root();
    boolean own = task == Slices.held();
    if (!own && !task.hold()) {
      return "";
    }
    try {
      List<Trace.@Nullable Run> way = Resting.way(waiting.innermost).steps();
      return at(way.isEmpty() || way.getFirst() == null ? null : way.getFirst().step().place());
    } finally {
      if (!own) {
        task.letGo();
      }
    }
  }

  private static String at(@Nullable SourceSection place) {
    return place == null ? "" : " at " + ErrorPrinter.location(place);
  }

  /** One error of two: the first, with the other beside it. A cancellation gives way to errors. */
  static @Nullable RuntimeException both(
      @Nullable RuntimeException first, @Nullable RuntimeException further) {
    if (first == null || further != null && first instanceof CancelledException) {
      return further;
    }
    if (first instanceof BideException known && further instanceof BideException other) {
      known.suppress(other);
    }
    return first;
  }

  static BideException endedBefore(String name) {
    return new BideException(
            "FutureError", "this future of `" + name + "` has already been awaited")
        .withHelp("a future runs once; call `" + name + "(…)` again for another one");
  }

  /** Throws unless all of these can be awaited, and none has been before. */
  static void requireAll(Object[] awaitables) {
    for (Object awaitable : awaitables) {
      if (!isAwaitable(awaitable)) {
        throw notAwaitable(awaitable);
      }
      if (awaitable instanceof CallFuture future && future.isStarted()) {
        throw startedTwice(future);
      }
    }
  }

  public static BideException notAwaitable(Object value) {
    BideException error = Errors.type(Kinds.described(value) + " cannot be awaited");
    if (value instanceof Closure closure) {
      return error.withHelp("call it first: `" + closure.code().name() + "(…).await`");
    }
    return error.withHelp(
        "futures, task handles and what has a `poll(self, cx)` can; leave `.await` out where the value is already there");
  }

  /**
   * @param place where it was awaited; null where that is not known
   */
  static AbstractTruffleException failure(RuntimeException failure, @Nullable Node place) {
    AbstractTruffleException error =
        switch (failure) {
          case AbstractTruffleException guest -> guest;
          case TaskFailedException e -> taskFailed(e);
          case TaskCancelledException e -> taskCancelled((Strand) e.task());
          case SemaphoreClosedException e -> closed("SemaphoreClosed", e.getMessage(), e.by());
          case LaggedException e -> lagged(e);
          case ChannelClosedException e -> closed("ChannelClosed", e.getMessage(), e.by());
          case FutureEndedException e -> endedBefore(e.name());
          case FutureBusyException e -> busy(e.name(), e.waiter());
          case UncheckedIOException e -> io(e.getCause());
          default -> InternalFailure.of(failure);
        };
    if (error instanceof BideException placed && place != null) {
      placed.arisenAt(place);
    }
    return error;
  }

  /**
   * The error of an operation on what is closed.
   *
   * @param by what {@link #deed} gave when it was closed; it becomes the cause
   */
  public static BideException closed(String kind, String message, @Nullable Object by) {
    // Each task that waits gets one of its own.
    return new BideException(
        kind, message, null, by instanceof BideException deed ? deed.again() : null, null);
  }

  /**
   * What a task does at a place of the program, as the cause of errors that others get by it: that
   * it cancels or closes something.
   *
   * @param done what it does, such as {@code "closed"}
   */
  @TruffleBoundary
  public static BideException deed(String kind, String done, Strand strand, Node call) {
    BideException deed = new BideException(kind, done + " by " + describe(strand.root()));
    RootNode function = call.getRootNode();
    if (function != null) {
      deed.trace().begin(function.getName(), call.getEncapsulatingSourceSection());
    }
    deed.share(); // each who meets it may see it
    return deed;
  }

  /** A receiver has missed values; the error's value is how many. */
  public static BideException lagged(LaggedException e) {
    return new BideException(
        "Lagged",
        "the receiver was too slow and missed "
            + (e.missed() == 1 ? "1 value" : e.missed() + " values"),
        e.missed(),
        null,
        null);
  }

  private static BideException taskFailed(TaskFailedException e) {
    if (TaskInfo.isShared((Strand) e.task()) && e.getCause() instanceof BideException error) {
      return error.again(); // each of those who wait gets one of its own
    }
    Object cause = e.getCause() instanceof BideException error ? error : null;
    String message =
        cause instanceof BideException error ? inShort(error) : String.valueOf(e.getCause());
    return new BideException(
        TASK_ERROR, describe((Strand) e.task()) + FAILED + message, null, cause, null);
  }

  /**
   * What is said of a task's error. Where tasks wait for tasks that wait for tasks, only the first
   * and the last of them is named: each of their errors would else repeat all that come after it.
   */
  private static String inShort(BideException error) {
    String text = error.text();
    int first = text.indexOf(FAILED);
    int last = text.lastIndexOf(FAILED);
    if (!error.kind().equals(TASK_ERROR) || text.length() <= LONG_CHAIN || first == last) {
      return text;
    }
    String rest = text.substring(last + FAILED.length());
    return text.substring(0, first + FAILED.length())
        + (rest.startsWith(LEFT_OUT) ? rest : LEFT_OUT + rest);
  }

  /** The cause tells who has cancelled it, and where. */
  private static BideException taskCancelled(Strand task) {
    return new BideException(
        "TaskCancelled", describe(task) + " was cancelled", null, TaskInfo.cancelledBy(task), null);
  }

  static String describe(Strand task) {
    String name = TaskInfo.nameOf(task);
    if (task.id() == 0) { // no task of its own: it stands for a function on a thread
      return "blocking function " + name;
    }
    return name == null ? "task " + task.id() : "task " + task.id() + " (" + name + ")";
  }

  /** An error of the system, in words. */
  public static BideException io(IOException e) {
    return Errors.io(IoMessages.of(e));
  }
}
