package bide.interpreter.node.access;

import bide.interpreter.node.BideNode;
import bide.interpreter.sync.Guard;
import bide.interpreter.value.BideMap;
import bide.interpreter.value.Strings;
import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.strings.TruffleString;

/** {@code receiver.name = value}; its value is what was written. */
public final class SetFieldNode extends BideNode {
  private final String name;
  private final TruffleString key;
  @Child private BideNode receiver;
  @Child private BideNode value;

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
    executeOperation(target, newValue);
    return newValue;
  }

  public void executeOperation(Object target, Object newValue) {
    if (target instanceof BideMap map) {
      map.set(key, newValue);
    } else if (target instanceof Guard guard) {
      setBehind(guard, newValue);
    } else {
      CompilerDirectives.transferToInterpreter();
      throw Fields.cannotSet(target, name, this);
    }
  }

  private void setBehind(Guard guard, Object newValue) {
    if (name.equals(Guard.VALUE)) {
      guard.setValue(newValue, this);
      return;
    }
    if (behindGuard == null) {
      CompilerDirectives.transferToInterpreterAndInvalidate();
      behindGuard = insert(new SetFieldNode(null, name, null));
    }
    behindGuard.executeOperation(guard.valueToChange(this), newValue);
  }
}
