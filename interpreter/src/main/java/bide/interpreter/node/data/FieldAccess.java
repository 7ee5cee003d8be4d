package bide.interpreter.node.data;

import bide.interpreter.data.FieldKinds;
import bide.interpreter.data.Instance;
import bide.interpreter.data.StructType;
import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;

/**
 * Reads and writes one field of instances of one struct. Where the field has held values of one
 * kind only, which compiled code relies on until another one comes, its tag is neither looked at
 * nor written.
 */
final class FieldAccess {
  private final StructType type;
  private final int index;

  /** For a field of several kinds: what this place has met. */
  private final FieldReader mixed = new FieldReader();

  @CompilationFinal private FieldKinds kinds;

  FieldAccess(StructType type, int index) {
    this.type = type;
    this.index = index;
    this.kinds = type.kinds(index);
  }

  private FieldKinds kinds() {
    if (!kinds.areCurrent()) {
      CompilerDirectives.transferToInterpreterAndInvalidate();
      kinds = type.kinds(index);
    }
    return kinds;
  }

  private FieldKinds kindsWith(int kind) {
    FieldKinds known = kinds();
    if (!known.has(kind)) {
      CompilerDirectives.transferToInterpreterAndInvalidate();
      kinds = known = type.admit(index, kind);
    }
    return known;
  }

  Object read(Instance instance) {
    FieldKinds known = kinds();
    if (known.areOnly(FieldKinds.INT)) {
      return instance.bits(index);
    }
    if (known.areOnly(FieldKinds.FLOAT)) {
      return Double.longBitsToDouble(instance.bits(index));
    }
    return known.areOnly(FieldKinds.OBJECT) ? instance.tag(index) : mixed.read(instance, index);
  }

  void write(Instance instance, Object value) {
    if (value instanceof Long number) {
      boolean tagged = kindsWith(FieldKinds.INT).areOnly(FieldKinds.INT);
      instance.setNumber(index, tagged ? null : Instance.INT, number);
    } else if (value instanceof Double number) {
      boolean tagged = kindsWith(FieldKinds.FLOAT).areOnly(FieldKinds.FLOAT);
      long bits = Double.doubleToRawLongBits(number);
      instance.setNumber(index, tagged ? null : Instance.FLOAT, bits);
    } else {
      kindsWith(FieldKinds.OBJECT);
      instance.setObject(index, value);
    }
  }

  /** The first value of a field of a new instance. */
  void initialise(Instance instance, Object value) {
    if (value instanceof Long number) {
      kindsWith(FieldKinds.INT);
      instance.setNumber(index, Instance.INT, number);
    } else if (value instanceof Double number) {
      kindsWith(FieldKinds.FLOAT);
      instance.setNumber(index, Instance.FLOAT, Double.doubleToRawLongBits(number));
    } else {
      kindsWith(FieldKinds.OBJECT);
      instance.setObject(index, value);
    }
  }
}
