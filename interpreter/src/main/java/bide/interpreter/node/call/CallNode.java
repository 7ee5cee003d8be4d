package bide.interpreter.node.call;

import bide.interpreter.node.BideNode;
import com.oracle.truffle.api.frame.VirtualFrame;

/** {@code callee(arguments)}. */
final class CallNode extends BideNode {
  @Child private BideNode callee;
  @Child private ArgumentBinder arguments;
  @Child private FunctionCallNode call = FunctionCallNodeGen.create();

  CallNode(BideNode callee, ArgumentBinder arguments) {
    this.callee = callee;
    this.arguments = arguments;
  }

  @Override
  public Object executeGeneric(VirtualFrame frame) {
    return call.execute(frame, callee.executeGeneric(frame), arguments);
  }
}
