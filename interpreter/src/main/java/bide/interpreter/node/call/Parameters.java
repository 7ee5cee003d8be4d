package bide.interpreter.node.call;

import bide.interpreter.function.Absent;
import bide.interpreter.function.FunctionCode;
import bide.interpreter.function.Signature;
import bide.interpreter.library.CallContext;
import bide.interpreter.library.Method;
import bide.interpreter.value.BideList;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;

/**
 * What a callee takes and how its argument array is laid out: a script's function has {@code
 * {strand, captures, parameters…}} with {@link Absent} for what was left out and a list for the
 * rest, a builtin {@code {parameters…}} with null and an {@code Object[]}.
 */
record Parameters(String functionName, Signature signature, boolean builtin) {
  static Parameters of(FunctionCode code) {
    return new Parameters(code.name(), code.signature(), false);
  }

  static Parameters of(Method method) {
    String[] names = method.parameters();
    boolean[] optional = new boolean[names.length];
    int fixed = method.rest() ? names.length - 1 : names.length;
    for (int i = 0; i < fixed; i++) {
      optional[i] = i >= method.required();
    }
    return new Parameters(method.name(), new Signature(names, optional, method.rest()), true);
  }

  int count() {
    return signature.count();
  }

  /** The first is {@code self}, which stands before the parentheses of a call. */
  boolean isMethod() {
    return !builtin && signature.count() > 0 && signature.name(0).equals("self");
  }

  /** How many take one argument each. */
  int fixed() {
    return signature.hasRest() ? signature.count() - 1 : signature.count();
  }

  /** Where the first parameter stands in the argument array. */
  int offset() {
    return builtin ? 0 : ArgumentBinder.FRAME_OFFSET;
  }

  Object absent() {
    return builtin ? null : Absent.ABSENT;
  }

  @TruffleBoundary
  Object rest(CallContext cx, Object[] values) {
    return builtin ? values : BideList.of(cx.region(), values);
  }
}
