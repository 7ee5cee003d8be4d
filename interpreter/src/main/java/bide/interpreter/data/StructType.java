package bide.interpreter.data;

import bide.interpreter.function.Closure;
import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** What a {@code struct} declares. */
public final class StructType extends DataType implements Constructed {
  private final FieldList fields;
  @CompilationFinal private @Nullable Closure constructor;

  public StructType(String name, FieldList fields) {
    super(name);
    this.fields = fields;
  }

  @Override
  public FieldList fields() {
    return fields;
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
  public DataType type() {
    return this;
  }

  @Override
  public Collection<String> memberNames() {
    return functionNames();
  }

  @Override
  public String toString() {
    return "<struct " + name() + ">";
  }
}
