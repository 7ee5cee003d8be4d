package bide.interpreter.node.control;

import bide.interpreter.node.BideNode;
import bide.interpreter.node.JumpTarget;
import com.oracle.truffle.api.frame.VirtualFrame;

/** {@code break}, {@code continue}, {@code return}, and where a return arrives. */
public final class JumpNodes {
  private JumpNodes() {}

  public static final class Break extends BideNode {
    private final JumpTarget target;

    public Break(JumpTarget target) {
      this.target = target;
    }

    @Override
    public Object executeGeneric(VirtualFrame frame) {
      throw target.plainBreak();
    }
  }

  public static final class BreakWith extends BideNode {
    private final JumpTarget target;
    @Child private BideNode value;

    public BreakWith(JumpTarget target, BideNode value) {
      this.target = target;
      this.value = value;
    }

    @Override
    public Object executeGeneric(VirtualFrame frame) {
      throw new BreakException(target, value.executeGeneric(frame));
    }
  }

  public static final class Continue extends BideNode {
    private final JumpTarget target;

    public Continue(JumpTarget target) {
      this.target = target;
    }

    @Override
    public Object executeGeneric(VirtualFrame frame) {
      throw target.again();
    }
  }

  public static final class Return extends BideNode {
    @Child private BideNode value;

    public Return(BideNode value) {
      this.value = value;
    }

    @Override
    public Object executeGeneric(VirtualFrame frame) {
      throw new ReturnException(value.executeGeneric(frame));
    }
  }

  public static final class FunctionBody extends BideNode {
    @Child private BideNode body;

    public FunctionBody(BideNode body) {
      this.body = body;
    }

    @Override
    public Object executeGeneric(VirtualFrame frame) {
      try {
        return body.executeGeneric(frame);
      } catch (ReturnException e) {
        return e.value();
      }
    }
  }
}
