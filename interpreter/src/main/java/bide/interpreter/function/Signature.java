package bide.interpreter.function;

import bide.interpreter.type.TypeTest;
import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import org.jspecify.annotations.Nullable;

/** The parameters of a function, in order. */
public final class Signature {
  @CompilationFinal(dimensions = 1)
  private final String[] names;

  @CompilationFinal(dimensions = 1)
  private final boolean[] optional;

  private final boolean rest;
  private final boolean plain;

  /** One per parameter, null where it takes everything; null where no parameter has a type. */
  @CompilationFinal(dimensions = 1)
  private final TypeTest @Nullable [] types;

  /**
   * @param names one per parameter; a parameter that is a pattern has a name no script can write
   * @param optional has a default
   * @param rest the last parameter takes all further positional arguments as a list
   */
  public Signature(String[] names, boolean[] optional, boolean rest) {
    this(names, optional, rest, null);
  }

  /**
   * @param types one per parameter, null where it takes everything; that of the rest parameter is
   *     the type of each of its elements. Null where no parameter has a type
   */
  public Signature(String[] names, boolean[] optional, boolean rest, TypeTest @Nullable [] types) {
    this.types = types;
    this.names = names;
    this.optional = optional;
    this.rest = rest;
    this.plain = !rest && !anyOf(optional);
  }

  private static boolean anyOf(boolean[] flags) {
    for (boolean flag : flags) {
      if (flag) {
        return true;
      }
    }
    return false;
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

  public boolean hasRest() {
    return rest;
  }

  /** Whether some parameter does not take everything. */
  public boolean isTyped() {
    return types != null;
  }

  /** What an argument must be; null where the parameter takes everything. */
  public @Nullable TypeTest type(int index) {
    return types == null ? null : types[index];
  }

  /** No defaults, no rest: a call with {@link #count()} positional arguments needs no matching. */
  public boolean isPlain() {
    return plain;
  }
}
