package bide.interpreter.node.literal;

import bide.interpreter.node.BideNode;
import bide.interpreter.node.control.Cursor;
import bide.interpreter.node.control.CursorNode;
import bide.interpreter.ownership.Ownership;
import bide.interpreter.value.BideList;
import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.ExplodeLoop;

/** {@code [a, ...xs]}: some elements stand for all values of what they iterate over. */
public final class SpreadListNode extends BideNode {
  @Children private final BideNode[] elements;
  @Child private CursorNode cursors = new CursorNode();

  @CompilationFinal(dimensions = 1)
  private final boolean[] spread;

  public SpreadListNode(BideNode[] elements, boolean[] spread) {
    this.elements = elements;
    this.spread = spread;
  }

  @Override
  @ExplodeLoop
  public Object executeGeneric(VirtualFrame frame) {
    BideList list = new BideList(strand(frame).region());
    for (int i = 0; i < elements.length; i++) {
      Object value = elements[i].executeGeneric(frame);
      if (!spread[i]) {
        list.add(value);
      } else if (value instanceof BideList other) {
        Ownership.checkRead(other, strand(frame).region(), elements[i]);
        list.addAll(other);
      } else {
        addAll(frame, list, cursors.over(value, this));
      }
    }
    return list;
  }

  private void addAll(VirtualFrame frame, BideList list, Cursor cursor) {
    Object item = cursors.next(frame, cursor);
    while (item != null) {
      list.add(item);
      item = cursors.next(frame, cursor);
    }
  }
}
