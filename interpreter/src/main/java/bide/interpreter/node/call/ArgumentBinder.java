package bide.interpreter.node.call;

import bide.interpreter.function.FunctionCode;
import bide.interpreter.library.CallContext;
import bide.interpreter.library.Method;
import bide.interpreter.node.BideNode;
import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import com.oracle.truffle.api.nodes.Node;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of one call: evaluates them, in the order written, and matches them to the callee's
 * parameters. A call that needs no matching is evaluated straight into the callee's argument array.
 */
public final class ArgumentBinder extends ShapeMatcher {
  @Children private final BideNode[] arguments;

  /** For callees that take the receiver before the arguments; null until there was one. */
  @Child private ShapeMatcher withSelf;

  /**
   * @param names one per argument; null for a positional one
   * @param spread one per argument: {@code ...xs}
   */
  public ArgumentBinder(BideNode[] arguments, String[] names, boolean[] spread) {
    super(new CallShape(names, spread));
    this.arguments = arguments;
  }

  /** Evaluates and matches in one step, for a callee that is known before its arguments. */
  public Object[] evaluate(
      VirtualFrame frame, Object strand, Object[] captures, FunctionCode code) {
    return bind(evaluate(frame, strand, captures), code);
  }

  /**
   * Evaluates only: {@code {strand, captures, values…}}, to be matched with {@link #bind(Object[],
   * FunctionCode)}.
   */
  public Object[] evaluate(VirtualFrame frame, Object strand, Object[] captures) {
    Object[] values = new Object[FRAME_OFFSET + arguments.length];
    values[0] = strand;
    values[1] = captures;
    evaluateInto(frame, values, FRAME_OFFSET);
    return values;
  }

  /**
   * The same with a receiver before the arguments: {@code {strand, captures, self, values…}}, to be
   * matched with {@link #withSelf()}.
   */
  Object[] evaluateWithSelf(VirtualFrame frame, Object strand, Object[] captures, Object self) {
    Object[] values = new Object[FRAME_OFFSET + 1 + arguments.length];
    values[0] = strand;
    values[1] = captures;
    values[FRAME_OFFSET] = self;
    evaluateInto(frame, values, FRAME_OFFSET + 1);
    return values;
  }

  Matching withSelf() {
    if (withSelf == null) {
      CompilerDirectives.transferToInterpreterAndInvalidate();
      withSelf = insert(new ShapeMatcher(shape().withSelf()));
    }
    return withSelf;
  }

  /**
   * The values of the arguments, to be matched with {@link #bind(CallContext, Object[], Method)}.
   */
  Object[] evaluate(VirtualFrame frame) {
    Object[] values = new Object[arguments.length];
    evaluateInto(frame, values, 0);
    return values;
  }

  @Override
  public @Nullable Node argument(String name, int position) {
    if (shape().hasSpread()) {
      return null;
    }
    for (int i = 0; i < arguments.length; i++) {
      if (name.equals(shape().name(i))) {
        return arguments[i];
      }
    }
    int positional = 0;
    for (int i = 0; i < arguments.length; i++) {
      if (shape().name(i) == null && positional++ == position) {
        return arguments[i];
      }
    }
    return null;
  }

  @ExplodeLoop
  private void evaluateInto(VirtualFrame frame, Object[] values, int offset) {
    for (int i = 0; i < arguments.length; i++) {
      values[offset + i] = arguments[i].executeGeneric(frame);
    }
  }
}
