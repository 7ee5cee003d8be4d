package bide.interpreter.node.call;

import bide.interpreter.function.Closure;
import bide.interpreter.function.FunctionCode;
import bide.interpreter.node.BideNode;

/**
 * Makes the nodes of calls and of function values. The compiler gives each its place in the source.
 */
public final class Calls {
  private Calls() {}

  /**
   * {@code callee(arguments)}; calling an async function gives a future that has not started.
   *
   * @param names one per argument; null for a positional one
   * @param spread one per argument: {@code ...xs}
   */
  public static BideNode call(
      BideNode callee, BideNode[] arguments, String[] names, boolean[] spread) {
    return new CallNode(callee, new ArgumentBinder(arguments, names, spread));
  }

  /**
   * {@code receiver.name(arguments)}.
   *
   * @param names one per argument; null for a positional one
   * @param spread one per argument: {@code ...xs}
   * @param safe {@code receiver?.name(arguments)}: on nil it gives nil and evaluates no argument
   */
  public static BideNode methodCall(
      BideNode receiver,
      String name,
      BideNode[] arguments,
      String[] names,
      boolean[] spread,
      boolean safe) {
    return new MethodCallNode(receiver, name, new ArgumentBinder(arguments, names, spread), safe);
  }

  /**
   * A function value; {@code captures} give what the closure keeps: values, or cells of variables
   * that change.
   */
  public static BideNode closure(FunctionCode code, BideNode[] captures) {
    return captures.length == 0
        ? new SharedClosureNode(new Closure(code, null))
        : new ClosureNode(code, captures);
  }
}
