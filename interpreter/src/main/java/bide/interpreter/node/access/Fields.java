package bide.interpreter.node.access;

import bide.interpreter.async.FutureHints;
import bide.interpreter.async.Strand;
import bide.interpreter.async.TaskFunctions;
import bide.interpreter.data.BoundFunction;
import bide.interpreter.data.DataType;
import bide.interpreter.data.EnumValue;
import bide.interpreter.data.Instance;
import bide.interpreter.data.StructType;
import bide.interpreter.data.UserMethods;
import bide.interpreter.data.Variant;
import bide.interpreter.error.BideException;
import bide.interpreter.error.ErrorPrinter;
import bide.interpreter.error.Errors;
import bide.interpreter.function.Closure;
import bide.interpreter.library.BoundMethod;
import bide.interpreter.library.BuiltinFunction;
import bide.interpreter.library.Method;
import bide.interpreter.library.MethodTable;
import bide.interpreter.node.Failures;
import bide.interpreter.node.call.CallErrors;
import bide.interpreter.node.call.Suggestions;
import bide.interpreter.type.TypeErrors;
import bide.interpreter.type.TypeTest;
import bide.interpreter.value.BideList;
import bide.interpreter.value.BideMap;
import bide.interpreter.value.Kinds;
import bide.interpreter.value.LibraryObject;
import bide.interpreter.value.Nil;
import bide.interpreter.value.Region;
import bide.interpreter.value.Strings;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.strings.TruffleString;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code receiver.name} means, off the fast path. A field of data comes before a method of the
 * same name.
 */
public final class Fields {
  private static final List<String> OF_ERROR =
      List.of("kind", "message", "cause", "value", "trace");
  private static final List<String> OF_TASK = List.of("id", "name");

  private Fields() {}

  /**
   * The value of a field, or the bound method of that name. Errors have {@code place} as theirs.
   */
  @TruffleBoundary
  static Object read(Object receiver, String name, TruffleString key, Region region, Node place) {
    Object value = stored(receiver, name, key, region);
    if (value != null) {
      return value;
    }
    Closure own = UserMethods.find(receiver, name);
    if (own != null) {
      return new BoundFunction(receiver, own);
    }
    Method method = MethodTable.lookup(receiver, name);
    if (method != null) {
      return new BoundMethod(receiver, method);
    }
    throw Failures.at(place, missing(receiver, name));
  }

  /** Null where there is no such field. */
  @TruffleBoundary
  public static Object stored(Object receiver, String name, TruffleString key, Region region) {
    if (receiver instanceof BideMap map) {
      return map.get(key);
    }
    if (receiver instanceof BideException error) {
      return ofError(error, name, region);
    }
    if (receiver instanceof LibraryObject object) {
      return object.field(name);
    }
    if (receiver instanceof Strand task) {
      return TaskFunctions.field(task, name);
    }
    if (receiver instanceof Instance instance) {
      int index = instance.type().fields().indexOf(name);
      return index < 0 ? null : instance.get(index);
    }
    if (receiver instanceof EnumValue value) {
      Variant variant = value.variant();
      int index = variant.kind() == Variant.Kind.NAMED ? variant.fields().indexOf(name) : -1;
      return index < 0 ? null : value.get(index);
    }
    if (receiver instanceof DataType type) {
      return type.member(name);
    }
    return name.equals("name") ? functionName(receiver) : null;
  }

  /**
   * False where the value is no struct with such a field.
   *
   * @throws BideException at {@code place} where the field is for values of another type
   */
  @TruffleBoundary
  static boolean set(Object target, String name, Object value, Node place) {
    int index = target instanceof Instance it ? it.type().fields().indexOf(name) : -1;
    if (index < 0) {
      return false;
    }
    StructType type = ((Instance) target).type();
    TypeTest test = type.fields().type(index);
    if (test != null && !test.test(value)) {
      throw Failures.at(place, TypeErrors.field(type, index, value));
    }
    ((Instance) target).set(index, value);
    return true;
  }

  private static Object functionName(Object receiver) {
    if (receiver instanceof Closure closure) {
      return Strings.of(closure.code().name());
    }
    if (receiver instanceof BuiltinFunction function) {
      return Strings.of(function.method().name());
    }
    if (receiver instanceof BoundFunction bound) {
      return Strings.of(bound.method().code().name());
    }
    return receiver instanceof BoundMethod bound ? Strings.of(bound.method().name()) : null;
  }

  @TruffleBoundary
  static BideException cannotSet(Object receiver, String name, Node place) {
    if (receiver instanceof Instance instance) {
      BideException unknown =
          Errors.type("`" + instance.type().name() + "` has no field `" + name + "`");
      return Failures.at(place, Suggestions.addTo(unknown, name, instance.type().fields().names()));
    }
    BideException error =
        Errors.type("cannot set field `" + name + "` of " + Kinds.described(receiver));
    return Failures.at(
        place,
        receiver instanceof EnumValue
            ? error.withHelp("values of an enum never change: make another one")
            : FutureHints.addTo(error, receiver));
  }

  private static Object ofError(BideException error, String name, Region region) {
    return switch (name) {
      case "kind" -> Strings.of(error.kind());
      case "message" -> Strings.of(error.text());
      case "cause" -> orNil(error.cause());
      case "value" -> orNil(error.value());
      case "suppressed" -> BideList.of(region, error.suppressed().toArray());
      case "trace" -> trace(error, region);
      default -> null;
    };
  }

  private static Object orNil(Object value) {
    return value == null ? Nil.NIL : value;
  }

  /**
   * The way the error took so far, innermost first, as the report of an uncaught error shows it.
   */
  private static BideList trace(BideException error, Region region) {
    BideList trace = new BideList(region);
    for (String line : ErrorPrinter.traceLines(error)) {
      trace.add(Strings.of(line));
    }
    return trace;
  }

  private static BideException missing(Object receiver, String name) {
    if (receiver == Nil.NIL) {
      return Errors.type("nil has no field `" + name + "`")
          .withHelp("`?." + name + "` gives nil where the value is nil");
    }
    List<String> known = new ArrayList<>();
    // keys come first: of names equally near, what the map holds is meant rather than a method
    if (receiver instanceof BideMap map) {
      for (int entry = map.nextEntry(0); entry >= 0; entry = map.nextEntry(entry + 1)) {
        if (map.keyAt(entry) instanceof TruffleString string) {
          known.add(Strings.java(string));
        }
      }
    }
    for (Method method : MethodTable.methods(receiver.getClass())) {
      known.add(method.name());
    }
    if (receiver instanceof BideMap) {
      return Suggestions.addTo(Errors.key("the map has no key `" + name + "`"), name, known);
    }
    if (receiver instanceof DataType type) {
      return CallErrors.noMember(type, name);
    }
    if (receiver instanceof Instance instance) {
      known.addAll(instance.type().fields().names());
    }
    if (receiver instanceof EnumValue value) {
      Variant variant = value.variant();
      if (variant.kind() == Variant.Kind.NAMED) {
        known.addAll(variant.fields().names());
      } else if (variant.fields().indexOf(name) >= 0) {
        return Errors.type(
                "`"
                    + variant.name()
                    + "` has its values by position, so it has no field `"
                    + name
                    + "`")
            .withHelp("take it apart with a pattern: `" + variant.name() + "(" + name + ")`");
      }
    }
    if (DataType.of(receiver) != null) {
      known.addAll(DataType.of(receiver).functionNames());
    }
    if (receiver instanceof BideException) {
      known.addAll(OF_ERROR);
    }
    if (receiver instanceof Strand) {
      known.addAll(OF_TASK);
    }
    if (receiver instanceof LibraryObject object) {
      object.fieldNames().forEach(known::add);
    }
    BideException error =
        Suggestions.addTo(
            Errors.type(Kinds.described(receiver) + " has no field `" + name + "`"), name, known);
    return error.help() == null ? FutureHints.addTo(error, receiver) : error;
  }
}
