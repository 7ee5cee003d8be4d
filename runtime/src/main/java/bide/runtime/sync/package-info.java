/**
 * What tasks meet at. Every waiting operation is a future that is also its own entry in the list of
 * waiters ({@code Waiter}); values, permits and turns go from hand to hand, and back when the one
 * who was handed them is dropped. {@code Channel} has two such lists; everything else has one, and
 * its operations are a {@code Wait}: {@code Semaphore} ({@code Mutex} and {@code RwLock} are made
 * of one), {@code Notify}, {@code Barrier}, {@code OnceCell}, and {@code Published} with its two
 * kinds, {@code Broadcast} and {@code Watch}. Each has a lock of its own ({@code Guarded}), held
 * for a few instructions; wakers are called after it was given back.
 */
package bide.runtime.sync;
