package bide.interpreter.data;

/**
 * What {@code resume} of a generator gives: the enum {@code Step} of the library, with {@code
 * Yielded(value)} at a {@code yield} and {@code Complete(value)} at the end.
 */
public final class Steps {
  private static final EnumType TYPE = new EnumType("Step");
  public static final Variant YIELDED = TYPE.add("Yielded", "value");
  public static final Variant COMPLETE = TYPE.add("Complete", "value");

  private Steps() {}

  public static EnumValue yielded(Object value) {
    return new EnumValue(YIELDED, new Object[] {value});
  }

  public static EnumValue complete(Object value) {
    return new EnumValue(COMPLETE, new Object[] {value});
  }
}
