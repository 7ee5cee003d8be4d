package bide.interpreter.node.control;

import bide.interpreter.node.JumpTarget;
import com.oracle.truffle.api.nodes.ControlFlowException;

/** {@code break}, on its way to its loop. */
@SuppressWarnings("serial")
public final class BreakException extends ControlFlowException {
  private final JumpTarget target;
  private final Object value;

  public BreakException(JumpTarget target, Object value) {
    this.target = target;
    this.value = value;
  }

  public JumpTarget target() {
    return target;
  }

  /** What the loop gives. */
  public Object value() {
    return value;
  }
}
