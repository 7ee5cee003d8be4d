package bide.interpreter.node.control;

import com.oracle.truffle.api.nodes.ControlFlowException;

/** {@code return}, on its way to the function's body. */
@SuppressWarnings("serial")
public final class ReturnException extends ControlFlowException {
  private final Object value;

  public ReturnException(Object value) {
    this.value = value;
  }

  public Object value() {
    return value;
  }
}
