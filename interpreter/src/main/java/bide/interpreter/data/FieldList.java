package bide.interpreter.data;

import bide.interpreter.type.TypeTest;
import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of a struct or of a variant, in the order of their declaration. */
public final class FieldList {
  public static final FieldList NONE = new FieldList(List.of(), new boolean[0]);

  @CompilationFinal(dimensions = 1)
  private final String[] names;

  @CompilationFinal(dimensions = 1)
  private final boolean[] optional;

  /** One per field, null where it may be anything; null without annotations. */
  @CompilationFinal(dimensions = 1)
  private @Nullable TypeTest @Nullable [] types;

  /**
   * @param optional one per field: has a default
   */
  public FieldList(List<String> names, boolean[] optional) {
    this.names = names.toArray(String[]::new);
    this.optional = optional;
  }

  public int count() {
    return names.length;
  }

  public String name(int index) {
    return names[index];
  }

  public boolean isOptional(int index) {
    return optional[index];
  }

  /** Whether any field has a default. */
  @TruffleBoundary
  public boolean anyOptional() {
    for (boolean one : optional) {
      if (one) {
        return true;
      }
    }
    return false;
  }

  /**
   * What the values must be. To be done before the first value is made.
   *
   * @param annotations one per field, null where it may be anything
   */
  public void annotate(@Nullable TypeTest[] annotations) {
    types = annotations;
  }

  /** Whether any field says what it must be. */
  public boolean isTyped() {
    return types != null;
  }

  /** What the value of a field must be; null where it may be anything. */
  public @Nullable TypeTest type(int index) {
    return types == null ? null : types[index];
  }

  /** The place of a field, or -1. */
  @TruffleBoundary
  public int indexOf(String name) {
    for (int i = 0; i < names.length; i++) {
      if (names[i].equals(name)) {
        return i;
      }
    }
    return -1;
  }

  public List<String> names() {
    return List.of(names);
  }
}
