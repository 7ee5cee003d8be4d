/**
 * What tasks share, as scripts see it: locks, permits, signals, and the channels besides the
 * bounded one, each over its counterpart in {@code bide.runtime.sync}. {@link
 * bide.interpreter.sync.SyncFunctions} makes them: the globals, and the members of the module
 * {@code sync}. To take a lock gives a {@link bide.interpreter.sync.Guard}, to take permits a
 * {@link bide.interpreter.sync.Permit}; the task that has taken it releases it at its end at the
 * latest (see {@link bide.interpreter.async.Held}). The nodes of {@code
 * bide.interpreter.node.access} let fields, elements and methods go through a guard to the value.
 */
@NullMarked
package bide.interpreter.sync;

import org.jspecify.annotations.NullMarked;
