package bide.interpreter.library;

import bide.interpreter.value.BideBuffer;
import bide.interpreter.value.BideBytes;
import bide.interpreter.value.BideDuration;
import bide.interpreter.value.BideInstant;
import bide.interpreter.value.BideIterator;
import bide.interpreter.value.BideList;
import bide.interpreter.value.BideMap;
import bide.interpreter.value.BideRange;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.strings.TruffleString;
import java.math.BigInteger;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds the builtin methods of a value. What is found depends on the value's exact Java class
 * alone, so that call sites cache by class; a class inherits from its superclasses, and {@link
 * Object} holds what every value has. Sets are made when first asked for: a script that only prints
 * pays for none. Thread-safe.
 */
public final class MethodTable {
  private static final MethodSet NONE = new MethodSet();
  private static final Map<Class<?>, MethodSet> SETS = new ConcurrentHashMap<>();

  private MethodTable() {}

  /** The method of that name; null if the receiver's class has none. */
  @TruffleBoundary
  public static Method lookup(Object receiver, String name) {
    for (Class<?> type = receiver.getClass(); type != null; type = type.getSuperclass()) {
      Method method = setOf(type).get(name);
      if (method != null) {
        return method;
      }
    }
    return null;
  }

  /**
   * Adds a method to a class and its subclasses; replaces one of the same name. To be done before
   * call sites ask for it.
   */
  @TruffleBoundary
  public static void register(Class<?> type, Method method) {
    setOf(type);
    SETS.compute(type, (key, known) -> (known == null ? NONE : known).with(method));
  }

  /** Adds all methods of a set. */
  public static void register(Class<?> type, MethodSet set) {
    set.all().forEach(method -> register(type, method));
  }

  /** All methods that values of exactly this class have, the class's own first. */
  @TruffleBoundary
  public static Collection<Method> methods(Class<?> type) {
    Map<String, Method> found = new LinkedHashMap<>();
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      setOf(c).all().forEach(method -> found.putIfAbsent(method.name(), method));
    }
    return found.values();
  }

  /** What has been registered so far, or built because somebody asked, by class. */
  public static Map<Class<?>, Collection<Method>> registered() {
    Map<Class<?>, Collection<Method>> all = new HashMap<>();
    SETS.forEach((type, set) -> all.put(type, set.all()));
    return all;
  }

  private static MethodSet setOf(Class<?> type) {
    MethodSet known = SETS.get(type);
    return known != null ? known : SETS.computeIfAbsent(type, MethodTable::build);
  }

  private static MethodSet build(Class<?> type) {
    if (type == Long.class || type == BigInteger.class) {
      return IntMethods.all();
    }
    if (type == Double.class) {
      return FloatMethods.all();
    }
    if (type == Boolean.class) {
      return BoolMethods.all();
    }
    if (type == TruffleString.class) {
      return StringMethods.all();
    }
    if (type == BideList.class) {
      return ListMethods.all();
    }
    if (type == BideMap.class) {
      return MapMethods.all();
    }
    if (type == BideRange.class) {
      return RangeMethods.all();
    }
    if (type == BideIterator.class) {
      return IteratorMethods.all();
    }
    if (type == BideDuration.class) {
      return TimeMethods.ofDurations();
    }
    if (type == BideInstant.class) {
      return TimeMethods.ofInstants();
    }
    if (type == BideBytes.class) {
      return BytesMethods.ofBytes();
    }
    if (type == BideBuffer.class) {
      return BytesMethods.ofBuffers();
    }
    return type == Object.class ? CommonMethods.all() : ofInterfaces(type);
  }

  /** What is registered for an interface of the class: futures have no superclass in common. */
  private static MethodSet ofInterfaces(Class<?> type) {
    for (Class<?> implemented : type.getInterfaces()) {
      MethodSet known = SETS.get(implemented);
      if (known == null) {
        known = ofInterfaces(implemented);
      }
      if (known != NONE) {
        return known;
      }
    }
    return NONE;
  }
}
