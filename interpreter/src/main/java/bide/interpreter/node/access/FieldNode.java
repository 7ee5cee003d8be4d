package bide.interpreter.node.access;

import bide.interpreter.data.EnumValue;
import bide.interpreter.data.Instance;
import bide.interpreter.node.BideNode;
import bide.interpreter.node.data.FieldCache;
import bide.interpreter.sync.Guard;
import bide.interpreter.value.BideMap;
import bide.interpreter.value.Nil;
import bide.interpreter.value.Strings;
import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.strings.TruffleString;

/** {@code receiver.name} and {@code receiver?.name}, not called. */
public final class FieldNode extends BideNode {
  private final String name;
  private final TruffleString key;
  private final boolean safe;
  @Child private BideNode receiver;

  /** Null until a struct or an enum value was met. */
  @Child private FieldCache fields;

  /** A map was met: what was not is left out of compiled code, and numbers stay unboxed. */
  @CompilationFinal private boolean maps;

  /**
   * Something else was met. Until then that way is no part of compiled code: a value that may come
   * from there as well would have to be boxed.
   */
  @CompilationFinal private boolean others;

  /** Reads the field of a guard's value; null until a guard was met. */
  @Child private FieldNode behindGuard;

  /**
   * @param receiver null where only {@link #executeOperation} is used
   */
  public FieldNode(BideNode receiver, String name, boolean safe) {
    this.receiver = receiver;
    this.name = name;
    this.key = Strings.of(name);
    this.safe = safe;
  }

  @Override
  public Object executeGeneric(VirtualFrame frame) {
    return executeOperation(frame, receiver.executeGeneric(frame));
  }

  /** The field of a value at hand. */
  public Object executeOperation(VirtualFrame frame, Object target) {
    if (safe && target == Nil.NIL) {
      return target;
    }
    if (maps && target instanceof BideMap map) {
      Object value = map.get(key);
      if (value != null) {
        return value;
      }
    } else if (fields != null) {
      Object value = fields.read(target);
      if (value != null) {
        return value;
      }
    }
    return other(frame, target);
  }

  private Object other(VirtualFrame frame, Object target) {
    boolean firstMap = !maps && target instanceof BideMap;
    boolean firstData =
        fields == null && (target instanceof Instance || target instanceof EnumValue);
    if (firstMap || firstData) {
      CompilerDirectives.transferToInterpreterAndInvalidate();
      maps |= firstMap;
      if (firstData) {
        fields = insert(new FieldCache(name));
      }
      return executeOperation(frame, target);
    }
    if (!others) {
      CompilerDirectives.transferToInterpreterAndInvalidate();
      others = true;
    }
    if (target instanceof Guard guard) {
      return ofGuard(frame, guard);
    }
    return Fields.read(target, name, key, strand(frame).region(), this);
  }

  private Object ofGuard(VirtualFrame frame, Guard guard) {
    if (name.equals(Guard.VALUE)) {
      return guard.value(this);
    }
    if (behindGuard == null) {
      CompilerDirectives.transferToInterpreterAndInvalidate();
      behindGuard = insert(new FieldNode(null, name, safe));
    }
    return behindGuard.executeOperation(frame, guard.value(this));
  }
}
