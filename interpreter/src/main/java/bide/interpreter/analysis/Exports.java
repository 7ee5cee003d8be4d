package bide.interpreter.analysis;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a file shows to those that use it: its {@code pub} declarations. The private ones are known
 * too, so that a message can tell them from names that do not exist.
 */
public final class Exports {
  private final String file;
  private final Object module;
  private final boolean complete;
  private final Map<String, Object> members = new LinkedHashMap<>();
  private final Map<String, String> hidden = new LinkedHashMap<>();

  /**
   * @param file its path, as messages show it
   * @param module the value that a name bound to the whole module has
   * @param complete false where the file could not be read in full: then any name may exist, and
   *     none is reported as missing
   */
  public Exports(String file, Object module, boolean complete) {
    this.file = file;
    this.module = module;
    this.complete = complete;
  }

  public String file() {
    return file;
  }

  public Object module() {
    return module;
  }

  boolean isComplete() {
    return complete;
  }

  /** The exported names: each a {@link Variable}, or the value of what another module provides. */
  public Map<String, Object> members() {
    return members;
  }

  /** What an exported name means; null where there is none. */
  @Nullable Object member(String name) {
    return members.get(name);
  }

  /** Where a name that is not exported is declared, as {@code file:line:column}; or null. */
  @Nullable String hidden(String name) {
    return hidden.get(name);
  }

  boolean declares(String name) {
    return members.containsKey(name) || hidden.containsKey(name);
  }

  void show(String name, Object member) {
    hidden.remove(name);
    members.put(name, member);
  }

  void hide(String name, String place) {
    if (!members.containsKey(name)) {
      hidden.put(name, place);
    }
  }
}
