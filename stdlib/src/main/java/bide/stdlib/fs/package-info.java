/**
 * The module {@code fs}. A call checks its arguments and gives a future; polled first, that sends
 * the work to the blocking pool, and its result or error is made there, in plain Java, and turned
 * into the language's when the task polls again.
 */
@NullMarked
package bide.stdlib.fs;

import org.jspecify.annotations.NullMarked;
