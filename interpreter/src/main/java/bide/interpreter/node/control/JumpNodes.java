package bide.interpreter.node.control;

import bide.interpreter.node.BideNode;
import bide.interpreter.node.JumpTarget;
import bide.interpreter.value.Nil;
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
    private final int resultSlot;
    @Child private BideNode value;

    public Return(BideNode value, int resultSlot) {
      this.value = value;
      this.resultSlot = resultSlot;
    }

    @Override
    public Object executeGeneric(VirtualFrame frame) {
      frame.setObject(resultSlot, value.executeGeneric(frame));
      throw ReturnException.INSTANCE;
    }
  }

  public static final class FunctionBody extends BideNode {
    private final int resultSlot;
    @Child private BideNode body;

    public FunctionBody(BideNode body, int resultSlot) {
      this.body = body;
      this.resultSlot = resultSlot;
    }

    @Override
    public Object executeGeneric(VirtualFrame frame) {
      // So that compiled code knows the slot's tag, whichever way it comes.
      frame.setObject(resultSlot, Nil.NIL);
      try {
        return body.executeGeneric(frame);
      } catch (ReturnException e) {
        return frame.getObject(resultSlot);
      }
    }
  }
}
