package bide.interpreter.node.call;

import bide.interpreter.async.FutureHints;
import bide.interpreter.error.BideException;
import bide.interpreter.error.Errors;
import bide.interpreter.library.Method;
import bide.interpreter.library.MethodTable;
import bide.interpreter.node.Failures;
import bide.interpreter.value.BideMap;
import bide.interpreter.value.Kinds;
import bide.interpreter.value.NativeObject;
import bide.interpreter.value.Strings;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.strings.TruffleString;
import java.util.ArrayList;
import java.util.List;

/** The errors of calling what cannot be called. */
final class CallErrors {
  private CallErrors() {}

  @TruffleBoundary
  static BideException notAFunction(Node call, Object value) {
    return Failures.at(call, notAFunction(value));
  }

  @TruffleBoundary
  static BideException notAFunction(Object value) {
    return FutureHints.addTo(Errors.type(Kinds.described(value) + " is not a function"), value);
  }

  @TruffleBoundary
  static BideException noMethod(Node call, Object receiver, String name) {
    List<String> known = new ArrayList<>();
    for (Method method : MethodTable.methods(receiver.getClass())) {
      known.add(method.name());
    }
    if (receiver instanceof BideMap map) {
      addTextKeys(map, known);
    }
    if (receiver instanceof NativeObject object) {
      object.fieldNames().forEach(known::add);
    }
    BideException error = Errors.type(Kinds.described(receiver) + " has no method `" + name + "`");
    Suggestions.addTo(error, name, known);
    return Failures.at(call, error.help() == null ? FutureHints.addTo(error, receiver) : error);
  }

  private static void addTextKeys(BideMap map, List<String> names) {
    for (int entry = map.nextEntry(0); entry >= 0; entry = map.nextEntry(entry + 1)) {
      if (map.keyAt(entry) instanceof TruffleString text) {
        names.add(Strings.java(text));
      }
    }
  }
}
