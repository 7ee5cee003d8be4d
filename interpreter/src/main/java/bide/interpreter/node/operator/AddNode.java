package bide.interpreter.node.operator;

import bide.interpreter.error.BideException;
import bide.interpreter.ownership.Ownership;
import bide.interpreter.value.BideBytes;
import bide.interpreter.value.BideDuration;
import bide.interpreter.value.BideInstant;
import bide.interpreter.value.BideList;
import bide.interpreter.value.Numbers;
import bide.interpreter.value.Strings;
import com.oracle.truffle.api.dsl.Cached;
import com.oracle.truffle.api.dsl.Fallback;
import com.oracle.truffle.api.dsl.Specialization;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.strings.TruffleString;

/**
 * {@code +}: numbers, durations, instant and duration; strings, lists and byte strings one after
 * the other.
 */
public abstract class AddNode extends BinaryNode {
  @Specialization(rewriteOn = ArithmeticException.class)
  long ints(long left, long right) {
    return Math.addExact(left, right);
  }

  @Specialization(replaces = "ints")
  Object growingInts(long left, long right) {
    long sum = left + right;
    return ((left ^ sum) & (right ^ sum)) < 0 ? slow(left, right) : (Object) sum;
  }

  @Specialization
  double floats(double left, double right) {
    return left + right;
  }

  @Specialization
  double intAndFloat(long left, double right) {
    return left + right;
  }

  @Specialization
  double floatAndInt(double left, long right) {
    return left + right;
  }

  @Specialization
  TruffleString strings(
      TruffleString left, TruffleString right, @Cached TruffleString.ConcatNode concat) {
    return concat.execute(left, right, Strings.ENCODING, true);
  }

  @Specialization
  BideList lists(VirtualFrame frame, BideList left, BideList right) {
    Ownership.checkRead(left, strand(frame).region(), this);
    Ownership.checkRead(right, strand(frame).region(), this);
    BideList joined = left.copy(strand(frame).region());
    joined.addAll(right);
    return joined;
  }

  @Fallback
  Object others(Object left, Object right) {
    return slow(left, right);
  }

  @Override
  Object compute(Object left, Object right) {
    if (numbers(left, right)) {
      return Numbers.add(left, right);
    }
    if (left instanceof BideDuration a) {
      if (right instanceof BideDuration b) {
        return a.plus(b);
      }
      if (right instanceof BideInstant b) {
        return b.plus(a);
      }
    }
    if (left instanceof BideInstant a && right instanceof BideDuration b) {
      return a.plus(b);
    }
    if (left instanceof BideBytes a && right instanceof BideBytes b) {
      return a.concat(b);
    }
    BideException error = mismatch("add", left, "and", right);
    boolean string = left instanceof TruffleString || right instanceof TruffleString;
    throw string && error.help() == null
        ? error.withHelp("write \"{a}{b}\", or make a string of the other one with `.to_string()`")
        : error;
  }
}
