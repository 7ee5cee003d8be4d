/**
 * The module {@code time}: instants of the run's clock, which is the one that timers go by, and the
 * time of day.
 */
@NullMarked
package bide.stdlib.time;

import org.jspecify.annotations.NullMarked;
