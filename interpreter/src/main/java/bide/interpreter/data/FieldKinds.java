package bide.interpreter.data;

import com.oracle.truffle.api.Assumption;

/**
 * Which kinds of values a field of a struct has held so far, in whatever instance. Immutable: a
 * value of a new kind makes the {@link StructType} take another one, before the value is stored,
 * and code that was compiled for this one is given up. So code may take for granted that a field
 * has an int where there was never anything else.
 */
public final class FieldKinds {
  public static final int INT = 1;
  public static final int FLOAT = 2;
  public static final int OBJECT = 4;

  private final int kinds;
  private final Assumption current = Assumption.create("kinds of a field");

  FieldKinds(int kinds) {
    this.kinds = kinds;
  }

  /** Whether values of that kind were met. */
  public boolean has(int kind) {
    return (kinds & kind) != 0;
  }

  /** Whether nothing but values of that kind was met. */
  public boolean areOnly(int kind) {
    return kinds == kind;
  }

  /** Whether no other kind was met since. A constant of the compilation where this is one. */
  public boolean areCurrent() {
    return current.isValid();
  }

  /** These kinds and one more. Code that relied on these is gone when this returns. */
  FieldKinds with(int kind) {
    current.invalidate();
    return new FieldKinds(kinds | kind);
  }

  static int of(Object value) {
    return value instanceof Long ? INT : value instanceof Double ? FLOAT : OBJECT;
  }
}
