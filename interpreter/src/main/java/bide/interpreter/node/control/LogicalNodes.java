package bide.interpreter.node.control;

import bide.interpreter.node.BideNode;
import bide.interpreter.value.Nil;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.profiles.CountingConditionProfile;

/** {@code && || ??}: the right operand runs only when it matters. */
public final class LogicalNodes {
  private LogicalNodes() {}

  public static final class And extends BideNode {
    @Child private ConditionNode left;
    @Child private ConditionNode right;
    private final CountingConditionProfile profile = CountingConditionProfile.create();

    public And(ConditionNode left, ConditionNode right) {
      this.left = left;
      this.right = right;
    }

    @Override
    public boolean executeBoolean(VirtualFrame frame) {
      return profile.profile(left.executeBoolean(frame)) && right.executeBoolean(frame);
    }

    @Override
    public Object executeGeneric(VirtualFrame frame) {
      return executeBoolean(frame);
    }
  }

  public static final class Or extends BideNode {
    @Child private ConditionNode left;
    @Child private ConditionNode right;
    private final CountingConditionProfile profile = CountingConditionProfile.create();

    public Or(ConditionNode left, ConditionNode right) {
      this.left = left;
      this.right = right;
    }

    @Override
    public boolean executeBoolean(VirtualFrame frame) {
      return profile.profile(left.executeBoolean(frame)) || right.executeBoolean(frame);
    }

    @Override
    public Object executeGeneric(VirtualFrame frame) {
      return executeBoolean(frame);
    }
  }

  public static final class Coalesce extends BideNode {
    @Child private BideNode left;
    @Child private BideNode right;
    private final CountingConditionProfile profile = CountingConditionProfile.create();

    public Coalesce(BideNode left, BideNode right) {
      this.left = left;
      this.right = right;
    }

    @Override
    public Object executeGeneric(VirtualFrame frame) {
      Object value = left.executeGeneric(frame);
      return profile.profile(value == Nil.NIL) ? right.executeGeneric(frame) : value;
    }
  }
}
