package bide.interpreter.node.call;

import bide.interpreter.async.FutureHints;
import bide.interpreter.data.DataType;
import bide.interpreter.data.EnumType;
import bide.interpreter.data.StructType;
import bide.interpreter.error.BideException;
import bide.interpreter.error.Errors;
import bide.interpreter.function.Closure;
import bide.interpreter.library.Method;
import bide.interpreter.library.MethodTable;
import bide.interpreter.node.Failures;
import bide.interpreter.value.BideMap;
import bide.interpreter.value.Kinds;
import bide.interpreter.value.LibraryObject;
import bide.interpreter.value.Strings;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.strings.TruffleString;
import java.util.ArrayList;
import java.util.List;

/** The errors of calling what cannot be called. */
public final class CallErrors {
  private CallErrors() {}

  @TruffleBoundary
  static BideException notAFunction(Node call, Object value) {
    return Failures.at(call, notAFunction(value));
  }

  @TruffleBoundary
  static BideException notAFunction(Object value) {
    if (value instanceof StructType struct) {
      return Errors.type("`" + struct.name() + "` is a struct, not a function")
          .withHelp("write `" + struct.name() + " { … }`");
    }
    BideException error = Errors.type(Kinds.described(value) + " is not a function");
    DataType type = DataType.of(value);
    return type == null
        ? FutureHints.addTo(error, value)
        : error.withHelp("a " + type.name() + " with a method `call` could be called");
  }

  @TruffleBoundary
  static BideException noMethod(Node call, Object receiver, String name) {
    if (receiver instanceof DataType type) {
      return Failures.at(call, noMember(type, name));
    }
    List<String> known = new ArrayList<>();
    for (Method method : MethodTable.methods(receiver.getClass())) {
      known.add(method.name());
    }
    DataType type = DataType.of(receiver);
    if (type != null) {
      Closure associated = type.function(name);
      if (associated != null) {
        return Failures.at(
            call,
            Errors.type("`" + associated.code().name() + "` is no method: it does not take `self`")
                .withHelp("write `" + type.name() + "." + name + "(…)`"));
      }
      known.addAll(type.functionNames());
    }
    if (receiver instanceof BideMap map) {
      addTextKeys(map, known);
    }
    if (receiver instanceof LibraryObject object) {
      object.fieldNames().forEach(known::add);
    }
    BideException error = Errors.type(Kinds.described(receiver) + " has no method `" + name + "`");
    MethodSuggestions.addTo(error, receiver, name, known);
    return Failures.at(call, error.help() == null ? FutureHints.addTo(error, receiver) : error);
  }

  /** Nothing stands behind {@code Type.name}. */
  @TruffleBoundary
  public static BideException noMember(DataType type, String name) {
    String what = type instanceof EnumType ? " has no variant or function `" : " has no function `";
    return Suggestions.addTo(
        Errors.type("`" + type.name() + "`" + what + name + "`"), name, type.memberNames());
  }

  private static void addTextKeys(BideMap map, List<String> names) {
    for (int entry = map.nextEntry(0); entry >= 0; entry = map.nextEntry(entry + 1)) {
      if (map.keyAt(entry) instanceof TruffleString text) {
        names.add(Strings.java(text));
      }
    }
  }
}
