package bide.interpreter.async;

import java.util.function.Consumer;

/**
 * One suspended call: where it goes on, who waits for it, and the slots that it will read again.
 * Belongs to exactly one strand and is touched only by the worker that runs it. Subclasses hold the
 * slots; they are made by {@link Captures}.
 */
public abstract class Activation {
  /** Null only for a call that has not started. */
  final Layout layout;

  /** The call that awaits this one; null for the outermost of a strand. */
  Activation parent;

  protected Activation(Layout layout) {
    this.layout = layout;
  }

  /** Raw bits of primitive capture {@code index}. */
  abstract long primitive(int index);

  /** Names the values that are kept. */
  void reach(Consumer<Object> visitor) {
    if (layout != null) {
      for (int i = 0; i < layout.objects; i++) {
        visitor.accept(object(i));
      }
    }
  }

  abstract void primitive(int index, long bits);

  abstract Object object(int index);

  abstract void object(int index, Object value);
}
