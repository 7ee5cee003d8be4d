package bide.interpreter.node.call;

import bide.interpreter.function.Closure;
import bide.interpreter.node.BideNode;
import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.UnexpectedResultException;
import java.util.function.Function;

/** The few nodes that hand-built trees need besides calls. */
final class TestNodes {
  private TestNodes() {}

  /** Runs Java code: to observe the order of evaluation, or to answer with what the frame holds. */
  static BideNode java(Function<VirtualFrame, Object> code) {
    return new BideNode() {
      @Override
      public Object executeGeneric(VirtualFrame frame) {
        return code.apply(frame);
      }
    };
  }

  static BideNode constant(Object value) {
    return new BideNode() {
      @Override
      public Object executeGeneric(VirtualFrame frame) {
        return value;
      }
    };
  }

  static BideNode parameter(int index) {
    return new BideNode() {
      @Override
      public Object executeGeneric(VirtualFrame frame) {
        return frame.getArguments()[ArgumentBinder.FRAME_OFFSET + index];
      }
    };
  }

  /** A top-level function that is bound once, perhaps after the code that calls it was made. */
  static final class Global extends BideNode {
    @CompilationFinal private Closure value;

    Global() {}

    void set(Closure closure) {
      value = closure;
    }

    @Override
    public Object executeGeneric(VirtualFrame frame) {
      return value;
    }
  }

  /** A binary operation on ints. */
  abstract static class Ints extends BideNode {
    @Child private BideNode left;
    @Child private BideNode right;

    Ints(BideNode left, BideNode right) {
      this.left = left;
      this.right = right;
    }

    long left(VirtualFrame frame) {
      return operand(left, frame);
    }

    long right(VirtualFrame frame) {
      return operand(right, frame);
    }

    private static long operand(BideNode node, VirtualFrame frame) {
      try {
        return node.executeLong(frame);
      } catch (UnexpectedResultException e) {
        throw CompilerDirectives.shouldNotReachHere(e);
      }
    }
  }

  static final class Add extends Ints {
    Add(BideNode left, BideNode right) {
      super(left, right);
    }

    @Override
    public long executeLong(VirtualFrame frame) {
      return Math.addExact(left(frame), right(frame));
    }

    @Override
    public Object executeGeneric(VirtualFrame frame) {
      return executeLong(frame);
    }
  }

  static final class Less extends Ints {
    Less(BideNode left, BideNode right) {
      super(left, right);
    }

    @Override
    public boolean executeBoolean(VirtualFrame frame) {
      return left(frame) < right(frame);
    }

    @Override
    public Object executeGeneric(VirtualFrame frame) {
      return executeBoolean(frame);
    }
  }

  static final class If extends BideNode {
    @Child private BideNode condition;
    @Child private BideNode yes;
    @Child private BideNode no;

    If(BideNode condition, BideNode yes, BideNode no) {
      this.condition = condition;
      this.yes = yes;
      this.no = no;
    }

    @Override
    public Object executeGeneric(VirtualFrame frame) {
      try {
        return condition.executeBoolean(frame)
            ? yes.executeGeneric(frame)
            : no.executeGeneric(frame);
      } catch (UnexpectedResultException e) {
        throw CompilerDirectives.shouldNotReachHere(e);
      }
    }
  }
}
