package bide.interpreter.node.call;

import bide.interpreter.error.BideException;
import bide.interpreter.library.Args;
import bide.interpreter.library.CallContext;
import bide.interpreter.library.Invoker;
import bide.interpreter.library.Method;
import bide.interpreter.node.BideNode;
import bide.interpreter.node.Failures;
import bide.interpreter.ownership.OwnerCheck;
import bide.interpreter.value.Owned;
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
  private final OwnerCheck owner = new OwnerCheck();
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
    checkOwner(cx, cachedMethod, self, arguments);
    try {
      if (cachedMethod.inlined()) {
        return cachedMethod.body().call(cx, invoker, self, arguments);
      }
      return behindBoundary(cachedMethod.body(), cx, invoker, self, arguments);
    } catch (BideException e) {
      failed.enter();
      throw placed(e);
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
    checkBehindBoundary(cx, method, self, arguments);
    try {
      return behindBoundary(method.body(), cx, invoker, self, arguments);
    } catch (BideException e) {
      failed.enter();
      throw placed(e);
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
  private void checkBehindBoundary(CallContext cx, Method method, Object self, Object[] arguments) {
    checkFunctions(method, arguments);
    checkOwner(cx, method, self, arguments);
  }

  /** A builtin reads its arguments and its receiver, or changes the receiver. */
  @ExplodeLoop
  private void checkOwner(CallContext cx, Method method, Object self, Object[] arguments) {
    int count = method.parameters().length;
    if (self instanceof Owned owned) {
      if (!method.changes()) {
        owner.read(owned, cx, place());
      } else {
        owner.write(owned, cx, place());
        for (int i = 0; i < count; i++) {
          owner.store(owned, arguments[i], cx, place());
        }
      }
    }
    for (int i = 0; i < count; i++) {
      if (arguments[i] instanceof Owned owned) {
        owner.read(owned, cx, this);
      } else if (arguments[i] instanceof Object[] rest) {
        checkAll(cx, rest);
      }
    }
  }

  private void checkAll(CallContext cx, Object[] values) {
    for (Object value : values) {
      if (value instanceof Owned owned) {
        owner.read(owned, cx, this);
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

  private BideException placed(BideException error) {
    return error.place() == null ? Failures.at(this, error) : error;
  }
}
