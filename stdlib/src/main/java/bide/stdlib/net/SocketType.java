package bide.stdlib.net;

import bide.interpreter.value.NativeObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code TcpListener} and {@code TcpStream} as names that a script uses: what makes such sockets.
 * Immutable.
 */
final class SocketType extends NativeObject {
  private final String name;
  private final Class<?> instances;
  private final Map<String, Object> functions;

  /**
   * @param instances the class of the sockets
   */
  SocketType(String name, Class<?> instances, Map<String, Object> functions) {
    this.name = name;
    this.instances = instances;
    this.functions = Map.copyOf(functions);
  }

  @Override
  public String typeName() {
    return "type";
  }

  @Override
  public @Nullable Object field(String function) {
    return functions.get(function);
  }

  @Override
  public Iterable<String> fieldNames() {
    return functions.keySet();
  }

  @Override
  public Class<?> instances() {
    return instances;
  }

  @Override
  public String toString() {
    return "<type " + name + ">";
  }
}
