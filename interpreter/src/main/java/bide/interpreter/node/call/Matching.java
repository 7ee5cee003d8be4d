package bide.interpreter.node.call;

import bide.interpreter.error.BideException;
import bide.interpreter.function.FunctionCode;
import bide.interpreter.library.CallContext;
import bide.interpreter.library.Method;
import com.oracle.truffle.api.nodes.Node;
import org.jspecify.annotations.Nullable;

/** How the argument values of a call become the argument array of its callee. */
interface Matching {
  /**
   * @param values {@code {strand, captures, values…}}; may be returned as it is
   * @return {@code {strand, captures, parameters…}}
   * @throws BideException where they do not fit
   */
  Object[] bind(Object[] values, FunctionCode code);

  /**
   * @param values may be returned as they are
   * @return the parameters of a builtin, null for one left out, an {@code Object[]} for the rest
   * @throws BideException where they do not fit
   */
  Object[] bind(CallContext cx, Object[] values, Method method);

  /**
   * The node of the argument that a parameter was given; null where that is not known.
   *
   * @param name of the parameter
   * @param position of the parameter, or of the argument that a rest parameter took
   */
  default @Nullable Node argument(String name, int position) {
    return null;
  }
}
