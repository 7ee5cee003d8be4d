package bide.interpreter.node.call;

import bide.interpreter.function.FunctionCode;
import bide.interpreter.function.Signature;
import bide.interpreter.library.CallContext;
import bide.interpreter.library.Method;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;

/**
 * Matches as many positional arguments as there happen to be: what builtins pass to the functions
 * they are given.
 */
final class PositionalMatching implements Matching {
  static final PositionalMatching INSTANCE = new PositionalMatching();

  private PositionalMatching() {}

  @Override
  public Object[] bind(Object[] values, FunctionCode code) {
    Signature signature = code.signature();
    if (signature.isPlain() && signature.count() == values.length - ArgumentBinder.FRAME_OFFSET) {
      return values;
    }
    return match(values, code);
  }

  @Override
  public Object[] bind(CallContext cx, Object[] values, Method method) {
    if (!method.rest()
        && method.required() == values.length
        && method.parameters().length == values.length) {
      return values;
    }
    return match(cx, values, method);
  }

  @TruffleBoundary(transferToInterpreterOnException = false)
  private static Object[] match(Object[] values, FunctionCode code) {
    String[] names = new String[values.length - ArgumentBinder.FRAME_OFFSET];
    return ArgumentPlan.match(Parameters.of(code), names).apply((CallContext) values[0], values);
  }

  @TruffleBoundary(transferToInterpreterOnException = false)
  private static Object[] match(CallContext cx, Object[] values, Method method) {
    return ArgumentPlan.match(Parameters.of(method), new String[values.length]).apply(cx, values);
  }
}
