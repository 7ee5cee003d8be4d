/** The module {@code task}: what tasks do. The interpreter knows it; here it gets its names. */
@NullMarked
package bide.stdlib.task;

import org.jspecify.annotations.NullMarked;
