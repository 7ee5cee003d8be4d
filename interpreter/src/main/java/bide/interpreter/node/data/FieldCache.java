package bide.interpreter.node.data;

import bide.interpreter.data.EnumValue;
import bide.interpreter.data.Instance;
import bide.interpreter.data.StructType;
import bide.interpreter.data.Variant;
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
    final Object type;

    /** The Java class that values of the type have, exactly: one check stands for all casts. */
    final Class<?> layout;

    final int index;
    final Known next;
    final int depth;
    final FieldReader reader = new FieldReader();

    Known(Object type, Class<?> layout, int index, Known next) {
      this.type = type;
      this.layout = layout;
      this.index = index;
      this.next = next;
      this.depth = next == null ? 1 : next.depth + 1;
    }

    boolean isOf(Object target) {
      if (!CompilerDirectives.isExact(target, layout)) {
        return false;
      }
      return layout == EnumValue.class
          ? ((EnumValue) target).variant() == type
          : ((Instance) CompilerDirectives.castExact(target, layout)).type() == type;
    }

    Instance instance(Object target) {
      return (Instance) CompilerDirectives.castExact(target, layout);
    }
  }

  public FieldCache(String name) {
    this.name = name;
  }

  /**
   * The value; null where a struct or variant has no such field, or a variant has its values by
   * position, and for values that are neither.
   */
  @ExplodeLoop
  public Object read(Object target) {
    for (Known k = known; k != null; k = k.next) {
      if (k.isOf(target)) {
        if (k.index < 0) {
          return null;
        }
        return k.layout == EnumValue.class
            ? ((EnumValue) target).get(k.index)
            : k.reader.read(k.instance(target), k.index);
      }
    }
    if (target instanceof Instance instance) {
      int index = find(instance.type(), target);
      return index < 0 ? null : instance.get(index);
    }
    if (target instanceof EnumValue value) {
      int index = find(value.variant(), target);
      return index < 0 ? null : value.get(index);
    }
    return null;
  }

  /** False where the struct has no such field, and for values that are none. */
  @ExplodeLoop
  public boolean write(Object target, Object value) {
    for (Known k = known; k != null; k = k.next) {
      if (k.layout != EnumValue.class && k.isOf(target)) {
        if (k.index < 0) {
          return false;
        }
        k.instance(target).set(k.index, value);
        return true;
      }
    }
    if (!(target instanceof Instance instance)) {
      return false;
    }
    int index = find(instance.type(), target);
    if (index >= 0) {
      instance.set(index, value);
    }
    return index >= 0;
  }

  private int find(Object type, Object target) {
    if (many) {
      return indexOf(type);
    }
    CompilerDirectives.transferToInterpreterAndInvalidate();
    return remember(type, target.getClass());
  }

  private synchronized int remember(Object type, Class<?> layout) {
    int index = indexOf(type);
    for (Known k = known; k != null; k = k.next) {
      if (k.type == type) {
        return index;
      }
    }
    if (known != null && known.depth == LIMIT) {
      many = true;
    } else {
      known = new Known(type, layout, index, known);
    }
    return index;
  }

  @TruffleBoundary
  private int indexOf(Object type) {
    if (type instanceof StructType struct) {
      return struct.fields().indexOf(name);
    }
    Variant variant = (Variant) type;
    return variant.kind() == Variant.Kind.NAMED ? variant.fields().indexOf(name) : -1;
  }
}
