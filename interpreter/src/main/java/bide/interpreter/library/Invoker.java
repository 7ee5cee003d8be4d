package bide.interpreter.library;

import bide.interpreter.async.Coroutine;
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

  /** Resumes a plain generator: see {@link bide.interpreter.async.ResumeNode}. */
  public abstract Object resume(
      CallContext cx, Coroutine generator, Coroutine.Wants wants, Object value);

  /** Ends a plain generator that nobody wants more of. */
  public abstract void close(CallContext cx, Coroutine generator);
}
