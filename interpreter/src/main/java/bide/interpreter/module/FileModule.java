package bide.interpreter.module;

import bide.interpreter.analysis.Exports;
import bide.interpreter.analysis.Variable;
import bide.interpreter.compile.ModuleBindings;
import bide.interpreter.function.FunctionCode;
import bide.interpreter.node.Binding;
import bide.interpreter.value.NativeObject;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file that others {@code use}. Its top level runs once per context, in the main task; its
 * exported names are its fields.
 */
public final class FileModule extends NativeObject {
  private final String name;
  private final @Nullable String path;
  private final Map<String, Object> members = new HashMap<>();
  private Exports exports;
  private ModuleBindings bindings;
  private FunctionCode code;
  private volatile boolean ran;

  /**
   * @param name its path, as messages show it
   * @param path its real path; null for code that is in no file
   */
  FileModule(String name, @Nullable String path) {
    this.name = name;
    this.path = path;
  }

  public String name() {
    return name;
  }

  public @Nullable String path() {
    return path;
  }

  /** Called once, before it is used. */
  void define(FunctionCode code, Exports exports, ModuleBindings bindings) {
    this.code = code;
    this.exports = exports;
    this.bindings = bindings;
    exports.members().forEach((member, meaning) -> members.put(member, value(meaning)));
  }

  private Object value(Object meaning) {
    return switch (meaning) {
      case Variable variable -> bindings.binding(variable);
      case Exports other -> other.module();
      default -> meaning;
    };
  }

  Exports exports() {
    return exports;
  }

  ModuleBindings bindings() {
    return bindings;
  }

  /** Its top level. */
  FunctionCode code() {
    return code;
  }

  /** Whether its top level has run to its end. */
  boolean hasRun() {
    return ran;
  }

  public void markRun() {
    ran = true;
  }

  @Override
  public String typeName() {
    return "module";
  }

  @Override
  public @Nullable Object field(String member) {
    Object known = members.get(member);
    return known instanceof Binding binding ? binding.valueOrNull() : known;
  }

  @Override
  public Iterable<String> fieldNames() {
    return members.keySet();
  }

  @Override
  public String toString() {
    return "<module " + name + ">";
  }
}
