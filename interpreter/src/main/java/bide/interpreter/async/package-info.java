/**
 * Async functions as state machines, and the tasks that run them.
 *
 * <p>The compiler turns an async function into {@link bide.interpreter.async.State}s. {@link
 * bide.interpreter.async.Dispatch} runs them; at an await, {@link bide.interpreter.async.AwaitNode}
 * calls the awaited function on the same stack or polls a leaf of the runtime. When that has to
 * wait, each call on the way saves its live slots ({@link bide.interpreter.async.Layout}) in an
 * {@link bide.interpreter.async.Activation}, linked innermost to outermost. A {@link
 * bide.interpreter.async.Strand} holds the innermost one; {@link bide.interpreter.async.DriverRoot}
 * resumes it on a wake and hands each result to the parent.
 */
package bide.interpreter.async;
