package bide.interpreter.node.operator;

import bide.interpreter.value.Equality;
import bide.interpreter.value.Nil;
import bide.interpreter.value.Strings;
import com.oracle.truffle.api.dsl.Cached;
import com.oracle.truffle.api.dsl.Fallback;
import com.oracle.truffle.api.dsl.Specialization;
import com.oracle.truffle.api.strings.TruffleString;

/** {@code ==} and {@code !=}. */
public abstract class EqualNode extends BinaryNode {
  private final boolean negated;

  /**
   * @param negated for {@code !=}
   */
  EqualNode(boolean negated) {
    this.negated = negated;
  }

  @Specialization
  boolean ints(long left, long right) {
    return (left == right) != negated;
  }

  @Specialization
  boolean floats(double left, double right) {
    return (left == right) != negated;
  }

  @Specialization
  boolean bools(boolean left, boolean right) {
    return (left == right) != negated;
  }

  @Specialization
  boolean strings(TruffleString left, TruffleString right, @Cached TruffleString.EqualNode equal) {
    return equal.execute(left, right, Strings.ENCODING) != negated;
  }

  /** Nil equals nothing else, so this needs no look at the other side. */
  @Specialization(guards = "isNil(left) || isNil(right)")
  boolean nil(Object left, Object right) {
    return (left == right) != negated;
  }

  @Fallback
  boolean others(Object left, Object right) {
    return Equality.equals(left, right) != negated;
  }

  static boolean isNil(Object value) {
    return value == Nil.NIL;
  }

  @Override
  Object compute(Object left, Object right) {
    return Equality.equals(left, right) != negated;
  }
}
