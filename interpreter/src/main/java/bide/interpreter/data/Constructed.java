package bide.interpreter.data;

import bide.interpreter.function.Closure;
import org.jspecify.annotations.Nullable;

/** What values with fields are made of: a struct, or a variant of an enum. */
public interface Constructed {
  String name();

  DataType type();

  FieldList fields();

  /**
   * Makes a value of the fields in order, and of defaults where they are left out; null where no
   * field has a default.
   */
  @Nullable Closure constructor();

  /** Set once by the compiler, before any value is made. */
  void constructedBy(Closure code);
}
