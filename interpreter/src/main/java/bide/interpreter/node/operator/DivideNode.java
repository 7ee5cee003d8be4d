package bide.interpreter.node.operator;

import bide.interpreter.value.BideDuration;
import bide.interpreter.value.Numbers;
import com.oracle.truffle.api.dsl.Fallback;
import com.oracle.truffle.api.dsl.Specialization;

/** {@code /}: ints truncate; a duration by a number, or by a duration, which gives a float. */
public abstract class DivideNode extends BinaryNode {
  /** Division by zero throws; the smallest int by -1 does not fit. */
  static boolean fits(long left, long right) {
    return right != 0 && (right != -1 || left != Long.MIN_VALUE);
  }

  @Specialization(guards = "fits(left, right)")
  long ints(long left, long right) {
    return left / right;
  }

  @Specialization
  double floats(double left, double right) {
    return left / right;
  }

  @Specialization
  double intAndFloat(long left, double right) {
    return left / right;
  }

  @Specialization
  double floatAndInt(double left, long right) {
    return left / right;
  }

  @Fallback
  Object others(Object left, Object right) {
    return slow(left, right);
  }

  @Override
  Object compute(Object left, Object right) {
    if (numbers(left, right)) {
      return Numbers.divide(left, right);
    }
    if (left instanceof BideDuration duration) {
      if (right instanceof Long divisor) {
        return duration.dividedBy((long) divisor);
      }
      if (right instanceof Double divisor) {
        return duration.dividedBy((double) divisor);
      }
      if (right instanceof BideDuration divisor) {
        return duration.dividedBy(divisor);
      }
    }
    throw mismatch("divide", left, "by", right);
  }
}
