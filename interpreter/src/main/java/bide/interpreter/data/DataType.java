package bide.interpreter.data;

import bide.interpreter.BideLanguage;
import bide.interpreter.function.Closure;
import com.oracle.truffle.api.Assumption;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.TruffleObject;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;
import com.oracle.truffle.api.utilities.CyclicAssumption;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A struct or an enum: its name, and the functions that {@code impl} blocks give it. A value of the
 * language too, so that {@code Point.origin()} has a receiver. Shared by all threads.
 */
@ExportLibrary(InteropLibrary.class)
public abstract class DataType implements TruffleObject {
  private final String name;
  private final CyclicAssumption unchanged;

  /** Never changed once it can be seen: a new function makes a new map. */
  private volatile Map<String, Closure> functions = Map.of();

  /** Functions that the analysis of some file has seen, whether they are defined yet or not. */
  private final Set<String> declared = ConcurrentHashMap.newKeySet();

  /** The file that shows the type to others; null for all other types. */
  private @Nullable String exportedFrom;

  DataType(String name) {
    this.name = name;
    this.unchanged = new CyclicAssumption("functions of " + name);
  }

  /** The type of a struct instance or enum value; null for every other value. */
  public static @Nullable DataType of(Object value) {
    if (value instanceof Instance instance) {
      return instance.type();
    }
    return value instanceof EnumValue variant ? variant.variant().type() : null;
  }

  public final String name() {
    return name;
  }

  /** The analysis has found the type to be {@code pub} in a file. */
  public final void exportFrom(String file) {
    exportedFrom = file;
  }

  /** The file that shows the type to others; null for one that others do not see. */
  public final @Nullable String exportedFrom() {
    return exportedFrom;
  }

  /** The analysis has seen a function of that name, which is defined when its file runs. */
  public final void declare(String function) {
    declared.add(function);
  }

  /** Whether there is, or will be, a function of that name. */
  public final boolean declares(String function) {
    return declared.contains(function) || functions.containsKey(function);
  }

  public final Collection<String> declaredNames() {
    return declared;
  }

  /** Adds a function, or replaces the one of that name: a session may declare it anew. */
  @TruffleBoundary
  public final synchronized void define(String function, Closure code) {
    Map<String, Closure> more = new LinkedHashMap<>(functions);
    more.put(function, code);
    functions = more;
    unchanged.invalidate();
  }

  /** The function of that name, with or without {@code self}; null where there is none. */
  @TruffleBoundary
  public final @Nullable Closure function(String function) {
    return functions.get(function);
  }

  /** The function of that name if it takes {@code self}; null otherwise. */
  @TruffleBoundary
  public final @Nullable Closure method(String function) {
    Closure found = functions.get(function);
    return found != null && takesSelf(found) ? found : null;
  }

  public static boolean takesSelf(Closure function) {
    return function.code().signature().count() > 0
        && function.code().signature().name(0).equals("self");
  }

  public final Collection<String> functionNames() {
    return functions.keySet();
  }

  /** Valid until a function is added or replaced. */
  public final Assumption unchanged() {
    return unchanged.getAssumption();
  }

  /** What {@code Type.name} gives: a function, a variant; null where there is none. */
  public @Nullable Object member(String member) {
    return function(member);
  }

  /** The names of all that {@link #member} knows, for suggestions. */
  public abstract Collection<String> memberNames();

  // ---------------------------------------------------------------- for tools

  @ExportMessage
  @SuppressWarnings("unused")
  final boolean hasLanguage() {
    return true;
  }

  @ExportMessage
  final Class<? extends TruffleLanguage<?>> getLanguage() {
    return BideLanguage.class;
  }

  @ExportMessage
  final boolean isMetaObject() {
    return true;
  }

  @ExportMessage
  final Object getMetaQualifiedName() {
    return name;
  }

  @ExportMessage
  final Object getMetaSimpleName() {
    return name;
  }

  @ExportMessage
  final boolean isMetaInstance(Object value) {
    return of(value) == this;
  }

  @ExportMessage
  @TruffleBoundary
  final Object toDisplayString(@SuppressWarnings("unused") boolean allowSideEffects) {
    return toString();
  }
}
