package bide.interpreter.value;

/**
 * What {@code resume} of a generator gives: {@code Yielded(value)} at a {@code yield}, {@code
 * Complete(value)} at the end. Immutable.
 */
public final class Step {
  private final boolean complete;
  private final Object value;

  private Step(boolean complete, Object value) {
    this.complete = complete;
    this.value = value;
  }

  public static Step yielded(Object value) {
    return new Step(false, value);
  }

  public static Step complete(Object value) {
    return new Step(true, value);
  }

  /** The last one: the generator has ended. */
  public boolean isComplete() {
    return complete;
  }

  public Object value() {
    return value;
  }

  /** The name of the variant. */
  public String name() {
    return complete ? "Complete" : "Yielded";
  }
}
