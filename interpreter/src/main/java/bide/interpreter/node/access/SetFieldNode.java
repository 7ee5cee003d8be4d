package bide.interpreter.node.access;

import bide.interpreter.data.Instance;
import bide.interpreter.node.BideNode;
import bide.interpreter.node.data.FieldCache;
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

  /** Null until a struct was met. */
  @Child private FieldCache fields;

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
      return;
    }
    if (target instanceof Instance instance) {
      if (fields == null) {
        CompilerDirectives.transferToInterpreterAndInvalidate();
        fields = insert(new FieldCache(name));
      }
      if (fields.write(instance, newValue)) {
        return;
      }
    }
    CompilerDirectives.transferToInterpreter();
    throw Fields.cannotSet(target, name, this);
  }
}
