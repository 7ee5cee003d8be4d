package bide.interpreter.value;

import bide.interpreter.async.CallFuture;
import bide.interpreter.data.BoundFunction;
import bide.interpreter.data.DataType;
import bide.interpreter.data.EnumValue;
import bide.interpreter.data.Instance;
import bide.interpreter.data.Variant;
import bide.interpreter.error.BideException;
import bide.interpreter.function.Closure;
import bide.interpreter.library.BoundMethod;
import bide.interpreter.library.BuiltinFunction;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.strings.TruffleString;
import java.math.BigInteger;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The names of kinds of values, for messages and {@code type_of}. */
public final class Kinds {
  /** Kinds of classes in other packages, such as functions and futures. */
  private static final Map<Class<?>, String> REGISTERED = new ConcurrentHashMap<>();

  static {
    register(Closure.class, "function");
    register(BuiltinFunction.class, "function");
    register(BoundMethod.class, "function");
    register(BoundFunction.class, "function");
    register(Variant.class, "function");
    register(CallFuture.class, "future");
  }

  private Kinds() {}

  /** Names the kind of a class that this package does not know, or of all of an interface. */
  public static void register(Class<?> type, String kind) {
    REGISTERED.put(type, kind);
  }

  @TruffleBoundary
  public static String name(Object value) {
    return switch (value) {
      case Nil nil -> "nil";
      case Boolean bool -> "bool";
      case Long number -> "int";
      case BigInteger number -> "int";
      case Double number -> "float";
      case TruffleString string -> "string";
      case BideBytes bytes -> "bytes";
      case BideList list -> "list";
      case BideMap map -> "map";
      case BideBuffer buffer -> "buffer";
      case BideRange range -> "range";
      case BideDuration duration -> "duration";
      case BideInstant instant -> "instant";
      case BideIterator iterator -> iterator.kind();
      case LibraryObject object -> object.typeName();
      case BideException error -> "error";
      case Instance instance -> instance.type().name();
      case EnumValue variant -> variant.variant().type().name();
      case DataType type -> "type";
      default -> registered(value.getClass());
    };
  }

  private static String registered(Class<?> type) {
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      String kind = REGISTERED.get(c);
      if (kind != null) {
        return kind;
      }
    }
    for (Map.Entry<Class<?>, String> known : REGISTERED.entrySet()) {
      if (known.getKey().isInterface() && known.getKey().isAssignableFrom(type)) {
        return known.getValue();
      }
    }
    return "object";
  }

  /** With its article: {@code "an int"}, {@code "a list"}, {@code "nil"}. */
  @TruffleBoundary
  public static String described(Object value) {
    return withArticle(name(value));
  }

  /** With its article, where its length is spoken of: {@code "a byte string"}. */
  @TruffleBoundary
  public static String sized(String kind) {
    return kind.equals("bytes") ? "a byte string" : withArticle(kind);
  }

  @TruffleBoundary
  public static String withArticle(String kind) {
    if (kind.equals("nil") || kind.equals("bytes")) {
      return kind;
    }
    return ("aeiou".indexOf(Character.toLowerCase(kind.charAt(0))) >= 0 ? "an " : "a ") + kind;
  }
}
