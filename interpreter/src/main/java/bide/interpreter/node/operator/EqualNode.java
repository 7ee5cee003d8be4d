package bide.interpreter.node.operator;

import bide.interpreter.data.EnumType;
import bide.interpreter.data.EnumValue;
import bide.interpreter.data.Instance;
import bide.interpreter.data.UserMethods;
import bide.interpreter.node.call.UserMethodNode;
import bide.interpreter.value.Equality;
import bide.interpreter.value.Nil;
import bide.interpreter.value.Strings;
import com.oracle.truffle.api.dsl.Cached;
import com.oracle.truffle.api.dsl.Fallback;
import com.oracle.truffle.api.dsl.NeverDefault;
import com.oracle.truffle.api.dsl.Specialization;
import com.oracle.truffle.api.frame.VirtualFrame;
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

  @Specialization
  boolean structs(
      VirtualFrame frame, Instance left, Instance right, @Cached("own()") UserMethodNode own) {
    if (left == right || left.type() != right.type()) {
      return (left == right) != negated;
    }
    Object verdict = own.execute(strand(frame), left.type(), left, right);
    return verdict == null
        ? (boolean) slow(left, right)
        : UserMethods.verdict(verdict, left.type()) != negated;
  }

  @Specialization
  boolean variants(
      VirtualFrame frame, EnumValue left, EnumValue right, @Cached("own()") UserMethodNode own) {
    EnumType type = left.variant().type();
    if (left == right || type != right.variant().type()) {
      return (left == right) != negated;
    }
    Object verdict = own.execute(strand(frame), type, left, right);
    if (verdict != null) {
      return UserMethods.verdict(verdict, type) != negated;
    }
    // Variants without fields, as most enums have them, are the same or not.
    return left.count() == 0 || left.variant() != right.variant()
        ? negated
        : (boolean) slow(left, right);
  }

  @NeverDefault
  static UserMethodNode own() {
    return UserMethodNode.create(UserMethods.EQUALS);
  }

  @Fallback
  boolean others(Object left, Object right) {
    return (boolean) slow(left, right);
  }

  static boolean isNil(Object value) {
    return value == Nil.NIL;
  }

  @Override
  Object compute(Object left, Object right) {
    return Equality.equals(left, right) != negated;
  }
}
