package bide.interpreter.data;

import bide.interpreter.function.Closure;
import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** What a {@code struct} declares. */
public final class StructType extends DataType implements Constructed {
  private final FieldList fields;

  /** One per field. An old one that a thread still sees is not current. */
  private final FieldKinds[] kinds;

  @CompilationFinal private @Nullable Closure constructor;

  public StructType(String name, FieldList fields) {
    super(name);
    this.fields = fields;
    this.kinds = new FieldKinds[fields.count()];
    Arrays.setAll(kinds, field -> new FieldKinds(0));
  }

  /** The kinds of values that a field has held so far. */
  public FieldKinds kinds(int field) {
    return kinds[field];
  }

  /** Called before a value of that kind is stored in a field; gives the kinds from then on. */
  public FieldKinds admit(int field, int kind) {
    FieldKinds known = kinds[field];
    return known.has(kind) ? known : admitFirst(field, kind);
  }

  @TruffleBoundary
  private synchronized FieldKinds admitFirst(int field, int kind) {
    if (!kinds[field].has(kind)) {
      kinds[field] = kinds[field].with(kind);
    }
    return kinds[field];
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
