package bide.interpreter.node.local;

import bide.interpreter.node.BideNode;
import bide.interpreter.node.Cell;
import bide.interpreter.node.SlotAccess;
import bide.interpreter.ownership.OwnerCheck;
import bide.interpreter.value.Nil;
import com.oracle.truffle.api.frame.VirtualFrame;

/**
 * Variables that closures share: cells in slots of this function, and what this function captured
 * itself.
 */
public final class CellNodes {
  private CellNodes() {}

  private static Object capture(VirtualFrame frame, int index) {
    return ((Object[]) frame.getArguments()[1])[index];
  }

  /** Puts a new, unset cell into a slot. */
  public static final class New extends BideNode implements SlotAccess {
    private final int slot;
    private final String name;
    private final boolean constant;

    /**
     * @param constant the variable is set once
     */
    public New(int slot, String name, boolean constant) {
      this.slot = slot;
      this.name = name;
      this.constant = constant;
    }

    @Override
    public int writtenSlot() {
      return slot;
    }

    @Override
    public Object executeGeneric(VirtualFrame frame) {
      frame.setObject(slot, new Cell(strand(frame).region(), name, constant));
      return Nil.NIL;
    }
  }

  public static final class Read extends BideNode implements SlotAccess {
    private final OwnerCheck owner = new OwnerCheck();
    private final int slot;

    public Read(int slot) {
      this.slot = slot;
    }

    @Override
    public int readSlot() {
      return slot;
    }

    @Override
    public Object executeGeneric(VirtualFrame frame) {
      return ((Cell) frame.getObject(slot)).read(owner, strand(frame), this);
    }
  }

  public static final class Write extends BideNode implements SlotAccess {
    private final OwnerCheck owner = new OwnerCheck();
    private final int slot;
    @Child private BideNode value;

    public Write(int slot, BideNode value) {
      this.slot = slot;
      this.value = value;
    }

    @Override
    public int readSlot() {
      return slot;
    }

    @Override
    public Object executeGeneric(VirtualFrame frame) {
      Object result = value.executeGeneric(frame);
      ((Cell) frame.getObject(slot)).write(result, owner, strand(frame), this);
      return result;
    }
  }

  /** A captured value, or the captured cell itself. */
  public static final class ReadCapture extends BideNode {
    private final int index;

    public ReadCapture(int index) {
      this.index = index;
    }

    @Override
    public Object executeGeneric(VirtualFrame frame) {
      return capture(frame, index);
    }
  }

  public static final class ReadCaptured extends BideNode {
    private final OwnerCheck owner = new OwnerCheck();
    private final int index;

    public ReadCaptured(int index) {
      this.index = index;
    }

    @Override
    public Object executeGeneric(VirtualFrame frame) {
      return ((Cell) capture(frame, index)).read(owner, strand(frame), this);
    }
  }

  public static final class WriteCaptured extends BideNode {
    private final OwnerCheck owner = new OwnerCheck();
    private final int index;
    @Child private BideNode value;

    public WriteCaptured(int index, BideNode value) {
      this.index = index;
      this.value = value;
    }

    @Override
    public Object executeGeneric(VirtualFrame frame) {
      Object result = value.executeGeneric(frame);
      ((Cell) capture(frame, index)).write(result, owner, strand(frame), this);
      return result;
    }
  }

  /** A new cell with the value that a variable has now: what {@code move} captures. */
  public static final class Copy extends BideNode {
    private final String name;
    @Child private BideNode value;

    public Copy(String name, BideNode value) {
      this.name = name;
      this.value = value;
    }

    @Override
    public Object executeGeneric(VirtualFrame frame) {
      Cell cell = new Cell(strand(frame).region(), name, false);
      cell.set(value.executeGeneric(frame));
      return cell;
    }
  }
}
