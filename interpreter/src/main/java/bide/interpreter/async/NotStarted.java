package bide.interpreter.async;

import bide.interpreter.function.FunctionCode;
import java.util.function.Consumer;

/**
 * A call that begins on an empty stack: the start of a task, or the point where direct calls got
 * too deep.
 */
final class NotStarted extends Captures.P0O0 {
  final FunctionCode code;

  /** {strand, captures, parameters…}. */
  final Object[] arguments;

  NotStarted(FunctionCode code, Object[] arguments) {
    super(null);
    this.code = code;
    this.arguments = arguments;
  }

  @Override
  void reach(Consumer<Object> visitor) {
    for (int i = 1; i < arguments.length; i++) {
      visitor.accept(arguments[i]);
    }
  }
}
