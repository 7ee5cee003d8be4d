package bide.interpreter.node;

import bide.interpreter.error.BideException;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.nodes.Node;

/** Errors on their way from a node. */
public final class Failures {
  private Failures() {}

  /** The error, with the nearest node that stands for source text as its place. */
  @TruffleBoundary
  public static BideException at(Node place, BideException error) {
    Node known = place;
    while (known != null && !(known instanceof BideNode node && node.hasSpan())) {
      known = known.getParent();
    }
    error.arisenAt(known == null ? place : known);
    return error;
  }
}
