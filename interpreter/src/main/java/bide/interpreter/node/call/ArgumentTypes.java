package bide.interpreter.node.call;

import bide.interpreter.error.BideException;
import bide.interpreter.function.Absent;
import bide.interpreter.function.FunctionCode;
import bide.interpreter.function.Signature;
import bide.interpreter.node.Failures;
import bide.interpreter.type.TypeErrors;
import bide.interpreter.type.TypeTest;
import bide.interpreter.value.BideList;
import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import com.oracle.truffle.api.nodes.Node;
import org.jspecify.annotations.Nullable;

/**
 * Tests the arguments of a call against the annotations of its callee, at the call site: the error
 * then points at the argument, and a future is never made of arguments that do not fit.
 */
final class ArgumentTypes {
  private static final int OFFSET = ArgumentBinder.FRAME_OFFSET;

  private ArgumentTypes() {}

  /**
   * The arguments, if they fit.
   *
   * @param arguments matched: {@code {strand, captures, parameters…}}
   * @param call null where the place of the call is not known
   */
  static Object[] checked(
      Object[] arguments, FunctionCode code, Matching matching, @Nullable Node call) {
    Signature signature = code.signature();
    if (!signature.isTyped()) {
      return arguments;
    }
    if (CompilerDirectives.isPartialEvaluationConstant(signature)) {
      return checkedKnown(arguments, code, signature, matching, call);
    }
    return checkedUnknown(arguments, code, signature, matching, call);
  }

  @TruffleBoundary(transferToInterpreterOnException = false)
  private static Object[] checkedUnknown(
      Object[] arguments,
      FunctionCode code,
      Signature signature,
      Matching matching,
      @Nullable Node call) {
    return checkedKnown(arguments, code, signature, matching, call);
  }

  @ExplodeLoop
  private static Object[] checkedKnown(
      Object[] arguments,
      FunctionCode code,
      Signature signature,
      Matching matching,
      @Nullable Node call) {
    for (int i = 0; i < signature.count(); i++) {
      TypeTest type = signature.type(i);
      if (type == null) {
        continue;
      }
      Object value = arguments[OFFSET + i];
      if (signature.hasRest() && i == signature.count() - 1) {
        checkRest((BideList) value, i, type, code, matching, call);
      } else if (value != Absent.ABSENT && !type.test(value)) {
        CompilerDirectives.transferToInterpreter();
        throw mismatch(i, i, type, value, code, matching, call);
      }
    }
    return arguments;
  }

  @TruffleBoundary(transferToInterpreterOnException = false)
  private static void checkRest(
      BideList values,
      int parameter,
      TypeTest type,
      FunctionCode code,
      Matching matching,
      @Nullable Node call) {
    Object[] elements = values.toArray();
    for (int i = 0; i < elements.length; i++) {
      if (!type.test(elements[i])) {
        throw mismatch(parameter, parameter + i, type, elements[i], code, matching, call);
      }
    }
  }

  private static BideException mismatch(
      int parameter,
      int position,
      TypeTest type,
      Object value,
      FunctionCode code,
      Matching matching,
      @Nullable Node call) {
    BideException error = TypeErrors.argument(code, parameter, type, value);
    Node argument = matching.argument(code.signature().name(parameter), position);
    Node place = argument != null ? argument : call;
    return place == null ? error : Failures.at(place, error);
  }
}
