package bide.interpreter.node.call;

import bide.interpreter.function.Closure;
import bide.interpreter.node.BideNode;
import com.oracle.truffle.api.frame.VirtualFrame;

/** A function that captures nothing: one value serves every evaluation. */
final class SharedClosureNode extends BideNode {
  private final Closure closure;

  SharedClosureNode(Closure closure) {
    this.closure = closure;
  }

  @Override
  public Closure executeGeneric(VirtualFrame frame) {
    return closure;
  }
}
