package bide.interpreter.node.call;

import bide.interpreter.data.DataType;
import bide.interpreter.function.Closure;
import bide.interpreter.library.CallContext;
import bide.interpreter.library.Method;
import bide.interpreter.library.MethodTable;
import bide.interpreter.node.access.Fields;
import bide.interpreter.value.Strings;
import com.oracle.truffle.api.dsl.Cached;
import com.oracle.truffle.api.dsl.Idempotent;
import com.oracle.truffle.api.dsl.Specialization;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.strings.TruffleString;

/**
 * Calls what a struct or enum has under a name: on a value a method, then a function in a field,
 * then what every value has; on the type itself a function or a variant. The type decides, so call
 * sites cache by type, and the function is a constant of the compilation.
 */
abstract class DataCallNode extends Node {
  static final int LIMIT = 4;

  final String name;
  final TruffleString key;

  /** The value itself is called: {@code p(1)}. */
  final boolean calls;

  DataCallNode(String name, boolean calls) {
    this.calls = calls;
    this.name = name;
    this.key = Strings.of(name);
  }

  /**
   * @param self a value of the type, or the type itself
   */
  abstract Object execute(VirtualFrame frame, DataType type, Object self, ArgumentBinder arguments);

  @Specialization(
      guards = {"type == cachedType", "!isType(self)", "method != null"},
      assumptions = "cachedType.unchanged()",
      limit = "LIMIT")
  static Object method(
      VirtualFrame frame,
      DataType type,
      Object self,
      ArgumentBinder arguments,
      @Cached("type") DataType cachedType,
      @Cached(value = "type.method(name)", neverDefault = false) Closure method,
      @Cached CodeCallNode call) {
    Object[] values =
        arguments.evaluateWithSelf(frame, frame.getArguments()[0], method.captures(), self);
    return call.execute(arguments.withSelf(), method.code(), values);
  }

  @Specialization(
      guards = {"type == cachedType", "isType(self)", "member != null"},
      assumptions = "cachedType.unchanged()",
      limit = "LIMIT")
  static Object ofType(
      VirtualFrame frame,
      DataType type,
      Object self,
      ArgumentBinder arguments,
      @Cached("type") DataType cachedType,
      @Cached(value = "type.member(name)", neverDefault = false) Object member,
      @Cached FunctionCallNode call) {
    return call.execute(frame, member, arguments);
  }

  @Specialization(replaces = {"method", "ofType"})
  Object other(
      VirtualFrame frame,
      DataType type,
      Object self,
      ArgumentBinder arguments,
      @Cached CodeCallNode methodCall,
      @Cached FunctionCallNode fieldCall,
      @Cached BuiltinCallNode builtinCall) {
    if (self == type) {
      Object member = type.member(name);
      if (member == null) {
        throw CallErrors.noMethod(this, self, name);
      }
      return fieldCall.execute(frame, member, arguments);
    }
    Closure method = type.method(name);
    if (method != null) {
      Object[] values =
          arguments.evaluateWithSelf(frame, frame.getArguments()[0], method.captures(), self);
      return methodCall.execute(arguments.withSelf(), method.code(), values);
    }
    if (calls) {
      throw CallErrors.notAFunction(this, self);
    }
    CallContext cx = (CallContext) frame.getArguments()[0];
    Object field = Fields.stored(self, name, key, cx.region());
    if (field != null) {
      return fieldCall.execute(frame, field, arguments);
    }
    Method builtin = MethodTable.lookup(self, name);
    if (builtin == null) {
      throw CallErrors.noMethod(this, self, name);
    }
    return builtinCall.execute(cx, arguments, builtin, self, arguments.evaluate(frame));
  }

  @Idempotent
  static boolean isType(Object self) {
    return self instanceof DataType;
  }
}
