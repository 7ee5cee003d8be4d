/**
 * What runs and what it waits for.
 *
 * <p>A {@link bide.runtime.task.Task} is polled by a worker; it polls a {@link
 * bide.runtime.task.Future} and hands it a {@link bide.runtime.task.Waker}, usually itself. A wake
 * moves its state word (see TaskState) from idle to active and hands it to its {@link
 * bide.runtime.task.Scheduler}. When it ends it wakes who joined it.
 */
package bide.runtime.task;
