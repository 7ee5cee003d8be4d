package bide.interpreter.node.operator;

import bide.interpreter.value.BideDuration;
import bide.interpreter.value.Numbers;
import com.oracle.truffle.api.dsl.Fallback;
import com.oracle.truffle.api.dsl.Specialization;

/** {@code %}: what truncating division leaves, with the sign of the left operand. */
public abstract class RemainderNode extends BinaryNode {
  @Specialization(guards = "right > 0")
  long ints(long left, long right) {
    return left % right;
  }

  @Specialization
  double floats(double left, double right) {
    return left % right;
  }

  @Specialization
  double intAndFloat(long left, double right) {
    return left % right;
  }

  @Specialization
  double floatAndInt(double left, long right) {
    return left % right;
  }

  @Fallback
  Object others(Object left, Object right) {
    return slow(left, right);
  }

  @Override
  Object compute(Object left, Object right) {
    if (numbers(left, right)) {
      return Numbers.remainder(left, right);
    }
    if (left instanceof BideDuration a && right instanceof BideDuration b) {
      return a.remainder(b);
    }
    throw mismatch("take the remainder of", left, "and", right);
  }
}
