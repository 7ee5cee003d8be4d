package bide.interpreter.library;

import com.oracle.truffle.api.nodes.Node;

/**
 * Calls functions on behalf of a builtin; each call site has its own, so that what it calls can be
 * cached and inlined.
 */
public abstract class Invoker extends Node {
  /**
   * Calls {@code function} (closure, builtin, bound method) with positional arguments; throws a
   * guest error for anything else.
   */
  public abstract Object invoke(CallContext cx, Object function, Object... arguments);
}
