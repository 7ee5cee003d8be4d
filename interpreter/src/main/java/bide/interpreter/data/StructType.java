package bide.interpreter.data;

import bide.interpreter.function.Closure;
import bide.interpreter.value.Region;
import com.oracle.truffle.api.Assumption;
import com.oracle.truffle.api.CompilerDirectives;
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

  /** Valid while every value there has been was made in {@link #home} and has never left it. */
  private final Assumption atHome;

  /** The region of the first value; null before. Set once. */
  @CompilationFinal private @Nullable Region home;

  public StructType(String name, FieldList fields) {
    super(name);
    this.fields = fields;
    this.kinds = new FieldKinds[fields.count()];
    Arrays.setAll(kinds, field -> new FieldKinds(0));
    this.atHome = Assumption.create("all values of " + name + " are in one region");
  }

  /**
   * The region that every value of the type is in: all were made there, and none has been given to
   * another one since. So the task of that region need not look at a value to see that it is its
   * own. Null where there is no such region (any more). A constant of compiled code.
   */
  public @Nullable Region home() {
    return atHome.isValid() ? home : null;
  }

  /** Called before a value is made in a region. */
  void making(Region region) {
    if (home != region && atHome.isValid()) {
      CompilerDirectives.transferToInterpreterAndInvalidate();
      makingElsewhere(region);
    }
  }

  private synchronized void makingElsewhere(Region region) {
    if (home == null) {
      home = region;
    } else if (home != region) {
      atHome.invalidate("made by a second owner");
    }
  }

  /** Called before a value passes to another region. */
  @TruffleBoundary
  void moving() {
    atHome.invalidate("given away");
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
