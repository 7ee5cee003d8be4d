package bide.interpreter.node.operator;

import bide.interpreter.async.FutureHints;
import bide.interpreter.error.BideException;
import bide.interpreter.error.Errors;
import bide.interpreter.node.BideNode;
import bide.interpreter.node.Failures;
import bide.interpreter.ownership.Ownership;
import bide.interpreter.value.Kinds;
import bide.interpreter.value.Numbers;
import bide.interpreter.value.Owned;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.dsl.NodeChild;
import com.oracle.truffle.api.frame.VirtualFrame;

/**
 * An operator of two operands. Specializations hold what is worth compiling into the caller; {@link
 * #compute} knows the rest: large ints, durations, errors. Compound assignment, which has its
 * operands already, leaves the children null.
 */
@NodeChild(value = "left", type = BideNode.class)
@NodeChild(value = "right", type = BideNode.class)
public abstract class BinaryNode extends BideNode {
  /** The operation on values at hand. */
  public abstract Object executeOperation(VirtualFrame frame, Object left, Object right);

  /** The operation without regard to speed; throws errors that have no place yet. */
  abstract Object compute(Object left, Object right);

  @TruffleBoundary
  final Object slow(Object left, Object right) {
    try {
      check(left);
      check(right);
      return compute(left, right);
    } catch (BideException e) {
      throw Failures.at(this, e);
    }
  }

  private static void check(Object operand) {
    if (operand instanceof Owned owned) {
      Ownership.checkRead(owned);
    }
  }

  static boolean numbers(Object left, Object right) {
    return Numbers.isNumber(left) && Numbers.isNumber(right);
  }

  /** A message such as "cannot add a string and an int". */
  static BideException mismatch(String verb, Object left, String between, Object right) {
    return FutureHints.addTo(
        Errors.type(
            "cannot "
                + verb
                + " "
                + Kinds.described(left)
                + " "
                + between
                + " "
                + Kinds.described(right)),
        left,
        right);
  }
}
