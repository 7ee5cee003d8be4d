package bide.interpreter.data;

/**
 * What {@code poll} of a future gives: the enum {@code Poll} of the library, with {@code
 * Ready(value)} once there is a result and {@code Pending} before.
 */
public final class Polls {
  private static final EnumType TYPE = new EnumType("Poll");
  public static final Variant READY = TYPE.add("Ready", "value");
  public static final Variant PENDING = TYPE.add("Pending");

  private Polls() {}

  public static EnumValue ready(Object value) {
    return new EnumValue(READY, new Object[] {value});
  }

  public static Object pending() {
    return PENDING.asValue();
  }

  public static boolean isPoll(Object value) {
    return value instanceof EnumValue poll && poll.variant().type() == TYPE;
  }

  public static boolean isReady(Object value) {
    return value instanceof EnumValue poll && poll.variant() == READY;
  }
}
