package bide.interpreter.error;

import com.oracle.truffle.api.exception.AbstractTruffleException;
import com.oracle.truffle.api.nodes.Node;

/**
 * The end of a task that was cancelled, raised where the task rests or loops. No {@link
 * BideException}: {@code catch} does not see it; {@code finally}, {@code defer} and {@code with}
 * do.
 */
@SuppressWarnings("serial")
public final class CancelledException extends AbstractTruffleException {
  public CancelledException(Node place) {
    super("cancelled", null, 64, place);
  }

  public CancelledException() {
    this(null);
  }
}
