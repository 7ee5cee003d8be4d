/**
 * Runs tasks on a fixed number of threads.
 *
 * <pre>
 *   spawn ─► ring of this worker ─┐             ┌─► run ─► idle, requeued or ended
 *   wake on a worker ─► LIFO slot ┼─► Worker.next
 *   wake elsewhere ─► Injector ───┘    │ nothing: steal, else IdleSet and Parker:
 *                                      └─► wait in the reactor, or for a wake of another worker
 * </pre>
 *
 * Executor owns the parts and the shutdown; Watch keeps busy workers from holding things up;
 * Platform is the seam to the system.
 */
package bide.runtime.executor;
