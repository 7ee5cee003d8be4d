/**
 * Timers: a {@link bide.runtime.time.Sleep} enters the wheel of {@link bide.runtime.time.Timers} at
 * its first poll; whoever polls the reactor waits no longer than until the next deadline, collects
 * what is due and wakes it. Time is real or, with a {@link bide.runtime.time.VirtualClock}, jumps
 * to the next deadline when nothing else is left to do.
 */
package bide.runtime.time;
