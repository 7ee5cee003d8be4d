package bide.interpreter.error;

import com.oracle.truffle.api.nodes.Node;
import org.jspecify.annotations.Nullable;

/** The end of a task that was cancelled, raised where the task rests or loops. */
@SuppressWarnings("serial")
public final class CancelledException extends UnwindException {
  public CancelledException(@Nullable Node place) {
    super("cancelled", 64, place);
  }

  public CancelledException() {
    this(null);
  }
}
