package bide.interpreter.async;

import bide.interpreter.data.Steps;
import bide.interpreter.error.BideException;
import bide.interpreter.function.FunctionCode;
import bide.interpreter.ownership.Holder;
import bide.interpreter.value.BideIterator;
import bide.interpreter.value.Nil;
import bide.interpreter.value.Owned;
import bide.interpreter.value.Region;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import java.util.function.Consumer;

/**
 * One call of a generator function: not started, at rest at a {@code yield}, running, or ended. At
 * rest it is an {@link Activation} that no strand holds; whoever resumes it lends it a strand until
 * the next {@code yield}. Belongs to one task at a time; not safe for use by several threads.
 *
 * <pre>
 *             resume            yield
 *   NEW ────────────► RUNNING ◄────────► AT_YIELD
 *    │ close             │ return, error     │ close: resumed with a {@link ClosedException}
 *    ▼                   ▼                   ▼
 *   ENDED ◄──────────────┴───────────────  RUNNING, until its finally parts have run
 * </pre>
 */
public final class Coroutine extends Owned implements Holder {
  /** What comes after the last item of {@link Wants#ITEM}. Never seen by scripts. */
  public static final Object END = BideIterator.END;

  /** In which form the one who resumes takes what comes. */
  public enum Wants {
    /** A yielded value as it is; {@link #END} at the end. */
    ITEM,
    /** A yielded value as it is; nil at the end. */
    VALUE,
    /** {@code Yielded(value)} or {@code Complete(value)}. */
    STEP,
    /** Nothing: the generator is to end. */
    CLOSE
  }

  private enum Phase {
    NEW,
    RUNNING,
    AT_YIELD,
    ENDED
  }

  private final FunctionCode code;
  private Object[] arguments;
  private Activation activation;
  private Phase phase = Phase.NEW;
  private Wants wants = Wants.ITEM;

  /**
   * @param arguments {strand, captures, parameters…, null}; the strand and the coroutine itself, in
   *     the last place, are filled in when it starts
   */
  Coroutine(Region region, FunctionCode code, Object[] arguments) {
    super(region);
    this.code = code;
    this.arguments = arguments;
  }

  /** A call of a generator function, from the arguments of the call: {strand, captures, …}. */
  static Coroutine of(FunctionCode code, Object[] values) {
    int count = values.length;
    Object[] arguments = new Object[count + 1];
    System.arraycopy(values, 0, arguments, 0, count);
    arguments[0] = null;
    Coroutine coroutine = new Coroutine(((Strand) values[0]).region(), code, arguments);
    arguments[count] = coroutine;
    return coroutine;
  }

  public FunctionCode code() {
    return code;
  }

  boolean isNew() {
    return phase == Phase.NEW;
  }

  boolean isAtYield() {
    return phase == Phase.AT_YIELD;
  }

  public boolean isEnded() {
    return phase == Phase.ENDED;
  }

  // ---------------------------------------------------------------- the side that resumes

  /** New to running: the arguments of its code. */
  Object[] start(Strand strand, Wants form) {
    Object[] taken = arguments;
    arguments = null;
    taken[0] = strand;
    phase = Phase.RUNNING;
    wants = form;
    return taken;
  }

  /** At rest to running: where it goes on. */
  Activation take(Wants form) {
    Activation taken = activation;
    activation = null;
    phase = Phase.RUNNING;
    wants = form;
    return taken;
  }

  /** It has thrown, or is closed before it began. */
  void end() {
    arguments = null;
    activation = null;
    phase = Phase.ENDED;
  }

  /** What one who resumes an ended generator gets. */
  Object atEnd(Wants form) {
    if (form == Wants.STEP) {
      throw ended();
    }
    return form == Wants.ITEM ? END : Nil.NIL;
  }

  // ---------------------------------------------------------------- the side that runs

  /** The generator gives a value and rests; what the one who resumed it gets. */
  Object yielded(Object value, Activation at) {
    activation = at;
    phase = Phase.AT_YIELD;
    return wants == Wants.STEP ? Steps.yielded(value) : value;
  }

  /** The generator's code has come to its end; what the one who resumed it gets. */
  Object completed(Object result) {
    phase = Phase.ENDED;
    if (wants == Wants.STEP) {
      return Steps.complete(result);
    }
    return wants == Wants.ITEM ? END : Nil.NIL;
  }

  /** Only its finally parts run any more. */
  boolean isClosing() {
    return wants == Wants.CLOSE;
  }

  @Override
  public void reach(Consumer<Object> visitor) {
    if (arguments != null) {
      for (int i = 1; i < arguments.length - 1; i++) {
        visitor.accept(arguments[i]);
      }
    }
    if (activation != null) {
      activation.reach(visitor);
    }
  }

  // ---------------------------------------------------------------- errors

  @TruffleBoundary
  private BideException ended() {
    return new BideException(
            "GeneratorError", "the generator `" + code.name() + "` has ended and cannot be resumed")
        .withHelp(
            "`resume` gave `Complete(…)` before; call `" + code.name() + "(…)` for another one");
  }

  @TruffleBoundary
  BideException running() {
    BideException error =
        new BideException(
            "GeneratorError", "the generator `" + code.name() + "` is already running");
    return code.isAsync()
        ? error.withHelp("its next value is being awaited; await one at a time")
        : error.withHelp("a generator cannot resume itself");
  }

  @TruffleBoundary
  BideException notAtYield() {
    return new BideException(
            "GeneratorError",
            "the generator `" + code.name() + "` has not begun: no `yield` waits for a value yet")
        .withHelp("begin it with `resume()`");
  }

  @TruffleBoundary
  BideException yieldsWhileClosing() {
    return new BideException(
            "GeneratorError", "`" + code.name() + "` yields although it is being closed")
        .withHelp("a `finally` or `defer` must not `yield`: nobody takes the value any more");
  }

  @Override
  public String toString() {
    return (code.isAsync() ? "<stream of " : "<generator of ") + code.name() + ">";
  }
}
