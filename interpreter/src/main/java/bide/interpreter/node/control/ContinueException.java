package bide.interpreter.node.control;

import bide.interpreter.node.JumpTarget;
import com.oracle.truffle.api.nodes.ControlFlowException;

/** {@code continue}, on its way to its loop. */
@SuppressWarnings("serial")
public final class ContinueException extends ControlFlowException {
  private final JumpTarget target;

  public ContinueException(JumpTarget target) {
    this.target = target;
  }

  public JumpTarget target() {
    return target;
  }
}
