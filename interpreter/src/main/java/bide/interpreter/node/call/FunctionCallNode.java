package bide.interpreter.node.call;

import bide.interpreter.data.BoundFunction;
import bide.interpreter.data.DataType;
import bide.interpreter.data.UserMethods;
import bide.interpreter.data.Variant;
import bide.interpreter.function.Closure;
import bide.interpreter.library.BoundMethod;
import bide.interpreter.library.BuiltinFunction;
import bide.interpreter.library.CallContext;
import com.oracle.truffle.api.dsl.Cached;
import com.oracle.truffle.api.dsl.Fallback;
import com.oracle.truffle.api.dsl.NeverDefault;
import com.oracle.truffle.api.dsl.Specialization;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.Node;

/** Calls a function value, of whatever kind, with the arguments of a call site. */
abstract class FunctionCallNode extends Node {
  abstract Object execute(VirtualFrame frame, Object function, ArgumentBinder binder);

  @Specialization
  static Object closure(
      VirtualFrame frame, Closure function, ArgumentBinder binder, @Cached CodeCallNode call) {
    Object[] values = binder.evaluate(frame, frame.getArguments()[0], function.captures());
    return call.execute(binder, function.code(), values);
  }

  @Specialization
  static Object builtin(
      VirtualFrame frame,
      BuiltinFunction function,
      ArgumentBinder binder,
      @Cached BuiltinCallNode call) {
    return call.execute(cx(frame), binder, function.method(), null, binder.evaluate(frame));
  }

  @Specialization
  static Object bound(
      VirtualFrame frame,
      BoundMethod function,
      ArgumentBinder binder,
      @Cached BuiltinCallNode call) {
    return call.execute(
        cx(frame), binder, function.method(), function.receiver(), binder.evaluate(frame));
  }

  /** A method taken from its value earlier. */
  @Specialization
  static Object boundFunction(
      VirtualFrame frame,
      BoundFunction function,
      ArgumentBinder binder,
      @Cached CodeCallNode call) {
    Closure method = function.method();
    Object[] values =
        binder.evaluateWithSelf(
            frame, frame.getArguments()[0], method.captures(), function.receiver());
    return call.execute(binder.withSelf(), method.code(), values);
  }

  @Specialization(guards = "function.constructor() == null")
  static Object variant(
      VirtualFrame frame, Variant function, ArgumentBinder binder, @Cached BuiltinCallNode call) {
    return call.execute(cx(frame), binder, function.function(), null, binder.evaluate(frame));
  }

  @Specialization(guards = "function.constructor() != null")
  static Object variantWithDefaults(
      VirtualFrame frame, Variant function, ArgumentBinder binder, @Cached CodeCallNode call) {
    Object[] values = binder.evaluate(frame, frame.getArguments()[0], (Object[]) null);
    return call.execute(binder, function.constructor().code(), values);
  }

  /** A value whose type has a method {@code call}. */
  @Specialization(guards = "type(function) != null")
  Object callable(
      VirtualFrame frame,
      Object function,
      ArgumentBinder binder,
      @Cached("createDataCall()") DataCallNode call) {
    return call.execute(frame, type(function), function, binder);
  }

  static DataType type(Object function) {
    return DataType.of(function);
  }

  @NeverDefault
  static DataCallNode createDataCall() {
    return DataCallNodeGen.create(UserMethods.CALL, true);
  }

  @Fallback
  Object notAFunction(Object function, ArgumentBinder binder) {
    throw CallErrors.notAFunction(this, function);
  }

  private static CallContext cx(VirtualFrame frame) {
    return (CallContext) frame.getArguments()[0];
  }
}
