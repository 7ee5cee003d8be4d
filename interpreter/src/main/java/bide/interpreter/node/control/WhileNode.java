package bide.interpreter.node.control;

import bide.interpreter.node.BideNode;
import bide.interpreter.node.JumpTarget;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.profiles.CountingConditionProfile;

/** {@code while} and, without a condition, {@code loop}. */
public final class WhileNode extends AbstractLoop {
  @Child private ConditionNode condition;
  private final CountingConditionProfile profile = CountingConditionProfile.create();

  /**
   * @param condition null for {@code loop}
   */
  public WhileNode(ConditionNode condition, BideNode body, JumpTarget target) {
    super(body, target);
    this.condition = condition;
  }

  @Override
  boolean next(VirtualFrame frame) {
    return condition == null || profile.profile(condition.executeBoolean(frame));
  }

  @Override
  public Object executeGeneric(VirtualFrame frame) {
    return run(frame);
  }
}
