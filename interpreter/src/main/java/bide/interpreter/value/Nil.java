package bide.interpreter.value;

/** The value {@code nil}. */
public final class Nil {
  public static final Nil NIL = new Nil();

  private Nil() {}

  @Override
  public String toString() {
    return "nil";
  }
}
