/**
 * Readiness of sockets. An operation that would block leaves its waker in the channel's {@link
 * bide.runtime.reactor.Readiness}; a worker in {@link bide.runtime.reactor.Reactor#poll} collects
 * the wakers of channels that became ready, and wakes them once it is out of the select.
 */
package bide.runtime.reactor;
