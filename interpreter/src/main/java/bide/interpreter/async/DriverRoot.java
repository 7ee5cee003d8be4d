package bide.interpreter.async;

import bide.interpreter.error.Trace;
import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.RootCallTarget;
import com.oracle.truffle.api.Truffle;
import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.frame.FrameDescriptor;
import com.oracle.truffle.api.frame.FrameSlotKind;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.DirectCallNode;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import com.oracle.truffle.api.nodes.IndirectCallNode;
import com.oracle.truffle.api.nodes.LoopNode;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.nodes.RepeatingNode;
import com.oracle.truffle.api.nodes.RootNode;
import java.util.Arrays;

/**
 * The loop of a worker: takes a strand, resumes its innermost call, hands the result to the call
 * above, and so on until one waits again or the outermost has ended. It is guest code itself, so
 * that a call that is resumed again and again is compiled into the loop: that halves the cost of a
 * wake against a loop in the host.
 */
public final class DriverRoot extends RootNode implements Trace.StackBase {
  private static final int STRAND = 0;
  private static final int VALUE = 1;

  @Child private LoopNode loop;

  public DriverRoot(TruffleLanguage<?> language) {
    super(language, descriptor());
    loop = Truffle.getRuntime().createLoopNode(new Step());
  }

  private static FrameDescriptor descriptor() {
    FrameDescriptor.Builder builder = FrameDescriptor.newBuilder(2);
    builder.addSlots(2, FrameSlotKind.Object);
    return builder.build();
  }

  /** Argument 0: the worker's {@link Slices}. */
  @Override
  public Object execute(VirtualFrame frame) {
    frame.setObject(STRAND, null);
    frame.setObject(VALUE, null);
    loop.execute(frame);
    return true;
  }

  @Override
  public boolean isInternal() {
    return true;
  }

  @Override
  public String getName() {
    return "driver";
  }

  /** Resumes one call. */
  private static final class Step extends Node implements RepeatingNode {
    @Child private ResumeNode resume = new ResumeNode();

    @Override
    public boolean executeRepeating(VirtualFrame frame) {
      Slices slices = (Slices) frame.getArguments()[0];
      Strand strand = (Strand) frame.getObject(STRAND);
      Object value;
      if (strand == null) {
        strand = slices.next();
        if (strand == null) {
          return false;
        }
        frame.setObject(STRAND, strand);
        value = strand.value;
        strand.value = null;
      } else {
        value = frame.getObject(VALUE);
      }
      Activation activation = strand.innermost;
      if (activation == null) {
        slices.ended(strand, value);
        frame.setObject(STRAND, null);
        frame.setObject(VALUE, null);
        return true;
      }
      Activation parent = activation.parent;
      Object result;
      strand.depth = 0;
      slices.resumes(strand, activation);
      try {
        // Only here may a cancellation be raised on this thread: the loop around it polls as well.
        slices.inCode = true;
        result = resume.execute(strand, activation, value);
        slices.inCode = false;
      } catch (Throwable failure) {
        slices.inCode = false;
        result = slices.failed(failure, activation, value);
      }
      if (!(result instanceof Activation)) {
        strand.innermost = parent;
        frame.setObject(VALUE, result);
      } else if (strand.leaf == null && strand.innermost instanceof NotStarted) {
        // The stack got too deep and has been left: go on with the call that did not fit on it.
        frame.setObject(VALUE, null);
      } else {
        slices.suspended(strand);
        frame.setObject(STRAND, null);
        frame.setObject(VALUE, null);
      }
      return true;
    }
  }

  /**
   * Calls the root that a suspended call belongs to, with a small inline cache. Functions of many
   * states stay out of it: they would be compiled into the worker's loop, again and again as the
   * loop meets others.
   */
  private static final class ResumeNode extends Node {
    private static final int INLINE_CACHE = 3;

    @Children private DirectCallNode[] calls = new DirectCallNode[0];
    @Child private IndirectCallNode otherCalls = IndirectCallNode.create();
    @CompilationFinal private boolean relays;
    @CompilationFinal private boolean starts;

    Object execute(Strand strand, Activation activation, Object value) {
      Layout layout = activation.layout;
      if (layout != null) {
        strand.shrink(layout.bytes);
        return call(
            layout.root.getCallTarget(),
            new Object[] {strand, activation, value},
            layout.root.dispatch().isSmall());
      }
      if (activation instanceof NotStarted notStarted) {
        if (!starts) {
          CompilerDirectives.transferToInterpreterAndInvalidate();
          starts = true;
        }
        if (value instanceof Thrown thrown) {
          throw thrown.error(); // cancelled before it began
        }
        Object[] arguments = notStarted.arguments;
        arguments[0] = strand;
        RootCallTarget target = notStarted.code.target();
        boolean small =
            target.getRootNode() instanceof FreshRoot fresh && fresh.dispatch().isSmall();
        Object result = call(target, arguments, small);
        if (result instanceof Activation callee
            && callee.parent == null
            && notStarted.parent != null) {
          callee.parent = notStarted.parent;
        }
        return result;
      }
      if (!relays) {
        CompilerDirectives.transferToInterpreterAndInvalidate();
        relays = true;
      }
      if (value instanceof Thrown thrown) {
        throw thrown.error();
      }
      return value;
    }

    @ExplodeLoop
    private Object call(RootCallTarget target, Object[] arguments, boolean small) {
      DirectCallNode[] known = calls;
      for (int i = 0; i < known.length; i++) {
        if (known[i].getCallTarget() == target) {
          return known[i].call(arguments);
        }
      }
      if (small && known.length < INLINE_CACHE) {
        CompilerDirectives.transferToInterpreterAndInvalidate();
        remember(target);
        return target.call(arguments);
      }
      return otherCalls.call(target, arguments);
    }

    private void remember(RootCallTarget target) {
      atomic(
          () -> {
            int count = calls.length;
            if (count == INLINE_CACHE) {
              return; // full meanwhile
            }
            DirectCallNode[] more = Arrays.copyOf(calls, count + 1);
            more[count] = insert(DirectCallNode.create(target));
            calls = more;
          });
    }
  }
}
