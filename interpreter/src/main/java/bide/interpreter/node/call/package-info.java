/**
 * Calls. A call site evaluates its callee, then its arguments ({@code ArgumentBinder}) in the order
 * written, and dispatches on what the callee is ({@code FunctionCallNode}): the code of a script's
 * function ({@code CodeCallNode}: direct call, or a future that has not started) or a builtin
 * ({@code BuiltinCallNode}). Each caches what it met and matches the arguments to the parameters of
 * that callee ({@code ArgumentPlan}: worked out once per callee). {@code MethodCallNode} finds a
 * builtin method by the receiver's class first. {@code InvokerNode} is how a builtin calls the
 * functions it was given.
 */
package bide.interpreter.node.call;
