package bide.interpreter.module;

import bide.interpreter.value.NativeObject;
import java.util.Map;

/**
 * A module of the standard library, as {@code use} binds it: its members are its fields. Immutable.
 */
public final class LibraryModule extends NativeObject {
  private final String name;
  private final Map<String, Object> members;

  public LibraryModule(String name, Map<String, Object> members) {
    this.name = name;
    this.members = Map.copyOf(members);
  }

  public String name() {
    return name;
  }

  public Map<String, Object> members() {
    return members;
  }

  @Override
  public String typeName() {
    return "module";
  }

  @Override
  public Object field(String member) {
    return members.get(member);
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
