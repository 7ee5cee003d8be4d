package bide.interpreter.type;

import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.nodes.ExplodeLoop;

/**
 * Whether a value is of a type. Immutable; where the test is a constant of the compilation, so is
 * all that it compares with.
 */
public abstract class TypeTest {
  /** Whether the value is of the type. */
  public abstract boolean test(Object value);

  /** The type as it is written: {@code int}, {@code string?}. */
  public abstract String written();

  /** With its article, for messages: {@code an int}, {@code a string or nil}. */
  public abstract String described();

  /** Whether all ints are of the type: then an unboxed one needs no test. */
  public boolean acceptsLong() {
    return test(0L);
  }

  public boolean acceptsDouble() {
    return test(0.0);
  }

  public boolean acceptsBoolean() {
    return test(false);
  }

  /** Any of several types. */
  static final class Union extends TypeTest {
    @CompilationFinal(dimensions = 1)
    private final TypeTest[] types;

    private final String written;

    Union(TypeTest[] types, String written) {
      this.types = types;
      this.written = written;
    }

    @Override
    @ExplodeLoop
    public boolean test(Object value) {
      for (TypeTest type : types) {
        if (type.test(value)) {
          return true;
        }
      }
      return false;
    }

    @Override
    public String written() {
      return written;
    }

    @Override
    public String described() {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < types.length; i++) {
        text.append(i == 0 ? "" : i == types.length - 1 ? " or " : ", ");
        text.append(types[i].described());
      }
      return text.toString();
    }
  }
}
