package bide.interpreter.node.pattern;

import bide.interpreter.library.CallContext;
import bide.interpreter.node.PatternNode;
import bide.interpreter.node.ValueWriter;
import bide.interpreter.ownership.OwnerCheck;
import bide.interpreter.value.BideList;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.ExplodeLoop;

/** {@code [a, b, ..rest]}; the rest may stand anywhere. */
public final class ListPattern extends PatternNode {
  private final OwnerCheck owner = new OwnerCheck();
  @Children private final PatternNode[] elements;
  private final int restIndex;
  @Child private ValueWriter rest;

  /**
   * @param restIndex how many elements stand before {@code ..}; -1 without it, then the length must
   *     fit exactly
   * @param rest null for a bare {@code ..}
   */
  public ListPattern(PatternNode[] elements, int restIndex, ValueWriter rest) {
    this.elements = elements;
    this.restIndex = restIndex;
    this.rest = rest;
  }

  @Override
  @ExplodeLoop
  public boolean match(VirtualFrame frame, Object value) {
    if (!(value instanceof BideList list)) {
      return false;
    }
    owner.read(list, (CallContext) frame.getArguments()[0], this);
    int size = list.size();
    if (restIndex < 0 ? size != elements.length : size < elements.length) {
      return false;
    }
    int skipped = size - elements.length;
    for (int i = 0; i < elements.length; i++) {
      int place = restIndex >= 0 && i >= restIndex ? i + skipped : i;
      if (!elements[i].match(frame, list.get(place))) {
        return false;
      }
    }
    if (rest != null) {
      CallContext cx = (CallContext) frame.getArguments()[0];
      rest.write(frame, list.slice(cx.region(), restIndex, restIndex + skipped));
    }
    return true;
  }
}
