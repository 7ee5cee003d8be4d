package bide.interpreter.node;

import com.oracle.truffle.api.frame.VirtualFrame;

/** Sets a variable that lives in a cell. */
public final class CellWriter extends ValueWriter {
  private final int slot;
  private final String freshName;

  private CellWriter(int slot, String freshName) {
    this.slot = slot;
    this.freshName = freshName;
  }

  /** Sets the cell that is in the slot. */
  public static CellWriter create(int slot) {
    return new CellWriter(slot, null);
  }

  /** Puts a new cell into the slot for each value: what a binding in a loop does in each round. */
  public static CellWriter fresh(int slot, String name) {
    return new CellWriter(slot, name);
  }

  @Override
  public void write(VirtualFrame frame, Object value) {
    Cell cell;
    if (freshName == null) {
      cell = (Cell) frame.getObject(slot);
    } else {
      cell = new Cell(BideNode.strand(frame).region(), freshName, false);
      frame.setObject(slot, cell);
    }
    cell.set(value);
  }
}
