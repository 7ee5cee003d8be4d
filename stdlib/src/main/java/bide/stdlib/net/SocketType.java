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
  private final Map<String, Object> functions;

  SocketType(String name, Map<String, Object> functions) {
    this.name = name;
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
  public String toString() {
    return "<type " + name + ">";
  }
}
