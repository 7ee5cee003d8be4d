package bide.interpreter.node;

import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.Node;

/**
 * A pattern: tells whether a value fits and binds names while it looks. What it bound before it
 * failed is of no account.
 */
public abstract class PatternNode extends Node {
  public abstract boolean match(VirtualFrame frame, Object value);
}
