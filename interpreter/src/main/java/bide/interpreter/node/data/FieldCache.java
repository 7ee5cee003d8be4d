package bide.interpreter.node.data;

import bide.interpreter.data.Constructed;
import bide.interpreter.data.EnumValue;
import bide.interpreter.data.Instance;
import bide.interpreter.data.StructType;
import bide.interpreter.data.Variant;
import bide.interpreter.error.BideException;
import bide.interpreter.node.Failures;
import bide.interpreter.type.TypeErrors;
import bide.interpreter.type.TypeTest;
import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import com.oracle.truffle.api.nodes.Node;

/** The field of one name, in whatever structs and variants one place of a program meets. */
public final class FieldCache extends Node {
  private static final int LIMIT = 4;

  private final String name;
  @CompilationFinal private Known known;

  /** Types beyond the limit are looked up each time. */
  @CompilationFinal private boolean many;

  /** Where the field stands in values of one struct or variant. */
  private static final class Known {
    final Constructed type;
    final int index;
    final Known next;
    final int depth;
    final TypeTest test;
    final FieldReader reader = new FieldReader();

    Known(Constructed type, int index, Known next) {
      this.type = type;
      this.test = index < 0 ? null : type.fields().type(index);
      this.index = index;
      this.next = next;
      this.depth = next == null ? 1 : next.depth + 1;
    }
  }

  public FieldCache(String name) {
    this.name = name;
  }

  /** The value; null where the struct has no such field. */
  @ExplodeLoop
  public Object read(Instance instance) {
    StructType type = instance.type();
    for (Known k = known; k != null; k = k.next) {
      if (k.type == type) {
        return k.index < 0 ? null : k.reader.read(instance, k.index);
      }
    }
    int index = find(type);
    return index < 0 ? null : instance.get(index);
  }

  /** The value; null where the variant has no such field, or has its values by position. */
  @ExplodeLoop
  public Object read(EnumValue value) {
    Variant variant = value.variant();
    for (Known k = known; k != null; k = k.next) {
      if (k.type == variant) {
        return k.index < 0 ? null : value.get(k.index);
      }
    }
    int index = find(variant);
    return index < 0 ? null : value.get(index);
  }

  /** False where the struct has no such field. */
  @ExplodeLoop
  public boolean write(Instance instance, Object value) {
    StructType type = instance.type();
    for (Known k = known; k != null; k = k.next) {
      if (k.type == type) {
        if (k.index < 0) {
          return false;
        }
        if (k.test != null && !k.test.test(value)) {
          throw mismatch(type, k.index, value);
        }
        instance.set(k.index, value);
        return true;
      }
    }
    int index = find(type);
    if (index >= 0) {
      TypeTest test = type.fields().type(index);
      if (test != null && !test.test(value)) {
        throw mismatch(type, index, value);
      }
      instance.set(index, value);
    }
    return index >= 0;
  }

  private BideException mismatch(StructType type, int index, Object value) {
    CompilerDirectives.transferToInterpreter();
    return Failures.at(this, TypeErrors.field(type, index, value));
  }

  private int find(Constructed type) {
    if (many) {
      return indexOf(type);
    }
    CompilerDirectives.transferToInterpreterAndInvalidate();
    return remember(type);
  }

  private synchronized int remember(Constructed type) {
    int index = indexOf(type);
    for (Known k = known; k != null; k = k.next) {
      if (k.type == type) {
        return index;
      }
    }
    if (known != null && known.depth == LIMIT) {
      many = true;
    } else {
      known = new Known(type, index, known);
    }
    return index;
  }

  @TruffleBoundary
  private int indexOf(Constructed type) {
    if (type instanceof StructType struct) {
      return struct.fields().indexOf(name);
    }
    Variant variant = (Variant) type;
    return variant.kind() == Variant.Kind.NAMED ? variant.fields().indexOf(name) : -1;
  }
}
