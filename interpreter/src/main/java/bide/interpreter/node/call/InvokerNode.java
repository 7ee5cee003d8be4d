package bide.interpreter.node.call;

import bide.interpreter.function.Closure;
import bide.interpreter.function.FunctionCode;
import bide.interpreter.library.BoundMethod;
import bide.interpreter.library.BuiltinFunction;
import bide.interpreter.library.CallContext;
import bide.interpreter.library.Invoker;
import bide.interpreter.library.Method;
import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.nodes.DenyReplace;
import com.oracle.truffle.api.nodes.IndirectCallNode;

/**
 * Calls the functions that a builtin was given; the call site of the builtin owns one, so what it
 * calls is cached.
 */
public final class InvokerNode extends Invoker {
  @Child private CodeCallNode codeCall = CodeCallNodeGen.create();
  @Child private BuiltinCallNode builtinCall = BuiltinCallNodeGen.create();

  private InvokerNode() {}

  public static InvokerNode create() {
    return new InvokerNode();
  }

  /** For calls from places that own no nodes; slow, and usable from any thread. */
  public static Invoker getUncached() {
    return Uncached.INSTANCE;
  }

  @Override
  public Object invoke(CallContext cx, Object function, Object... arguments) {
    if (function instanceof Closure closure) {
      return codeCall.execute(
          PositionalMatching.INSTANCE, closure.code(), frameArguments(cx, closure, arguments));
    }
    if (function instanceof BuiltinFunction builtin) {
      return builtinCall.execute(
          cx, PositionalMatching.INSTANCE, builtin.method(), null, arguments);
    }
    if (function instanceof BoundMethod bound) {
      return builtinCall.execute(
          cx, PositionalMatching.INSTANCE, bound.method(), bound.receiver(), arguments);
    }
    CompilerDirectives.transferToInterpreter();
    throw CallErrors.notAFunction(function);
  }

  private static Object[] frameArguments(CallContext cx, Closure closure, Object[] arguments) {
    Object[] values = new Object[ArgumentBinder.FRAME_OFFSET + arguments.length];
    values[0] = cx;
    values[1] = closure.captures();
    System.arraycopy(arguments, 0, values, ArgumentBinder.FRAME_OFFSET, arguments.length);
    return values;
  }

  @DenyReplace
  private static final class Uncached extends Invoker {
    private static final Uncached INSTANCE = new Uncached();

    @Override
    public boolean isAdoptable() {
      return false;
    }

    @Override
    @TruffleBoundary(transferToInterpreterOnException = false)
    public Object invoke(CallContext cx, Object function, Object... arguments) {
      return switch (function) {
        case Closure closure -> {
          FunctionCode code = closure.code();
          Object[] matched =
              ArgumentTypes.checked(
                  PositionalMatching.INSTANCE.bind(frameArguments(cx, closure, arguments), code),
                  code,
                  PositionalMatching.INSTANCE,
                  null);
          yield code.isAsync()
              ? CodeCallNode.notStarted(code, matched)
              : IndirectCallNode.getUncached().call(code.target(), matched);
        }
        case BuiltinFunction builtin -> run(cx, builtin.method(), null, arguments);
        case BoundMethod bound -> run(cx, bound.method(), bound.receiver(), arguments);
        default -> throw CallErrors.notAFunction(function);
      };
    }

    private Object run(CallContext cx, Method method, Object self, Object[] arguments) {
      return method
          .body()
          .call(cx, this, self, PositionalMatching.INSTANCE.bind(cx, arguments, method));
    }
  }
}
