package bide.interpreter.node.operator;

import bide.interpreter.data.DataType;
import bide.interpreter.data.Instance;
import bide.interpreter.data.UserMethods;
import bide.interpreter.error.BideException;
import bide.interpreter.node.call.UserMethodNode;
import bide.interpreter.value.BideBytes;
import bide.interpreter.value.BideDuration;
import bide.interpreter.value.BideInstant;
import bide.interpreter.value.BideList;
import bide.interpreter.value.Equality;
import bide.interpreter.value.Numbers;
import com.oracle.truffle.api.dsl.Cached;
import com.oracle.truffle.api.dsl.Fallback;
import com.oracle.truffle.api.dsl.NeverDefault;
import com.oracle.truffle.api.dsl.Specialization;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.strings.TruffleString;

/**
 * {@code < <= > >=}: numbers, strings by code points, durations, instants, byte strings and lists
 * element by element.
 */
public abstract class CompareNode extends BinaryNode {
  /** Ints up to this size are exact as floats. */
  private static final long EXACT = 1L << 53;

  private final Order order;

  CompareNode(Order order) {
    this.order = order;
  }

  @Specialization
  boolean ints(long left, long right) {
    return order.test(left, right);
  }

  @Specialization
  boolean floats(double left, double right) {
    return order.test(left, right);
  }

  @Specialization(guards = "isExact(left)")
  boolean intAndFloat(long left, double right) {
    return order.test((double) left, right);
  }

  @Specialization(guards = "isExact(right)")
  boolean floatAndInt(double left, long right) {
    return order.test(left, (double) right);
  }

  @Specialization
  boolean strings(
      TruffleString left, TruffleString right, @Cached TruffleString.CompareIntsUTF32Node compare) {
    return order.test((long) compare.execute(left, right), 0L);
  }

  @Specialization(guards = "left.type() == right.type()")
  boolean structs(
      VirtualFrame frame, Instance left, Instance right, @Cached("own()") UserMethodNode own) {
    Object result = own.execute(strand(frame), left.type(), left, right);
    return result == null
        ? (boolean) slow(left, right)
        : order.test((long) UserMethods.order(result, left.type()), 0L);
  }

  @NeverDefault
  static UserMethodNode own() {
    return UserMethodNode.create(UserMethods.COMPARE);
  }

  @Fallback
  boolean others(Object left, Object right) {
    return (boolean) slow(left, right);
  }

  static boolean isExact(long number) {
    return number >= -EXACT && number <= EXACT;
  }

  @Override
  Object compute(Object left, Object right) {
    if (numbers(left, right)) {
      boolean unordered =
          left instanceof Double a && a.isNaN() || right instanceof Double b && b.isNaN();
      return !unordered && order.test((long) Numbers.compare(left, right), 0L);
    }
    boolean alike =
        left instanceof TruffleString && right instanceof TruffleString
            || left instanceof BideDuration && right instanceof BideDuration
            || left instanceof BideInstant && right instanceof BideInstant
            || left instanceof BideBytes && right instanceof BideBytes
            || left instanceof BideList && right instanceof BideList;
    DataType type = DataType.of(left);
    boolean declared = type != null && type == DataType.of(right);
    if (alike || declared && type.method(UserMethods.COMPARE) != null) {
      return order.test((long) Equality.compare(left, right), 0L);
    }
    BideException error = mismatch("compare", left, "and", right);
    throw declared ? error.withHelp(Equality.orderedBy(type.name())) : error;
  }
}
