package bide.interpreter.value;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An object that the library gives to scripts. Its methods are registered in {@link
 * bide.interpreter.library.MethodTable} for its Java class; it equals only itself. A {@link
 * NativeObject} is for all tasks, a {@link Resource} belongs to one.
 */
public interface LibraryObject {
  /** The kind that messages and {@code type_of} name: {@code "channel"}. */
  String typeName();

  /** The value of a field; null if there is none of that name. */
  default @Nullable Object field(String name) {
    return null;
  }

  /** The names that {@link #field} knows, for suggestions and the reference. */
  default Iterable<String> fieldNames() {
    return List.of();
  }

  /** For what makes objects: the class of those objects. Null for anything else. */
  default @Nullable Class<?> instances() {
    return null;
  }
}
