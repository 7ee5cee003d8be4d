package bide.interpreter.node.call;

import bide.interpreter.async.Coroutine;
import bide.interpreter.async.Coroutine.Wants;
import bide.interpreter.async.ResumeNode;
import bide.interpreter.async.Strand;
import bide.interpreter.data.BoundFunction;
import bide.interpreter.data.DataType;
import bide.interpreter.data.UserMethods;
import bide.interpreter.data.Variant;
import bide.interpreter.function.Closure;
import bide.interpreter.function.FunctionCode;
import bide.interpreter.library.BoundMethod;
import bide.interpreter.library.BuiltinFunction;
import bide.interpreter.library.CallContext;
import bide.interpreter.library.Invoker;
import bide.interpreter.library.Method;
import bide.interpreter.ownership.Ownership;
import bide.interpreter.value.Owned;
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
  @Child private ResumeNode resumeNode;

  private InvokerNode() {}

  public static InvokerNode create() {
    return new InvokerNode();
  }

  /** For calls from places that own no nodes; slow, and usable from any thread. */
  public static Invoker getUncached() {
    return Uncached.INSTANCE;
  }

  /** Whether {@link #invoke} calls such a value. */
  static boolean canInvoke(Object function) {
    return function instanceof Closure
        || function instanceof BuiltinFunction
        || function instanceof BoundMethod
        || function instanceof BoundFunction
        || function instanceof Variant
        || (DataType.of(function) != null && hasCall(function));
  }

  @TruffleBoundary
  private static boolean hasCall(Object value) {
    return UserMethods.find(value, UserMethods.CALL) != null;
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
    if (function instanceof BoundFunction bound) {
      return codeCall.execute(
          PositionalMatching.INSTANCE,
          bound.method().code(),
          frameArguments(cx, bound.method(), withSelf(bound.receiver(), arguments)));
    }
    if (function instanceof Variant variant) {
      Closure constructor = variant.constructor();
      return constructor != null
          ? codeCall.execute(
              PositionalMatching.INSTANCE,
              constructor.code(),
              frameArguments(cx, constructor, arguments))
          : builtinCall.execute(
              cx, PositionalMatching.INSTANCE, variant.function(), null, arguments);
    }
    Closure call = UserMethods.find(function, UserMethods.CALL);
    if (call != null) {
      return codeCall.execute(
          PositionalMatching.INSTANCE,
          call.code(),
          frameArguments(cx, call, withSelf(function, arguments)));
    }
    CompilerDirectives.transferToInterpreter();
    throw CallErrors.notAFunction(function);
  }

  @Override
  public Object resume(CallContext cx, Coroutine generator, Wants wants, Object value) {
    return resumer().resume((Strand) cx, generator, wants, value);
  }

  @Override
  public void close(CallContext cx, Coroutine generator) {
    Object unused = resumer().close((Strand) cx, generator);
  }

  private ResumeNode resumer() {
    if (resumeNode == null) {
      CompilerDirectives.transferToInterpreterAndInvalidate();
      resumeNode = insert(ResumeNode.create());
    }
    return resumeNode;
  }

  private static Object[] withSelf(Object self, Object[] arguments) {
    Object[] all = new Object[arguments.length + 1];
    all[0] = self;
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return all;
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
        case Closure closure -> run(cx, closure, arguments);
        case BuiltinFunction builtin -> run(cx, builtin.method(), null, arguments);
        case BoundMethod bound -> run(cx, bound.method(), bound.receiver(), arguments);
        case BoundFunction bound -> run(cx, bound.method(), withSelf(bound.receiver(), arguments));
        case Variant variant ->
            variant.constructor() != null
                ? run(cx, variant.constructor(), arguments)
                : run(cx, variant.function(), null, arguments);
        default -> {
          Closure call = UserMethods.find(function, UserMethods.CALL);
          if (call == null) {
            throw CallErrors.notAFunction(function);
          }
          yield run(cx, call, withSelf(function, arguments));
        }
      };
    }

    @Override
    @TruffleBoundary(transferToInterpreterOnException = false)
    public Object resume(CallContext cx, Coroutine generator, Wants wants, Object value) {
      return ResumeNode.getUncached().resume((Strand) cx, generator, wants, value);
    }

    @Override
    @TruffleBoundary(transferToInterpreterOnException = false)
    public void close(CallContext cx, Coroutine generator) {
      Object unused = ResumeNode.getUncached().close((Strand) cx, generator);
    }

    private Object run(CallContext cx, Closure closure, Object[] arguments) {
      FunctionCode code = closure.code();
      Object[] matched =
          ArgumentTypes.checked(
              PositionalMatching.INSTANCE.bind(frameArguments(cx, closure, arguments), code),
              code,
              PositionalMatching.INSTANCE,
              null);
      return code.isLazy()
          ? CodeCallNode.notStarted(code, matched)
          : IndirectCallNode.getUncached().call(code.target(), matched);
    }

    private Object run(CallContext cx, Method method, Object self, Object[] arguments) {
      Object[] bound = PositionalMatching.INSTANCE.bind(cx, arguments, method);
      checkOwner(cx, method, self, bound);
      return method.body().call(cx, this, self, bound);
    }

    /** As {@link BuiltinCallNode} does. */
    private static void checkOwner(CallContext cx, Method method, Object self, Object[] arguments) {
      if (self instanceof Owned owned && method.changes()) {
        Ownership.checkWrite(owned, cx.region(), null);
        for (Object argument : arguments) {
          Ownership.checkStore(owned, argument, cx.region(), null);
        }
      }
      checkReads(cx, self);
      for (Object argument : arguments) {
        checkReads(cx, argument);
      }
    }

    private static void checkReads(CallContext cx, Object value) {
      if (value instanceof Owned owned) {
        Ownership.checkRead(owned, cx.region(), null);
      } else if (value instanceof Object[] rest) {
        for (Object element : rest) {
          checkReads(cx, element);
        }
      }
    }
  }
}
