package bide.interpreter.node.access;

import bide.interpreter.node.BideNode;
import bide.interpreter.value.Nil;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.profiles.ConditionProfile;

/** {@code receiver?[index]}: nil gives nil, and the index is not evaluated. */
public final class SafeIndexNode extends BideNode {
  @Child private BideNode receiver;
  @Child private BideNode index;
  @Child private IndexNode read = IndexNodeGen.create(null, null);
  private final ConditionProfile nil = ConditionProfile.create();

  public SafeIndexNode(BideNode receiver, BideNode index) {
    this.receiver = receiver;
    this.index = index;
  }

  @Override
  public Object executeGeneric(VirtualFrame frame) {
    Object target = receiver.executeGeneric(frame);
    return nil.profile(target == Nil.NIL)
        ? target
        : read.executeOperation(frame, target, index.executeGeneric(frame));
  }
}
