package bide.interpreter.error;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.exception.AbstractTruffleException;
import com.oracle.truffle.api.nodes.Node;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Raised in code that is to end although nothing in it has failed. No {@link BideException}: {@code
 * catch} does not see it; {@code finally}, {@code defer} and {@code with} do. An error that happens
 * on the way out goes with it, so that {@code catch} does not see that either and the code does not
 * go on; what was to end ends with that error.
 */
@SuppressWarnings("serial")
public abstract class UnwindException extends AbstractTruffleException {
  private @Nullable BideException failure;

  /**
   * @param limit how many calls of its way are kept
   */
  protected UnwindException(String message, int limit, @Nullable Node place) {
    super(message, null, limit, place);
  }

  /** What has failed on the way out, the last one first; null where nothing has. */
  public final @Nullable BideException failure() {
    return failure;
  }

  /**
   * The same with an error that it takes along.
   *
   * @param further null for none
   * @param run what the driver has resumed; null where there is none
   */
  @TruffleBoundary
  public final UnwindException with(@Nullable BideException further, @Nullable Object run) {
    if (further != null && further != failure) {
      if (failure != null) {
        further.suppress(failure);
      }
      failure = further;
      further.trace().caught(further, run, List.of()); // while its calls are on the stack
    }
    return this;
  }
}
