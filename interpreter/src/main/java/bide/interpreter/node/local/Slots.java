package bide.interpreter.node.local;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.frame.FrameDescriptor;
import com.oracle.truffle.api.frame.FrameSlotKind;
import com.oracle.truffle.api.frame.VirtualFrame;

/**
 * The kinds of frame slots. A slot starts as Illegal, takes the kind of the first value and widens
 * to Object when another kind comes: at most two changes, so code that was compiled for a kind
 * cannot be thrown away for ever. The kind guides writers only. What a slot holds in one activation
 * is told by its tag, which may be narrower or older than the kind.
 */
public final class Slots {
  private Slots() {}

  /**
   * Whether a value of {@code kind} may be written unboxed; if not, the slot's kind is Object from
   * now on.
   */
  public static boolean admit(VirtualFrame frame, int slot, FrameSlotKind kind) {
    FrameDescriptor descriptor = frame.getFrameDescriptor();
    FrameSlotKind current = descriptor.getSlotKind(slot);
    if (current == kind) {
      return true;
    }
    if (current == FrameSlotKind.Object) {
      return false;
    }
    CompilerDirectives.transferToInterpreterAndInvalidate();
    return widen(descriptor, slot, kind) == kind;
  }

  /** Whether values of all kinds are written boxed. */
  public static boolean isGeneral(VirtualFrame frame, int slot) {
    return frame.getFrameDescriptor().getSlotKind(slot) == FrameSlotKind.Object;
  }

  /** Copies one slot as it is. */
  public static void copy(VirtualFrame from, VirtualFrame to, int slot) {
    if (from.isLong(slot)) {
      to.setLong(slot, from.getLong(slot));
    } else if (from.isObject(slot)) {
      to.setObject(slot, from.getObject(slot));
    } else if (from.isDouble(slot)) {
      to.setDouble(slot, from.getDouble(slot));
    } else if (from.isBoolean(slot)) {
      to.setBoolean(slot, from.getBoolean(slot));
    } else if (from.isInt(slot)) {
      to.setInt(slot, from.getInt(slot));
    } else {
      to.clear(slot);
    }
  }

  /** Whether {@link #admit} would say yes; changes nothing. */
  static boolean fits(VirtualFrame frame, int slot, FrameSlotKind kind) {
    FrameSlotKind current = frame.getFrameDescriptor().getSlotKind(slot);
    return current == kind || current == FrameSlotKind.Illegal;
  }

  /** Under a lock: two threads that meet at a fresh slot must not undo each other's widening. */
  private static FrameSlotKind widen(FrameDescriptor descriptor, int slot, FrameSlotKind kind) {
    synchronized (descriptor) {
      FrameSlotKind current = descriptor.getSlotKind(slot);
      FrameSlotKind next =
          current == FrameSlotKind.Illegal || current == kind ? kind : FrameSlotKind.Object;
      descriptor.setSlotKind(slot, next);
      return next;
    }
  }
}
