package bide.interpreter.node.call;

import bide.interpreter.error.BideException;
import bide.interpreter.library.Args;
import bide.interpreter.library.CallContext;
import bide.interpreter.library.Invoker;
import bide.interpreter.library.Method;
import bide.interpreter.node.BideNode;
import bide.interpreter.node.Failures;
import bide.interpreter.ownership.Ownership;
import bide.interpreter.value.Owned;
import bide.interpreter.value.Region;
import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.dsl.Cached;
import com.oracle.truffle.api.dsl.Specialization;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.profiles.BranchProfile;

/**
 * Runs the body of a builtin: compiled into the caller where the builtin allows it, behind a
 * boundary otherwise. An error that comes out without a place gets that of the call.
 */
abstract class BuiltinCallNode extends Node {
  static final int LIMIT = 3;

  /**
   * @param self the receiver of a method; null for a free function
   * @param values the arguments, evaluated, not yet matched
   */
  abstract Object execute(
      CallContext cx, Matching matching, Method method, Object self, Object[] values);

  @Specialization(guards = "method == cachedMethod", limit = "LIMIT")
  Object cached(
      CallContext cx,
      Matching matching,
      Method method,
      Object self,
      Object[] values,
      @Cached("method") Method cachedMethod,
      @Cached("create()") InvokerNode invoker,
      @Cached("create()") BranchProfile failed) {
    Object[] arguments = matching.bind(cx, values, cachedMethod);
    checkFunctions(cachedMethod, arguments);
    checkOwner(cx.region(), cachedMethod, self, arguments);
    try {
      if (cachedMethod.inlined()) {
        return cachedMethod.body().call(cx, invoker, self, arguments);
      }
      return behindBoundary(cachedMethod.body(), cx, invoker, self, arguments);
    } catch (BideException e) {
      failed.enter();
      throw Failures.at(this, e);
    } catch (OutOfMemoryError full) {
      CompilerDirectives.transferToInterpreter();
      throw Failures.memory(this);
    }
  }

  @Specialization(replaces = "cached")
  Object generic(
      CallContext cx,
      Matching matching,
      Method method,
      Object self,
      Object[] values,
      @Cached("create()") InvokerNode invoker,
      @Cached("create()") BranchProfile failed) {
    Object[] arguments = matching.bind(cx, values, method);
    checkBehindBoundary(cx.region(), method, self, arguments);
    try {
      return behindBoundary(method.body(), cx, invoker, self, arguments);
    } catch (BideException e) {
      failed.enter();
      throw Failures.at(this, e);
    } catch (OutOfMemoryError full) {
      CompilerDirectives.transferToInterpreter();
      throw Failures.memory(this);
    }
  }

  /** Also where there is nothing to call it with: a mistake must not wait for the first element. */
  @ExplodeLoop
  private void checkFunctions(Method method, Object[] arguments) {
    int count = method.parameters().length;
    for (int i = 0; i < count; i++) {
      if (method.takesFunction(i) && arguments[i] != null && !InvokerNode.canInvoke(arguments[i])) {
        CompilerDirectives.transferToInterpreter();
        throw Failures.at(
            this, Args.wrong(method.name(), method.parameters()[i], "a function", arguments[i]));
      }
    }
  }

  @TruffleBoundary(transferToInterpreterOnException = false)
  private void checkBehindBoundary(Region mine, Method method, Object self, Object[] arguments) {
    checkFunctions(method, arguments);
    checkOwner(mine, method, self, arguments);
  }

  /** A builtin reads its arguments and its receiver, or changes the receiver. */
  @ExplodeLoop
  private void checkOwner(Region mine, Method method, Object self, Object[] arguments) {
    int count = method.parameters().length;
    if (self instanceof Owned owned) {
      if (!method.changes()) {
        Ownership.checkRead(owned, mine, place());
      } else {
        Ownership.checkWrite(owned, mine, place());
        for (int i = 0; i < count; i++) {
          Ownership.checkStore(owned, arguments[i], mine, place());
        }
      }
    }
    for (int i = 0; i < count; i++) {
      if (arguments[i] instanceof Owned owned) {
        Ownership.checkRead(owned, mine, this);
      } else if (arguments[i] instanceof Object[] rest) {
        checkAll(mine, rest);
      }
    }
  }

  private void checkAll(Region mine, Object[] values) {
    for (Object value : values) {
      if (value instanceof Owned owned) {
        Ownership.checkRead(owned, mine, this);
      }
    }
  }

  /** The call: its first child is the receiver. */
  private Node place() {
    return getParent() instanceof BideNode call ? call : this;
  }

  @TruffleBoundary(transferToInterpreterOnException = false)
  private static Object behindBoundary(
      Method.Body body, CallContext cx, Invoker invoker, Object self, Object[] arguments) {
    return body.call(cx, invoker, self, arguments);
  }
}
