package bide.interpreter.analysis;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a program can name without declaring it. The language gives an implementation; the analysis
 * itself does no I/O.
 */
public interface Names {
  /** The value of a builtin such as {@code print}; null where there is none. */
  @Nullable Object builtin(String name);

  /** A library module; null where there is none of that name. */
  @Nullable Object module(String name);

  /** A member of a library module; null where it has none of that name, or is no module. */
  @Nullable Object member(Object module, String name);

  /** What a library module is called. */
  String nameOf(Object module);

  /** Whether a value is a library module. */
  boolean isModule(Object value);

  /** The builtin types that annotations can name. */
  Set<String> types();

  /** All names that {@link #builtin} knows, for suggestions. */
  Iterable<String> builtins();

  /** All names that {@link #module} knows, for suggestions. */
  Iterable<String> modules();

  /** The members of a module, for suggestions. */
  Iterable<String> members(Object module);
}
