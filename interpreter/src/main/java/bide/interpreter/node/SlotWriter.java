package bide.interpreter.node;

import bide.interpreter.node.local.Slots;
import com.oracle.truffle.api.frame.FrameSlotKind;
import com.oracle.truffle.api.frame.VirtualFrame;

/** Writes a slot of the frame unboxed where the slot's kind allows it. */
public final class SlotWriter extends ValueWriter {
  private final int slot;

  private SlotWriter(int slot) {
    this.slot = slot;
  }

  public static SlotWriter create(int slot) {
    return new SlotWriter(slot);
  }

  public int slot() {
    return slot;
  }

  @Override
  public void write(VirtualFrame frame, Object value) {
    if (Slots.isGeneral(frame, slot)) {
      // As it is: taken out of its box, a number would only be boxed again.
      frame.setObject(slot, value);
    } else if (value instanceof Long number) {
      writeLong(frame, number);
    } else if (value instanceof Double number) {
      if (Slots.admit(frame, slot, FrameSlotKind.Double)) {
        frame.setDouble(slot, number);
      } else {
        frame.setObject(slot, value);
      }
    } else if (value instanceof Boolean bool) {
      if (Slots.admit(frame, slot, FrameSlotKind.Boolean)) {
        frame.setBoolean(slot, bool);
      } else {
        frame.setObject(slot, value);
      }
    } else {
      Slots.admit(frame, slot, FrameSlotKind.Object);
      frame.setObject(slot, value);
    }
  }

  @Override
  public void writeLong(VirtualFrame frame, long value) {
    if (Slots.admit(frame, slot, FrameSlotKind.Long)) {
      frame.setLong(slot, value);
    } else {
      frame.setObject(slot, value);
    }
  }
}
