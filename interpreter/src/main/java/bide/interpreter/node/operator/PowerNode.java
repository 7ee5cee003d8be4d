package bide.interpreter.node.operator;

import bide.interpreter.value.Numbers;
import com.oracle.truffle.api.dsl.Fallback;
import com.oracle.truffle.api.dsl.Specialization;

/** {@code **}. */
public abstract class PowerNode extends BinaryNode {
  @Specialization(guards = "right >= 0", rewriteOn = ArithmeticException.class)
  long ints(long left, long right) {
    long result = 1;
    long factor = left;
    long rest = right;
    while (true) {
      if ((rest & 1) != 0) {
        result = Math.multiplyExact(result, factor);
      }
      rest >>= 1;
      if (rest == 0) {
        return result;
      }
      factor = Math.multiplyExact(factor, factor);
    }
  }

  @Specialization(replaces = "ints")
  Object growingInts(long left, long right) {
    return slow(left, right);
  }

  @Specialization
  double floats(double left, double right) {
    return power(left, right);
  }

  @Specialization
  double intAndFloat(long left, double right) {
    return power(left, right);
  }

  @Specialization
  double floatAndInt(double left, long right) {
    return power(left, right);
  }

  @Fallback
  Object others(Object left, Object right) {
    return slow(left, right);
  }

  private static double power(double left, double right) {
    return Math.pow(left, right);
  }

  @Override
  Object compute(Object left, Object right) {
    if (numbers(left, right)) {
      return Numbers.power(left, right);
    }
    throw mismatch("raise", left, "to the power of", right);
  }
}
