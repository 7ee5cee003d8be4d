package bide.interpreter.node.local;

import bide.interpreter.node.BideNode;
import bide.interpreter.node.SlotAccess;
import bide.interpreter.node.SlotWriter;
import com.oracle.truffle.api.dsl.Cached;
import com.oracle.truffle.api.dsl.NeverDefault;
import com.oracle.truffle.api.dsl.NodeChild;
import com.oracle.truffle.api.dsl.NodeField;
import com.oracle.truffle.api.dsl.Specialization;
import com.oracle.truffle.api.frame.FrameSlotKind;
import com.oracle.truffle.api.frame.VirtualFrame;

/** Writes a slot; its value is what was written. */
@NodeChild(value = "value", type = BideNode.class)
@NodeField(name = "slot", type = int.class)
public abstract class WriteLocalNode extends BideNode implements SlotAccess {
  @Override
  public int writtenSlot() {
    return getSlot();
  }

  protected abstract int getSlot();

  protected boolean fitsLong(VirtualFrame frame) {
    return Slots.fits(frame, getSlot(), FrameSlotKind.Long);
  }

  protected boolean fitsDouble(VirtualFrame frame) {
    return Slots.fits(frame, getSlot(), FrameSlotKind.Double);
  }

  protected boolean fitsBoolean(VirtualFrame frame) {
    return Slots.fits(frame, getSlot(), FrameSlotKind.Boolean);
  }

  @Specialization(guards = "fitsLong(frame)")
  long writeLong(VirtualFrame frame, long value) {
    if (Slots.admit(frame, getSlot(), FrameSlotKind.Long)) {
      frame.setLong(getSlot(), value);
    } else {
      frame.setObject(getSlot(), value);
    }
    return value;
  }

  @Specialization(guards = "fitsDouble(frame)")
  double writeDouble(VirtualFrame frame, double value) {
    if (Slots.admit(frame, getSlot(), FrameSlotKind.Double)) {
      frame.setDouble(getSlot(), value);
    } else {
      frame.setObject(getSlot(), value);
    }
    return value;
  }

  @Specialization(guards = "fitsBoolean(frame)")
  boolean writeBoolean(VirtualFrame frame, boolean value) {
    if (Slots.admit(frame, getSlot(), FrameSlotKind.Boolean)) {
      frame.setBoolean(getSlot(), value);
    } else {
      frame.setObject(getSlot(), value);
    }
    return value;
  }

  @Specialization(replaces = {"writeLong", "writeDouble", "writeBoolean"})
  Object writeObject(
      VirtualFrame frame, Object value, @Cached("createWriter()") SlotWriter writer) {
    writer.write(frame, value);
    return value;
  }

  @NeverDefault
  SlotWriter createWriter() {
    return SlotWriter.create(getSlot());
  }
}
