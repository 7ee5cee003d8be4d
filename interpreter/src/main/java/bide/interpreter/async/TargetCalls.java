package bide.interpreter.async;

import bide.interpreter.error.ResumePlace;
import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.RootCallTarget;
import com.oracle.truffle.api.nodes.DirectCallNode;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import com.oracle.truffle.api.nodes.IndirectCallNode;
import com.oracle.truffle.api.nodes.Node;
import java.util.Arrays;

/**
 * Calls the roots of generators, with a small inline cache: what is called often is compiled into
 * the caller.
 */
final class TargetCalls extends Node implements ResumePlace {
  private static final int INLINE_CACHE = 3;

  @Children private DirectCallNode[] calls = new DirectCallNode[0];
  @Child private IndirectCallNode otherCalls;

  /** Remembers nothing. */
  static TargetCalls uncached() {
    TargetCalls calls = new TargetCalls();
    calls.otherCalls = IndirectCallNode.getUncached();
    return calls;
  }

  @ExplodeLoop
  Object call(RootCallTarget target, Object[] arguments) {
    DirectCallNode[] known = calls;
    for (int i = 0; i < known.length; i++) {
      if (known[i].getCallTarget() == target) {
        return known[i].call(arguments);
      }
    }
    if (otherCalls == null) {
      CompilerDirectives.transferToInterpreterAndInvalidate();
      return remember(target).call(arguments);
    }
    return otherCalls.call(target, arguments);
  }

  /** The node that calls {@code target} from now on, so that traces know the place. */
  private DirectCallNode remember(RootCallTarget target) {
    DirectCallNode added = DirectCallNode.create(target);
    atomic(
        () -> {
          int count = calls.length;
          if (count == INLINE_CACHE) {
            otherCalls = insert(IndirectCallNode.create());
            insert(added);
            return;
          }
          DirectCallNode[] more = Arrays.copyOf(calls, count + 1);
          more[count] = insert(added);
          calls = more;
        });
    return added;
  }
}
