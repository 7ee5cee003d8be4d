package bide.interpreter.value;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An object that the library gives to scripts: a channel, a socket, a file. Its methods are
 * registered in {@link bide.interpreter.library.MethodTable} for its Java class; it equals only
 * itself.
 */
public abstract class NativeObject {

  /** The kind that messages and {@code type_of} name: {@code "channel"}. */
  public abstract String typeName();

  /** The value of a field; null if there is none of that name. */
  public Object field(String name) {
    return null;
  }

  /** The names that {@link #field} knows, for suggestions and the reference. */
  public Iterable<String> fieldNames() {
    return List.of();
  }

  /** For what makes objects: the class of those objects. Null for anything else. */
  public @Nullable Class<?> instances() {
    return null;
  }

  /** What {@code print} shows. */
  @Override
  public String toString() {
    return "<" + typeName() + ">";
  }
}
