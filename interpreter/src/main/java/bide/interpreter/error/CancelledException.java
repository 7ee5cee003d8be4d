package bide.interpreter.error;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.exception.AbstractTruffleException;
import com.oracle.truffle.api.nodes.Node;
import org.jspecify.annotations.Nullable;

/**
 * The end of a task that was cancelled, raised where the task rests or loops. No {@link
 * BideException}: {@code catch} does not see it; {@code finally}, {@code defer} and {@code with}
 * do. An error that happens on the way out goes with it, so that {@code catch} does not see that
 * either and no task outlives its cancellation; what was cancelled ends with that error.
 */
@SuppressWarnings("serial")
public final class CancelledException extends AbstractTruffleException {
  private @Nullable BideException failure;

  public CancelledException(Node place) {
    super("cancelled", null, 64, place);
  }

  public CancelledException() {
    this(null);
  }

  /** What has failed on the way out, the last one first; null where nothing has. */
  public @Nullable BideException failure() {
    return failure;
  }

  /**
   * The same cancellation with an error that it takes along.
   *
   * @param further null for none
   */
  @TruffleBoundary
  public CancelledException with(@Nullable BideException further) {
    if (further != null && further != failure) {
      if (failure != null) {
        further.suppress(failure);
      }
      failure = further;
      boolean unused = further.trace().collect(further); // while its calls are on the stack
    }
    return this;
  }
}
