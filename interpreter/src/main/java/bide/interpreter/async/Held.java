package bide.interpreter.async;

import bide.interpreter.value.Region;
import com.oracle.truffle.api.nodes.Node;

/**
 * Something that a task has taken and that others wait for: the guard of a lock, a permit. What a
 * task has not released when it ends is released then. Thread-safe.
 */
public interface Held {
  /** It is held by the task of this region from now on. By that task. */
  default void heldBy(@SuppressWarnings("unused") Region task) {}

  /** Gives it back; harmless when repeated. */
  void release();

  boolean isReleased();

  /** What others wait for meanwhile: the same object for all that is taken from one lock. */
  Object source();

  /** Where it was asked for. */
  Node place();
}
