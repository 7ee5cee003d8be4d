package bide.interpreter.error;

import com.oracle.truffle.api.nodes.Node;

/** Marks the node from which one async function calls another. */
public interface AwaitPlace {
  static boolean isAwait(Node node) {
    return node != null && (node instanceof AwaitPlace || node.getParent() instanceof AwaitPlace);
  }
}
