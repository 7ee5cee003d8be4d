package bide.interpreter.node.operator;

import bide.interpreter.value.Numbers;
import com.oracle.truffle.api.dsl.Fallback;
import com.oracle.truffle.api.dsl.Specialization;

/**
 * {@code & | ^} on ints and bools, {@code << >>} on ints. Ints behave as if they had endless sign
 * bits.
 */
public final class BitNodes {
  private BitNodes() {}

  public abstract static class And extends BinaryNode {
    @Specialization
    long ints(long left, long right) {
      return left & right;
    }

    @Specialization
    boolean bools(boolean left, boolean right) {
      return left & right;
    }

    @Fallback
    Object others(Object left, Object right) {
      return slow(left, right);
    }

    @Override
    Object compute(Object left, Object right) {
      return Numbers.and(left, right);
    }
  }

  public abstract static class Or extends BinaryNode {
    @Specialization
    long ints(long left, long right) {
      return left | right;
    }

    @Specialization
    boolean bools(boolean left, boolean right) {
      return left | right;
    }

    @Fallback
    Object others(Object left, Object right) {
      return slow(left, right);
    }

    @Override
    Object compute(Object left, Object right) {
      return Numbers.or(left, right);
    }
  }

  public abstract static class Xor extends BinaryNode {
    @Specialization
    long ints(long left, long right) {
      return left ^ right;
    }

    @Specialization
    boolean bools(boolean left, boolean right) {
      return left ^ right;
    }

    @Fallback
    Object others(Object left, Object right) {
      return slow(left, right);
    }

    @Override
    Object compute(Object left, Object right) {
      return Numbers.xor(left, right);
    }
  }

  public abstract static class ShiftLeft extends BinaryNode {
    static boolean fits(long left, long right) {
      return right >= 0 && right < 64 && left << right >> right == left;
    }

    @Specialization(guards = "fits(left, right)")
    long ints(long left, long right) {
      return left << right;
    }

    @Fallback
    Object others(Object left, Object right) {
      return slow(left, right);
    }

    @Override
    Object compute(Object left, Object right) {
      return Numbers.shiftLeft(left, right);
    }
  }

  public abstract static class ShiftRight extends BinaryNode {
    @Specialization(guards = "right >= 0")
    long ints(long left, long right) {
      return left >> Math.min(right, 63);
    }

    @Fallback
    Object others(Object left, Object right) {
      return slow(left, right);
    }

    @Override
    Object compute(Object left, Object right) {
      return Numbers.shiftRight(left, right);
    }
  }
}
