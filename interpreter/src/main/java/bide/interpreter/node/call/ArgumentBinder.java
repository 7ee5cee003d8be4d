package bide.interpreter.node.call;

import bide.interpreter.error.BideException;
import bide.interpreter.function.FunctionCode;
import bide.interpreter.function.Signature;
import bide.interpreter.library.CallContext;
import bide.interpreter.library.Method;
import bide.interpreter.node.BideNode;
import bide.interpreter.node.Failures;
import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.EncapsulatingNodeReference;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import com.oracle.truffle.api.nodes.Node;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of one call: evaluates them, in the order written, and matches them to the callee's
 * parameters. A call with as many positional arguments as a function without defaults takes is
 * evaluated straight into the callee's argument array; for other callees the matching is worked out
 * once and remembered, up to {@value #LIMIT} of them.
 */
public final class ArgumentBinder extends Node implements Matching {
  /** Strand and captures stand before the parameters in the arguments of a script's function. */
  public static final int FRAME_OFFSET = 2;

  private static final int LIMIT = 4;

  private final CallShape shape;
  @Children private final BideNode[] arguments;
  @CompilationFinal private Known known;

  /** A plan that this call site remembers. */
  private record Known(Object callee, ArgumentPlan plan, int depth, Known next) {}

  /**
   * @param names one per argument; null for a positional one
   * @param spread one per argument: {@code ...xs}
   */
  public ArgumentBinder(BideNode[] arguments, String[] names, boolean[] spread) {
    this.shape = new CallShape(names, spread);
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
   * The frame arguments of a call of {@code code}: {@code {strand, captures, parameters…}}.
   * Cheapest where {@code code} is a constant of the compilation.
   *
   * @param values what {@link #evaluate(VirtualFrame, Object, Object[])} gave
   * @throws BideException with the place of the call, where the arguments do not fit
   */
  @Override
  public Object[] bind(Object[] values, FunctionCode code) {
    Signature signature = code.signature();
    if (shape.isPositional() && signature.isPlain() && signature.count() == shape.count()) {
      return values;
    }
    return match((CallContext) values[0], values, code);
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
  public Object[] bind(CallContext cx, Object[] values, Method method) {
    int count = shape.count();
    if (shape.isPositional()
        && !method.rest()
        && method.required() == count
        && method.parameters().length == count) {
      return values;
    }
    return match(cx, values, method);
  }

  @Override
  public @Nullable Node argument(String name, int position) {
    if (shape.hasSpread()) {
      return null;
    }
    for (int i = 0; i < arguments.length; i++) {
      if (name.equals(shape.name(i))) {
        return arguments[i];
      }
    }
    int positional = 0;
    for (int i = 0; i < arguments.length; i++) {
      if (shape.name(i) == null && positional++ == position) {
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

  @ExplodeLoop
  private Object[] match(CallContext cx, Object[] values, Object callee) {
    if (shape.hasSpread()) {
      return matchSpread(cx, values, callee);
    }
    for (Known k = known; k != null; k = k.next) {
      if (k.callee == callee) {
        return k.plan.apply(cx, values);
      }
    }
    if (known == null || known.depth < LIMIT) {
      CompilerDirectives.transferToInterpreterAndInvalidate();
      ArgumentPlan plan = plan(callee, shape.names());
      remember(callee, plan);
      return plan.apply(cx, values);
    }
    return matchUnknown(cx, values, callee);
  }

  private synchronized void remember(Object callee, ArgumentPlan plan) {
    for (Known k = known; k != null; k = k.next) {
      if (k.callee == callee) {
        return;
      }
    }
    known = new Known(callee, plan, known == null ? 1 : known.depth + 1, known);
  }

  private ArgumentPlan plan(Object callee, String[] names) {
    try {
      return ArgumentPlan.match(parameters(callee), names);
    } catch (BideException e) {
      throw Failures.at(this, e);
    }
  }

  @TruffleBoundary(transferToInterpreterOnException = false)
  private Object[] matchUnknown(CallContext cx, Object[] values, Object callee) {
    return plan(callee, shape.names()).apply(cx, values);
  }

  @TruffleBoundary(transferToInterpreterOnException = false)
  private Object[] matchSpread(CallContext cx, Object[] values, Object callee) {
    int offset = values.length - shape.count();
    List<Object> all = new ArrayList<>(values.length);
    List<String> names = new ArrayList<>(values.length);
    for (int i = 0; i < offset; i++) {
      all.add(values[i]);
    }
    for (int i = 0; i < shape.count(); i++) {
      if (shape.isSpread(i)) {
        addElements(cx, values[offset + i], all);
      } else {
        all.add(values[offset + i]);
      }
      while (names.size() < all.size() - offset) {
        names.add(shape.name(i));
      }
    }
    return plan(callee, names.toArray(String[]::new)).apply(cx, all.toArray());
  }

  private void addElements(CallContext cx, Object spread, List<Object> to) {
    // The uncached invoker takes the place of its calls, which traces show, from here.
    EncapsulatingNodeReference place = EncapsulatingNodeReference.getCurrent();
    Node outer = place.set(this);
    try {
      Elements.addAll(cx, InvokerNode.getUncached(), spread, to);
    } catch (BideException e) {
      throw Failures.at(this, e);
    } finally {
      place.set(outer);
    }
  }

  private static Parameters parameters(Object callee) {
    return callee instanceof Method method
        ? Parameters.of(method)
        : Parameters.of((FunctionCode) callee);
  }
}
