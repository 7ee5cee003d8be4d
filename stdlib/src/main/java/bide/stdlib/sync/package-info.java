/**
 * The module {@code sync}: a name for what the interpreter already has, since locks and signals are
 * globals too.
 */
@NullMarked
package bide.stdlib.sync;

import org.jspecify.annotations.NullMarked;
