package bide.interpreter.node.literal;

import bide.interpreter.error.BideException;
import bide.interpreter.error.Errors;
import bide.interpreter.node.BideNode;
import bide.interpreter.node.Failures;
import bide.interpreter.value.BideRange;
import bide.interpreter.value.Kinds;
import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.UnexpectedResultException;
import java.math.BigInteger;

/** {@code a..b}, {@code a..=b}, {@code a..}, {@code ..b}, {@code ..}. */
public final class RangeNode extends BideNode {
  @Child private BideNode from;
  @Child private BideNode to;
  private final boolean inclusive;

  /**
   * @param from null, as {@code to}, for an open end
   */
  public RangeNode(BideNode from, BideNode to, boolean inclusive) {
    this.from = from;
    this.to = to;
    this.inclusive = inclusive;
  }

  @Override
  public Object executeGeneric(VirtualFrame frame) {
    if (from == null) {
      return to == null ? BideRange.all() : BideRange.to(bound(frame, to), inclusive);
    }
    long start = bound(frame, from);
    return to == null ? BideRange.from(start) : BideRange.of(start, bound(frame, to), inclusive);
  }

  private static long bound(VirtualFrame frame, BideNode node) {
    try {
      return node.executeLong(frame);
    } catch (UnexpectedResultException e) {
      CompilerDirectives.transferToInterpreter();
      throw notInt(e.getResult(), node);
    }
  }

  @TruffleBoundary
  private static BideException notInt(Object bound, BideNode node) {
    return Failures.at(
        node,
        bound instanceof BigInteger
            ? Errors.value("the bounds of a range must fit 64 bits")
            : Errors.type("the bounds of a range must be ints, not " + Kinds.described(bound)));
  }
}
