package bide.interpreter.node.data;

import bide.interpreter.async.Strand;
import bide.interpreter.data.EnumValue;
import bide.interpreter.data.Instance;
import bide.interpreter.data.StructType;
import bide.interpreter.data.Variant;
import bide.interpreter.node.Failures;
import bide.interpreter.ownership.OwnerCheck;
import bide.interpreter.type.TypeErrors;
import bide.interpreter.type.TypeTest;
import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import com.oracle.truffle.api.nodes.Node;
import org.jspecify.annotations.Nullable;

/**
 * The field of one name, in whatever structs and variants one place of a program meets. A value of
 * a type that was not met goes to the way of {@link MissedRead}, and its result is given as it is:
 * were there a null to tell it by, numbers would be boxed to stand beside it.
 */
public final class FieldCache extends Node {
  private final OwnerCheck owner = new OwnerCheck();
  private static final int LIMIT = 4;

  private final String name;
  @CompilationFinal private Known known;

  /** Reads the field of a value that the cache does not know. */
  public interface MissedRead {
    Object read(VirtualFrame frame, Object target);
  }

  /** Writes the field of a value that the cache does not know. */
  public interface MissedWrite {
    void write(VirtualFrame frame, Object target, Object value);
  }

  /** Where the field stands in values of one struct or variant. */
  private static final class Known {
    final Object type;

    /** The Java class that values of the type have, exactly: one check stands for all casts. */
    final Class<?> layout;

    final int index;
    final Known next;
    final int depth;
    final @Nullable FieldAccess field;

    /** What the field's values must be; null where that may be anything. */
    final @Nullable TypeTest test;

    Known(Object type, Class<?> layout, int index, Known next) {
      this.type = type;
      this.layout = layout;
      this.index = index;
      this.next = next;
      this.depth = next == null ? 1 : next.depth + 1;
      this.test = type instanceof StructType known ? known.fields().type(index) : null;
      this.field = type instanceof StructType struct ? new FieldAccess(struct, index) : null;
    }

    boolean isOf(Object target) {
      if (!CompilerDirectives.isExact(target, layout)) {
        return false;
      }
      return layout == EnumValue.class
          ? ((EnumValue) target).variant() == type
          : instance(target).type() == type;
    }

    Instance instance(Object target) {
      return (Instance) CompilerDirectives.castExact(target, layout);
    }
  }

  public FieldCache(String name) {
    this.name = name;
  }

  @ExplodeLoop
  public Object read(VirtualFrame frame, Object target, MissedRead missed) {
    for (Known k = known; k != null; k = k.next) {
      if (k.isOf(target)) {
        if (k.layout == EnumValue.class) {
          return ((EnumValue) target).get(k.index);
        }
        Instance instance = k.instance(target);
        owner.read(instance, (StructType) k.type, cx(frame), getParent());
        return k.field.read(instance);
      }
    }
    return missed.read(frame, target);
  }

  /** Writes a field of a struct; values of enums never change. */
  @ExplodeLoop
  public void write(VirtualFrame frame, Object target, Object value, MissedWrite missed) {
    for (Known k = known; k != null; k = k.next) {
      if (k.layout != EnumValue.class && k.isOf(target)) {
        Instance instance = k.instance(target);
        owner.store(instance, (StructType) k.type, value, cx(frame), getParent());
        if (k.test != null && !k.test.test(value)) {
          CompilerDirectives.transferToInterpreter();
          throw Failures.at(this, TypeErrors.field(instance.type(), k.index, value));
        }
        k.field.write(instance, value);
        return;
      }
    }
    missed.write(frame, target, value);
  }

  private static Strand cx(VirtualFrame frame) {
    return (Strand) frame.getArguments()[0];
  }

  /** Remembers the type of a value; false where it has no such field, or where there is no room. */
  public boolean learn(Object target) {
    if (known != null && known.depth == LIMIT) {
      return false;
    }
    int index = indexIn(target);
    if (index < 0) {
      return false;
    }
    CompilerDirectives.transferToInterpreterAndInvalidate();
    remember(typeOf(target), target.getClass(), index);
    return true;
  }

  private synchronized void remember(Object type, Class<?> layout, int index) {
    for (Known k = known; k != null; k = k.next) {
      if (k.type == type) {
        return;
      }
    }
    known = new Known(type, layout, index, known);
  }

  private static @Nullable Object typeOf(Object target) {
    if (target instanceof Instance instance) {
      return instance.type();
    }
    return target instanceof EnumValue value ? value.variant() : null;
  }

  /** The place of the field, or -1; fields of a variant by position have no names. */
  @TruffleBoundary
  private int indexIn(Object target) {
    Object type = typeOf(target);
    if (type instanceof StructType struct) {
      return struct.fields().indexOf(name);
    }
    return type instanceof Variant variant && variant.kind() == Variant.Kind.NAMED
        ? variant.fields().indexOf(name)
        : -1;
  }
}
