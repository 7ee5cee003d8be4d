package bide.interpreter.data;

import bide.interpreter.function.Closure;
import bide.interpreter.library.Method;
import bide.interpreter.type.TypeErrors;
import bide.interpreter.type.TypeTest;
import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import org.jspecify.annotations.Nullable;

/**
 * One variant of an enum. One with values by position is a function of the language that makes
 * them.
 */
public final class Variant implements Constructed {
  public enum Kind {
    UNIT,
    POSITIONAL,
    NAMED
  }

  private final EnumType type;
  private final String name;
  private final Kind kind;
  private final int ordinal;
  private final FieldList fields;
  private final @Nullable EnumValue unit;
  private final @Nullable Method function;
  @CompilationFinal private @Nullable Closure constructor;

  Variant(EnumType type, String name, Kind kind, int ordinal, FieldList fields) {
    this.type = type;
    this.name = name;
    this.kind = kind;
    this.ordinal = ordinal;
    this.fields = fields;
    this.unit = kind == Kind.UNIT ? new EnumValue(this, new Object[0]) : null;
    this.function =
        kind == Kind.POSITIONAL
            ? new Method(
                name,
                fields.names().toArray(String[]::new),
                fields.count(),
                false,
                true,
                (cx, call, self, args) -> new EnumValue(this, checked(args)),
                "Makes a value of the enum.")
            : null;
  }

  @ExplodeLoop
  private Object[] checked(Object[] values) {
    if (fields.isTyped()) {
      for (int i = 0; i < fields.count(); i++) {
        TypeTest test = fields.type(i);
        if (test != null && !test.test(values[i])) {
          CompilerDirectives.transferToInterpreter();
          throw TypeErrors.field(this, i, values[i]);
        }
      }
    }
    return values;
  }

  @Override
  public EnumType type() {
    return type;
  }

  @Override
  public String name() {
    return name;
  }

  public Kind kind() {
    return kind;
  }

  /** The place among the variants of the enum. */
  public int ordinal() {
    return ordinal;
  }

  @Override
  public FieldList fields() {
    return fields;
  }

  /** What the variant's name means in an expression. */
  public Object asValue() {
    return unit == null ? this : unit;
  }

  /** Makes a value of all of its fields; null unless they are given by position. */
  public @Nullable Method function() {
    return function;
  }

  @Override
  public @Nullable Closure constructor() {
    return constructor;
  }

  @Override
  public void constructedBy(Closure code) {
    constructor = code;
  }

  @Override
  public String toString() {
    return "<fn " + type.name() + "." + name + ">";
  }
}
