/**
 * The module {@code net}. {@link bide.stdlib.net.NetModule} makes the two objects that a script
 * binds and connects with; these give futures of a {@link bide.stdlib.net.ListenerObject} or {@link
 * bide.stdlib.net.StreamObject} (owned; a {@link bide.stdlib.net.ConnectionObject}), whose methods
 * give {@link bide.stdlib.net.SocketFuture}s. Such a future polls an operation of {@code
 * bide.runtime.net} and makes a value of the bytes that come, or an IoError of a failure. Bytes are
 * copied once on their way in (from the thread's buffer) and once on their way out.
 */
@NullMarked
package bide.stdlib.net;

import org.jspecify.annotations.NullMarked;
