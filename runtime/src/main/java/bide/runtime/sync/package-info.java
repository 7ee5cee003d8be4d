/**
 * What tasks meet at. Every waiting operation is a future that is also its own entry in the list of
 * waiters; values go from hand to hand, and back when the one who was handed them is dropped.
 */
package bide.runtime.sync;
