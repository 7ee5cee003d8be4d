package bide.interpreter.async;

import bide.interpreter.function.FunctionCode;
import bide.interpreter.ownership.Holder;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A call of an async function: code and arguments. Nothing runs before it is awaited, spawned or
 * joined, and that happens once. Belongs to one task; not safe for use by several threads.
 */
public final class CallFuture implements Holder {
  private static final VarHandle CALL;

  static {
    try {
      CALL = MethodHandles.lookup().findVarHandle(CallFuture.class, "call", Object.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final FunctionCode code;

  /** The arguments; once they have been taken, the strand that runs the call or has run it. */
  private Object call;

  /** Has been on its way to other tasks: two may try to start it. */
  private boolean shared;

  private boolean boxed;
  private boolean fused;
  private @Nullable StartedCall started;

  /**
   * @param arguments frame arguments: {null, captures, parameters…}; the strand is filled in when
   *     it starts, and until then its place may have what {@link UnrunFutures} knows of it
   */
  public CallFuture(FunctionCode code, Object[] arguments) {
    this.code = code;
    this.call = arguments;
  }

  public FunctionCode code() {
    return code;
  }

  /** Null once it has started: what the call was given is the call's alone. */
  public Object @Nullable [] arguments() {
    return call instanceof Object[] arguments ? arguments : null;
  }

  /** The strand that runs the call or has run it; null while it has not started. */
  @Nullable Strand runner() {
    return call instanceof Strand strand ? strand : null;
  }

  /** Runs on the heap from the start. */
  boolean isBoxed() {
    return boxed;
  }

  void box() {
    boxed = true;
  }

  /** May be asked again when it has ended. */
  boolean isFused() {
    return fused;
  }

  void fuse() {
    fused = true;
  }

  /** It runs or has run, and cannot be awaited again. */
  boolean isStarted() {
    return started == null && !(call instanceof Object[]);
  }

  /** The run of this call that somebody has stopped waiting for; null when there is none. */
  @Nullable StartedCall started() {
    return started;
  }

  /** Gives the call a strand of its own, so that one may stop waiting for it. */
  StartedCall startApart(boolean pausable) {
    if (started == null) {
      boolean taken = arguments() == null;
      if (taken && !fused) {
        throw Awaitables.startedTwice(this);
      }
      forget(); // whether it is begun now depends on who else is ready
      started = new StartedCall(this, pausable, taken);
    }
    return started;
  }

  /**
   * Takes the arguments for the one run there is; null when it has been started before. Where two
   * tasks try, one of them gets them.
   *
   * @param runner that runs it
   */
  Object @Nullable [] start(Strand runner) {
    if (!(call instanceof Object[] taken)) {
      return null;
    }
    if (!shared) {
      // Where it is awaited right where it was made, nothing of it is left in compiled code.
      call = runner;
    } else if (!CALL.compareAndSet(this, taken, runner)) {
      return null;
    }
    if (taken[0] != null) {
      runs(taken);
    }
    return taken;
  }

  @TruffleBoundary
  private static void runs(Object[] arguments) {
    ((UnrunFutures.Unrun) arguments[0]).runs();
    arguments[0] = null;
  }

  /** That nobody runs it is known, and needs no further report. */
  void forget() {
    Object[] waiting = arguments();
    if (waiting != null && waiting[0] != null) {
      runs(waiting);
    }
  }

  /** Other tasks may get to see it from now on. For the task that made it. */
  public void share() {
    shared = true;
  }

  @Override
  public void reach(Consumer<Object> visitor) {
    shared = true; // it is looked into on its way to others
    Object[] waiting = arguments();
    if (waiting != null) {
      for (int i = 1; i < waiting.length; i++) {
        visitor.accept(waiting[i]);
      }
    }
    visitor.accept(started);
  }

  @Override
  public String toString() {
    return "<future " + code.name() + ">";
  }
}
