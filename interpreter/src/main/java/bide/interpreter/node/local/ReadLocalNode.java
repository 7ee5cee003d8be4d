package bide.interpreter.node.local;

import bide.interpreter.node.BideNode;
import bide.interpreter.node.SlotAccess;
import com.oracle.truffle.api.dsl.NodeField;
import com.oracle.truffle.api.dsl.Specialization;
import com.oracle.truffle.api.frame.VirtualFrame;

/** Reads a slot, whatever kind of value this activation has in it. */
@NodeField(name = "slot", type = int.class)
public abstract class ReadLocalNode extends BideNode implements SlotAccess {
  @Override
  public int readSlot() {
    return getSlot();
  }

  public abstract int getSlot();

  @Specialization(guards = "frame.isLong(getSlot())")
  long readLong(VirtualFrame frame) {
    return frame.getLong(getSlot());
  }

  @Specialization(guards = "frame.isDouble(getSlot())")
  double readDouble(VirtualFrame frame) {
    return frame.getDouble(getSlot());
  }

  @Specialization(guards = "frame.isBoolean(getSlot())")
  boolean readBoolean(VirtualFrame frame) {
    return frame.getBoolean(getSlot());
  }

  @Specialization(guards = "frame.isObject(getSlot())")
  Object readObject(VirtualFrame frame) {
    return frame.getObject(getSlot());
  }
}
