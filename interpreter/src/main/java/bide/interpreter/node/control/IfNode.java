package bide.interpreter.node.control;

import bide.interpreter.node.BideNode;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.UnexpectedResultException;
import com.oracle.truffle.api.profiles.CountingConditionProfile;

/** {@code if … { } else { }}. */
public final class IfNode extends BideNode {
  @Child private ConditionNode condition;
  @Child private BideNode then;
  @Child private BideNode otherwise;
  private final CountingConditionProfile profile = CountingConditionProfile.create();

  public IfNode(ConditionNode condition, BideNode then, BideNode otherwise) {
    this.condition = condition;
    this.then = then;
    this.otherwise = otherwise;
  }

  @Override
  public Object executeGeneric(VirtualFrame frame) {
    return profile.profile(condition.executeBoolean(frame))
        ? then.executeGeneric(frame)
        : otherwise.executeGeneric(frame);
  }

  @Override
  public long executeLong(VirtualFrame frame) throws UnexpectedResultException {
    return profile.profile(condition.executeBoolean(frame))
        ? then.executeLong(frame)
        : otherwise.executeLong(frame);
  }

  @Override
  public double executeDouble(VirtualFrame frame) throws UnexpectedResultException {
    return profile.profile(condition.executeBoolean(frame))
        ? then.executeDouble(frame)
        : otherwise.executeDouble(frame);
  }

  @Override
  public boolean executeBoolean(VirtualFrame frame) throws UnexpectedResultException {
    return profile.profile(condition.executeBoolean(frame))
        ? then.executeBoolean(frame)
        : otherwise.executeBoolean(frame);
  }

  @Override
  public void executeVoid(VirtualFrame frame) {
    if (profile.profile(condition.executeBoolean(frame))) {
      then.executeVoid(frame);
    } else {
      otherwise.executeVoid(frame);
    }
  }
}
