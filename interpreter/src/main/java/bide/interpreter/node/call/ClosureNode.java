package bide.interpreter.node.call;

import bide.interpreter.function.Closure;
import bide.interpreter.function.FunctionCode;
import bide.interpreter.node.BideNode;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.ExplodeLoop;

/** Makes a function value from what stands around it. */
final class ClosureNode extends BideNode {
  private final FunctionCode code;
  @Children private final BideNode[] captures;

  ClosureNode(FunctionCode code, BideNode[] captures) {
    this.code = code;
    this.captures = captures;
  }

  @Override
  @ExplodeLoop
  public Closure executeGeneric(VirtualFrame frame) {
    Object[] captured = new Object[captures.length];
    for (int i = 0; i < captures.length; i++) {
      captured[i] = captures[i].executeGeneric(frame);
    }
    return new Closure(code, captured);
  }
}
