package bide.interpreter.node.local;

import bide.interpreter.node.BideNode;
import bide.interpreter.node.Binding;
import bide.interpreter.ownership.OwnerCheck;
import com.oracle.truffle.api.frame.VirtualFrame;

/** Sets a global variable; its value is what was written. */
public final class WriteGlobalNode extends BideNode {
  private final OwnerCheck owner = new OwnerCheck();
  private final Binding binding;
  @Child private BideNode value;

  public WriteGlobalNode(Binding binding, BideNode value) {
    this.binding = binding;
    this.value = value;
  }

  @Override
  public Object executeGeneric(VirtualFrame frame) {
    Object result = value.executeGeneric(frame);
    binding.write(result, owner, strand(frame), this);
    return result;
  }
}
