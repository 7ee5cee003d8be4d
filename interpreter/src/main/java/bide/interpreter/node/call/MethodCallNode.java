package bide.interpreter.node.call;

import bide.interpreter.data.DataType;
import bide.interpreter.library.Method;
import bide.interpreter.node.BideNode;
import bide.interpreter.node.access.Fields;
import bide.interpreter.sync.Guard;
import bide.interpreter.value.Nil;
import bide.interpreter.value.Strings;
import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.strings.TruffleString;

/**
 * {@code receiver.name(arguments)}: a builtin method of the receiver's class, or what a struct or
 * enum has ({@link DataCallNode}), or else a function that a map holds under that key or an object
 * of the library has as a field.
 */
final class MethodCallNode extends BideNode {
  private final String name;
  private final TruffleString key;
  private final boolean safe;
  @Child private BideNode receiver;
  @Child private ArgumentBinder arguments;
  @Child private MethodLookupNode lookup;
  @Child private BuiltinCallNode methodCall = BuiltinCallNodeGen.create();
  @Child private FunctionCallNode fieldCall = FunctionCallNodeGen.create();
  @Child private DataCallNode dataCall;

  MethodCallNode(BideNode receiver, String name, ArgumentBinder arguments, boolean safe) {
    this.receiver = receiver;
    this.name = name;
    this.key = Strings.of(name);
    this.arguments = arguments;
    this.safe = safe;
    this.lookup = MethodLookupNodeGen.create(name);
  }

  @Override
  public Object executeGeneric(VirtualFrame frame) {
    Object self = receiver.executeGeneric(frame);
    if (safe && self == Nil.NIL) {
      return Nil.NIL;
    }
    Method method = lookup.execute(self);
    if (method == null && self instanceof Guard guard) {
      self = guard.valueToCall(name, this);
      method = lookup.execute(self);
    }
    if (method == null) {
      return callField(frame, self);
    }
    return methodCall.execute(strand(frame), arguments, method, self, arguments.evaluate(frame));
  }

  private Object callField(VirtualFrame frame, Object self) {
    DataType type = self instanceof DataType itself ? itself : DataType.of(self);
    if (type != null) {
      if (dataCall == null) {
        CompilerDirectives.transferToInterpreterAndInvalidate();
        dataCall = insert(DataCallNodeGen.create(name, false));
      }
      return dataCall.execute(frame, type, self, arguments);
    }
    Object function = Fields.stored(self, name, key, strand(frame).region());
    if (function == null) {
      throw CallErrors.noMethod(this, self, name);
    }
    return fieldCall.execute(frame, function, arguments);
  }
}
