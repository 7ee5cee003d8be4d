package bide.interpreter.node.control;

import com.oracle.truffle.api.nodes.ControlFlowException;

/**
 * {@code return}, on its way to the function's body. There is one for all, and the result stands in
 * a slot: an exception of its own would be made in earnest, since where it is caught other
 * exceptions arrive as well.
 */
@SuppressWarnings("serial")
final class ReturnException extends ControlFlowException {
  static final ReturnException INSTANCE = new ReturnException();

  private ReturnException() {}
}
