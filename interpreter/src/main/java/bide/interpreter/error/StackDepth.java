package bide.interpreter.error;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.nodes.Node;

/** What becomes of a native stack that is used up. */
public final class StackDepth {
  private StackDepth() {}

  /** The error that scripts can catch. The stack has been left up to the place that catches. */
  @TruffleBoundary
  public static BideException exceeded(StackOverflowError overflow, Node place) {
    BideException error = Errors.recursion("recursion too deep: the stack is used up");
    error.trace().collect(overflow);
    if (place != null) {
      error.arisenAt(place);
    }
    return error;
  }
}
