package bide.interpreter.node.call;

import bide.interpreter.async.CallFuture;
import bide.interpreter.async.FirstFutures;
import bide.interpreter.async.Generators;
import bide.interpreter.function.FunctionCode;
import com.oracle.truffle.api.dsl.Cached;
import com.oracle.truffle.api.dsl.NeverDefault;
import com.oracle.truffle.api.dsl.Specialization;
import com.oracle.truffle.api.nodes.DirectCallNode;
import com.oracle.truffle.api.nodes.IndirectCallNode;
import com.oracle.truffle.api.nodes.Node;

/**
 * Calls a script's function with matched arguments, or makes the future of an async one, the
 * generator of a generator function. Where the code is a constant of the compilation, as for a
 * function that is bound once at the top level, no check is left.
 */
abstract class CodeCallNode extends Node {
  static final int LIMIT = 3;

  /**
   * @param values evaluated, not yet matched: {@code {strand, captures, values…}}
   */
  abstract Object execute(Matching matching, FunctionCode code, Object[] values);

  @Specialization(
      guards = {"code == cachedCode", "!cachedCode.isLazy()"},
      limit = "LIMIT")
  Object direct(
      Matching matching,
      FunctionCode code,
      Object[] values,
      @Cached("code") FunctionCode cachedCode,
      @Cached("directCall(cachedCode)") DirectCallNode call) {
    return call.call(bind(matching, cachedCode, values));
  }

  @Specialization(guards = "!code.isLazy()", replaces = "direct")
  Object indirect(
      Matching matching, FunctionCode code, Object[] values, @Cached IndirectCallNode call) {
    return call.call(code.target(), bind(matching, code, values));
  }

  @Specialization(
      guards = {"code == cachedCode", "cachedCode.isLazy()"},
      limit = "LIMIT")
  Object lazy(
      Matching matching,
      FunctionCode code,
      Object[] values,
      @Cached("code") FunctionCode cachedCode,
      @Cached("firstFutures()") FirstFutures futures) {
    Object[] arguments = bind(matching, cachedCode, values);
    return cachedCode.isGenerator()
        ? Generators.create(cachedCode, arguments)
        : futures.make(cachedCode, arguments);
  }

  @Specialization(guards = "code.isLazy()", replaces = "lazy")
  Object anyLazy(Matching matching, FunctionCode code, Object[] values) {
    return notStarted(code, bind(matching, code, values));
  }

  private Object[] bind(Matching matching, FunctionCode code, Object[] values) {
    return ArgumentTypes.checked(matching.bind(values, code), code, matching, this);
  }

  /** The strand that makes a future or a generator need not be the one that runs it. */
  static Object notStarted(FunctionCode code, Object[] arguments) {
    if (code.isGenerator()) {
      return Generators.create(code, arguments);
    }
    arguments[0] = null;
    return new CallFuture(code, arguments);
  }

  @NeverDefault
  static FirstFutures firstFutures() {
    return new FirstFutures();
  }

  @NeverDefault
  static DirectCallNode directCall(FunctionCode code) {
    return DirectCallNode.create(code.target());
  }
}
