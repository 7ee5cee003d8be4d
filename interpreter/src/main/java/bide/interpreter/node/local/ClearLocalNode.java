package bide.interpreter.node.local;

import bide.interpreter.node.BideNode;
import bide.interpreter.value.Nil;
import com.oracle.truffle.api.frame.VirtualFrame;

/** Empties a slot, so that it keeps nothing alive. */
public final class ClearLocalNode extends BideNode {
  private final int slot;

  public ClearLocalNode(int slot) {
    this.slot = slot;
  }

  @Override
  public Object executeGeneric(VirtualFrame frame) {
    executeVoid(frame);
    return Nil.NIL;
  }

  @Override
  public void executeVoid(VirtualFrame frame) {
    frame.clear(slot);
  }
}
