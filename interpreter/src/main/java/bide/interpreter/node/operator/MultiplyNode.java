package bide.interpreter.node.operator;

import bide.interpreter.error.BideException;
import bide.interpreter.value.BideDuration;
import bide.interpreter.value.Numbers;
import com.oracle.truffle.api.dsl.Fallback;
import com.oracle.truffle.api.dsl.Specialization;
import com.oracle.truffle.api.strings.TruffleString;

/** {@code *}: numbers, and a duration by a number. */
public abstract class MultiplyNode extends BinaryNode {
  @Specialization(rewriteOn = ArithmeticException.class)
  long ints(long left, long right) {
    return Math.multiplyExact(left, right);
  }

  @Specialization(replaces = "ints")
  Object growingInts(long left, long right) {
    long low = left * right;
    return Math.multiplyHigh(left, right) != low >> 63 ? slow(left, right) : (Object) low;
  }

  @Specialization
  double floats(double left, double right) {
    return left * right;
  }

  @Specialization
  double intAndFloat(long left, double right) {
    return left * right;
  }

  @Specialization
  double floatAndInt(double left, long right) {
    return left * right;
  }

  @Fallback
  Object others(Object left, Object right) {
    return slow(left, right);
  }

  @Override
  Object compute(Object left, Object right) {
    if (numbers(left, right)) {
      return Numbers.multiply(left, right);
    }
    if (left instanceof BideDuration duration) {
      if (right instanceof Long factor) {
        return duration.times((long) factor);
      }
      if (right instanceof Double factor) {
        return duration.times((double) factor);
      }
    }
    if (right instanceof BideDuration
        && !(left instanceof BideDuration)
        && Numbers.isNumber(left)) {
      return compute(right, left);
    }
    BideException error = mismatch("multiply", left, "and", right);
    throw left instanceof TruffleString ? error.withHelp("`s.repeat(n)` repeats a string") : error;
  }
}
