/**
 * TCP. Each operation is a future that tries first and waits for readiness where it would block;
 * bytes pass through one direct buffer per thread, and what was read ahead stays with the stream.
 * Names are resolved on the blocking pool. Failures are {@link bide.runtime.net.NetException}s.
 */
package bide.runtime.net;
