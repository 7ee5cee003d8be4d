package bide.interpreter.node.literal;

import bide.interpreter.node.BideNode;
import bide.interpreter.value.BideList;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.ExplodeLoop;

/** {@code [a, b, c]}: a new list in each evaluation. */
public final class ListNode extends BideNode {
  @Children private final BideNode[] elements;

  public ListNode(BideNode[] elements) {
    this.elements = elements;
  }

  @Override
  @ExplodeLoop
  public Object executeGeneric(VirtualFrame frame) {
    if (elements.length == 0) {
      return new BideList(strand(frame).region());
    }
    BideList list =
        BideList.startingWith(
            strand(frame).region(), elements[0].executeGeneric(frame), elements.length);
    for (int i = 1; i < elements.length; i++) {
      list.add(elements[i].executeGeneric(frame));
    }
    return list;
  }
}
