package bide.interpreter.node.operator;

import bide.interpreter.value.BideDuration;
import bide.interpreter.value.BideInstant;
import bide.interpreter.value.Numbers;
import com.oracle.truffle.api.dsl.Fallback;
import com.oracle.truffle.api.dsl.Specialization;

/** {@code -}: numbers, durations, instants. */
public abstract class SubtractNode extends BinaryNode {
  @Specialization(rewriteOn = ArithmeticException.class)
  long ints(long left, long right) {
    return Math.subtractExact(left, right);
  }

  @Specialization(replaces = "ints")
  Object growingInts(long left, long right) {
    long difference = left - right;
    return ((left ^ right) & (left ^ difference)) < 0 ? slow(left, right) : (Object) difference;
  }

  @Specialization
  double floats(double left, double right) {
    return left - right;
  }

  @Specialization
  double intAndFloat(long left, double right) {
    return left - right;
  }

  @Specialization
  double floatAndInt(double left, long right) {
    return left - right;
  }

  @Fallback
  Object others(Object left, Object right) {
    return slow(left, right);
  }

  @Override
  Object compute(Object left, Object right) {
    if (numbers(left, right)) {
      return Numbers.subtract(left, right);
    }
    if (left instanceof BideDuration a && right instanceof BideDuration b) {
      return a.minus(b);
    }
    if (left instanceof BideInstant a) {
      if (right instanceof BideInstant b) {
        return a.since(b);
      }
      if (right instanceof BideDuration b) {
        return a.minus(b);
      }
    }
    throw mismatch("subtract", right, "from", left);
  }
}
