package bide.interpreter.node;

/** A node that reads or writes a frame slot, as liveness sees it. */
public interface SlotAccess {
  /** The slot that this node itself reads, -1 for none. */
  default int readSlot() {
    return -1;
  }

  /**
   * The slot that has a new value whenever this node has been executed without an error, -1 for
   * none.
   */
  default int writtenSlot() {
    return -1;
  }
}
