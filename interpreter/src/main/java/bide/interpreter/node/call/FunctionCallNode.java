package bide.interpreter.node.call;

import bide.interpreter.function.Closure;
import bide.interpreter.library.BoundMethod;
import bide.interpreter.library.BuiltinFunction;
import bide.interpreter.library.CallContext;
import com.oracle.truffle.api.dsl.Cached;
import com.oracle.truffle.api.dsl.Fallback;
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

  @Fallback
  Object notAFunction(Object function, ArgumentBinder binder) {
    throw CallErrors.notAFunction(this, function);
  }

  private static CallContext cx(VirtualFrame frame) {
    return (CallContext) frame.getArguments()[0];
  }
}
