/**
 * Work that blocks its thread: {@link bide.runtime.blocking.BlockingPool} runs a job on a thread of
 * its own and wakes the task that polls the job's future.
 */
package bide.runtime.blocking;
