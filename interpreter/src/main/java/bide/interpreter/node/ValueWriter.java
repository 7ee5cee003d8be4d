package bide.interpreter.node;

import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.Node;

/**
 * A place that a computed value goes to: a slot, a cell, a global. What patterns bind names with.
 */
public abstract class ValueWriter extends Node {
  public abstract void write(VirtualFrame frame, Object value);

  public void writeLong(VirtualFrame frame, long value) {
    write(frame, value);
  }
}
