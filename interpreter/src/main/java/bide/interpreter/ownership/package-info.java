/**
 * Who may use a value. Every owned value names its {@link bide.interpreter.value.Region}; the nodes
 * that read or change one ask {@link bide.interpreter.ownership.Ownership} first, with the region
 * of the running task. {@link bide.interpreter.ownership.Handover} gives a value, with all that it
 * reaches, to another region: at a spawn, at a send, into a lock.
 *
 * <pre>
 *   spawn(f(xs))     xs ─► the new task's region
 *   ch.send(xs)      xs ─► a region of the message ──recv──► heir: the receiver's
 *   task.await       the task's region ──► heir: the joiner's
 *   Mutex(xs)        xs ─► the lock's region ──lock──► heir: the holder's, until it is released
 *   s.spawn(async { … xs … })   xs ─► a loan, read by the scope's tasks ──end──► heir: the lender's
 *   freeze(xs)       xs ─► FROZEN
 * </pre>
 *
 * A {@link bide.interpreter.value.Resource} is closed with the task in whose region it is left.
 */
@NullMarked
package bide.interpreter.ownership;

import org.jspecify.annotations.NullMarked;
