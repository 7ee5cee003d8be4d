package bide.interpreter.async;

import bide.interpreter.function.FunctionCode;

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
}
