package bide.interpreter.node;

import bide.interpreter.error.BideException;
import bide.interpreter.error.Errors;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.nodes.Node;

/** Errors on their way from a node. */
public final class Failures {
  private Failures() {}

  /**
   * The error, with the nearest node that stands for source text as its place. One that has a place
   * already comes from a function that was called from here by way of the library.
   */
  @TruffleBoundary
  public static BideException at(Node place, BideException error) {
    Node known = place;
    while (known != null && !(known instanceof BideNode node && node.hasSpan())) {
      known = known.getParent();
    }
    if (error.place() != null) {
      error.trace().passed(known == null ? place : known);
    } else {
      error.arisenAt(known == null ? place : known);
    }
    return error;
  }

  /** A heap that is used up, as an error that scripts can catch. */
  @TruffleBoundary
  public static BideException memory(Node place) {
    return at(place, Errors.memory());
  }
}
