package bide.interpreter.data;

import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import java.util.List;

/** The fields of a struct or of a variant, in the order of their declaration. */
public final class FieldList {
  public static final FieldList NONE = new FieldList(List.of(), new boolean[0]);

  @CompilationFinal(dimensions = 1)
  private final String[] names;

  @CompilationFinal(dimensions = 1)
  private final boolean[] optional;

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
