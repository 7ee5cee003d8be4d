package bide.interpreter.node.access;

import bide.interpreter.data.Instance;
import bide.interpreter.node.BideNode;
import bide.interpreter.node.data.FieldCache;
import bide.interpreter.ownership.OwnerCheck;
import bide.interpreter.sync.Guard;
import bide.interpreter.value.BideMap;
import bide.interpreter.value.Owned;
import bide.interpreter.value.Strings;
import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.strings.TruffleString;

/** {@code receiver.name = value}; its value is what was written. */
public final class SetFieldNode extends BideNode implements FieldCache.MissedWrite {
  private final OwnerCheck owner = new OwnerCheck();
  private final String name;
  private final TruffleString key;
  @Child private BideNode receiver;
  @Child private BideNode value;

  /** Null until a struct was met. */
  @Child private FieldCache fields;

  /**
   * Something else was met, or more structs than are remembered: until then, that way is no part of
   * compiled code.
   */
  @CompilationFinal private boolean others;

  /** Sets the field of a guard's value; null until a guard was met. */
  @Child private SetFieldNode behindGuard;

  public SetFieldNode(BideNode receiver, String name, BideNode value) {
    this.receiver = receiver;
    this.name = name;
    this.key = Strings.of(name);
    this.value = value;
  }

  @Override
  public Object executeGeneric(VirtualFrame frame) {
    Object target = receiver.executeGeneric(frame);
    Object newValue = value.executeGeneric(frame);
    executeOperation(frame, target, newValue);
    return newValue;
  }

  public void executeOperation(VirtualFrame frame, Object target, Object newValue) {
    if (fields == null) {
      write(frame, target, newValue);
    } else {
      fields.write(frame, target, newValue, this);
    }
  }

  /** Sets the field of a value that no faster way is known for yet. */
  @Override
  public void write(VirtualFrame frame, Object target, Object newValue) {
    if (!others) {
      CompilerDirectives.transferToInterpreterAndInvalidate();
    }
    if (target instanceof Instance && learns(target)) {
      executeOperation(frame, target, newValue);
      return;
    }
    if (!others) {
      others = true;
    }
    if (target instanceof Owned owned) {
      owner.store(owned, newValue, strand(frame), this);
    }
    if (target instanceof BideMap map) {
      map.set(key, newValue);
      return;
    }
    if (target instanceof Guard guard) {
      setBehind(frame, guard, newValue);
      return;
    }
    if (!Fields.set(target, name, newValue)) {
      CompilerDirectives.transferToInterpreter();
      throw Fields.cannotSet(target, name, this);
    }
  }

  private boolean learns(Object target) {
    if (fields == null) {
      CompilerDirectives.transferToInterpreterAndInvalidate();
      fields = insert(new FieldCache(name));
    }
    return fields.learn(target);
  }

  private void setBehind(VirtualFrame frame, Guard guard, Object newValue) {
    if (name.equals(Guard.VALUE)) {
      guard.setValue(newValue, strand(frame).region(), this);
      return;
    }
    if (behindGuard == null) {
      CompilerDirectives.transferToInterpreterAndInvalidate();
      behindGuard = insert(new SetFieldNode(null, name, null));
    }
    behindGuard.executeOperation(frame, guard.valueToChange(this), newValue);
  }
}
