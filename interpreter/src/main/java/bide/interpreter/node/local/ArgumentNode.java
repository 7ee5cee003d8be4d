package bide.interpreter.node.local;

import bide.interpreter.function.Absent;
import bide.interpreter.node.BideNode;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.profiles.ConditionProfile;

/**
 * An argument of the call: the strand and the captures come first, so the first parameter is the
 * third element.
 */
public class ArgumentNode extends BideNode {
  private final int index;

  public ArgumentNode(int parameter) {
    this.index = parameter + 2;
  }

  @Override
  public Object executeGeneric(VirtualFrame frame) {
    return frame.getArguments()[index];
  }

  /** An argument that may be left out. */
  public static final class WithDefault extends ArgumentNode {
    @Child private BideNode defaultValue;
    private final ConditionProfile absent = ConditionProfile.create();

    public WithDefault(int parameter, BideNode defaultValue) {
      super(parameter);
      this.defaultValue = defaultValue;
    }

    @Override
    public Object executeGeneric(VirtualFrame frame) {
      Object given = super.executeGeneric(frame);
      return absent.profile(given == Absent.ABSENT) ? defaultValue.executeGeneric(frame) : given;
    }
  }
}
