package bide.interpreter.node.access;

import bide.interpreter.data.EnumValue;
import bide.interpreter.data.Instance;
import bide.interpreter.node.BideNode;
import bide.interpreter.node.data.FieldCache;
import bide.interpreter.ownership.OwnerCheck;
import bide.interpreter.sync.Guard;
import bide.interpreter.value.BideMap;
import bide.interpreter.value.Nil;
import bide.interpreter.value.Owned;
import bide.interpreter.value.Strings;
import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.strings.TruffleString;

/** {@code receiver.name} and {@code receiver?.name}, not called. */
public final class FieldNode extends BideNode implements FieldCache.MissedRead {
  private final OwnerCheck owner = new OwnerCheck();
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
      owner.read(map, strand(frame), this);
      Object value = map.get(key);
      return value != null ? value : read(frame, target);
    }
    return fields == null ? read(frame, target) : fields.read(frame, target, this);
  }

  /** The field of a value that no faster way is known for yet. */
  @Override
  public Object read(VirtualFrame frame, Object target) {
    if (!others) {
      CompilerDirectives.transferToInterpreterAndInvalidate();
    }
    if (learns(target)) {
      return executeOperation(frame, target);
    }
    if (!others) {
      others = true;
    }
    if (target instanceof Guard guard) {
      return ofGuard(frame, guard);
    }
    if (target instanceof Owned owned) {
      owner.read(owned, strand(frame), this);
    }
    return Fields.read(target, name, key, strand(frame).region(), this);
  }

  private boolean learns(Object target) {
    if (!maps && target instanceof BideMap) {
      CompilerDirectives.transferToInterpreterAndInvalidate();
      maps = true;
      return true;
    }
    if (!(target instanceof Instance || target instanceof EnumValue)) {
      return false;
    }
    if (fields == null) {
      CompilerDirectives.transferToInterpreterAndInvalidate();
      fields = insert(new FieldCache(name));
    }
    return fields.learn(target);
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
