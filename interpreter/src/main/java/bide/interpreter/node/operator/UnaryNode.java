package bide.interpreter.node.operator;

import bide.interpreter.async.FutureHints;
import bide.interpreter.error.BideException;
import bide.interpreter.error.Errors;
import bide.interpreter.node.BideNode;
import bide.interpreter.node.Failures;
import bide.interpreter.value.BideDuration;
import bide.interpreter.value.Kinds;
import bide.interpreter.value.Numbers;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.dsl.Fallback;
import com.oracle.truffle.api.dsl.NodeChild;
import com.oracle.truffle.api.dsl.Specialization;

/** {@code - ! ~}. */
@NodeChild(value = "operand", type = BideNode.class)
public abstract class UnaryNode extends BideNode {
  abstract Object compute(Object operand);

  @TruffleBoundary
  final Object slow(Object operand) {
    try {
      return compute(operand);
    } catch (BideException e) {
      throw Failures.at(this, e);
    }
  }

  public abstract static class Negate extends UnaryNode {
    @Specialization(rewriteOn = ArithmeticException.class)
    long ofInt(long operand) {
      return Math.negateExact(operand);
    }

    @Specialization
    double ofFloat(double operand) {
      return -operand;
    }

    @Fallback
    Object others(Object operand) {
      return slow(operand);
    }

    @Override
    Object compute(Object operand) {
      return operand instanceof BideDuration duration
          ? duration.negated()
          : Numbers.negate(operand);
    }
  }

  public abstract static class Not extends UnaryNode {
    @Specialization
    boolean ofBool(boolean operand) {
      return !operand;
    }

    @Fallback
    Object others(Object operand) {
      return slow(operand);
    }

    @Override
    Object compute(Object operand) {
      throw FutureHints.addTo(
          Errors.type("`!` needs a bool, not " + Kinds.described(operand)), operand);
    }
  }

  public abstract static class BitNot extends UnaryNode {
    @Specialization
    long ofInt(long operand) {
      return ~operand;
    }

    @Fallback
    Object others(Object operand) {
      return slow(operand);
    }

    @Override
    Object compute(Object operand) {
      return Numbers.not(operand);
    }
  }
}
