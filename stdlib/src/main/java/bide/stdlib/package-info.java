/**
 * What a script can {@code use}. {@link bide.stdlib.StandardLibrary} is found as a service and
 * makes the modules, each in a package of its own. A module's functions check their arguments when
 * they are called and give {@link bide.stdlib.LibraryFuture}s; these poll a future of the runtime
 * (a socket's, the blocking pool's) and turn its result or failure into a value or an error of the
 * language.
 */
@NullMarked
package bide.stdlib;

import org.jspecify.annotations.NullMarked;
