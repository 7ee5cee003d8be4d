package bide.interpreter.node.call;

import bide.interpreter.error.BideException;
import bide.interpreter.function.FunctionCode;
import bide.interpreter.function.Signature;
import bide.interpreter.library.CallContext;
import bide.interpreter.library.Method;
import bide.interpreter.node.Failures;
import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.nodes.EncapsulatingNodeReference;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import com.oracle.truffle.api.nodes.Node;
import java.util.ArrayList;
import java.util.List;

/**
 * Matches the argument values of one call site to the callee's parameters. A call with as many
 * positional arguments as a function without defaults takes needs no matching; for other callees it
 * is worked out once and remembered, up to {@value #LIMIT} of them.
 */
class ShapeMatcher extends Node implements Matching {
  /** Strand and captures stand before the parameters in the arguments of a script's function. */
  public static final int FRAME_OFFSET = 2;

  private static final int LIMIT = 4;

  private final CallShape shape;
  @CompilationFinal private Known known;

  /** A plan that this call site remembers. */
  private record Known(Object callee, ArgumentPlan plan, int depth, Known next) {}

  ShapeMatcher(CallShape shape) {
    this.shape = shape;
  }

  final CallShape shape() {
    return shape;
  }

  /**
   * The frame arguments of a call of {@code code}: {@code {strand, captures, parameters…}}.
   * Cheapest where {@code code} is a constant of the compilation.
   *
   * @param values {@code {strand, captures, values…}}
   * @throws BideException with the place of the call, where the arguments do not fit
   */
  @Override
  public final Object[] bind(Object[] values, FunctionCode code) {
    Signature signature = code.signature();
    if (shape.isPositional() && signature.isPlain() && signature.count() == shape.count()) {
      return values;
    }
    return match((CallContext) values[0], values, code);
  }

  @Override
  public final Object[] bind(CallContext cx, Object[] values, Method method) {
    int count = shape.count();
    if (shape.isPositional()
        && !method.rest()
        && method.required() == count
        && method.parameters().length == count) {
      return values;
    }
    return match(cx, values, method);
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
