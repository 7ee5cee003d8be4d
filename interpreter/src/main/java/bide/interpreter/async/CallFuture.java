package bide.interpreter.async;

import bide.interpreter.function.FunctionCode;
import bide.interpreter.ownership.Holder;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A call of an async function: code and arguments. Nothing runs before it is awaited, spawned or
 * joined, and that happens once. Belongs to one task; not safe for use by several threads.
 */
public final class CallFuture implements Holder {
  private static final VarHandle ARGUMENTS;

  static {
    try {
      ARGUMENTS =
          MethodHandles.lookup().findVarHandle(CallFuture.class, "arguments", Object[].class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final FunctionCode code;
  private Object[] arguments;
  private boolean boxed;
  private @Nullable StartedCall started;

  /**
   * @param arguments frame arguments: {null, captures, parameters…}; the strand is filled in when
   *     it starts
   */
  public CallFuture(FunctionCode code, Object[] arguments) {
    this.code = code;
    this.arguments = arguments;
  }

  public FunctionCode code() {
    return code;
  }

  /** Null once it has started: what the call was given is the call's alone. */
  public Object[] arguments() {
    return arguments;
  }

  /** Runs on the heap from the start. */
  boolean isBoxed() {
    return boxed;
  }

  void box() {
    boxed = true;
  }

  /** It runs or has run, and cannot be awaited again. */
  boolean isStarted() {
    return arguments == null && started == null;
  }

  /** The run of this call that somebody has stopped waiting for; null when there is none. */
  @Nullable StartedCall started() {
    return started;
  }

  /** Gives the call a strand of its own, so that one may stop waiting for it. */
  StartedCall startApart(boolean pausable) {
    if (started == null) {
      if (arguments == null) {
        throw Awaitables.startedTwice(this);
      }
      started = new StartedCall(this, pausable);
    }
    return started;
  }

  /**
   * Takes the arguments for the one run there is; null when it has been started before. Where two
   * tasks try, one of them gets them.
   */
  Object[] start() {
    return (Object[]) ARGUMENTS.getAndSet(this, null);
  }

  @Override
  public void reach(Consumer<Object> visitor) {
    Object[] waiting = arguments;
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
