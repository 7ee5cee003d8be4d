package bide.interpreter;

import bide.interpreter.analysis.Names;
import bide.interpreter.data.Polls;
import bide.interpreter.data.Steps;
import bide.interpreter.library.Globals;
import bide.interpreter.module.Library;
import bide.interpreter.module.LibraryModule;
import bide.interpreter.type.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The names that every script of a context can use: builtins, and the modules of the libraries on
 * the class path.
 */
final class ContextNames implements Names {
  private final BideContext context;
  private final Map<String, LibraryModule> loaded = new HashMap<>();
  private @Nullable List<Library> libraries;

  ContextNames(BideContext context) {
    this.context = context;
  }

  @Override
  public @Nullable Object builtin(String name) {
    return switch (name) {
      case "args" -> context.arguments();
      case "Yielded" -> Steps.YIELDED;
      case "Complete" -> Steps.COMPLETE;
      case "Ready" -> Polls.READY;
      case "Pending" -> Polls.PENDING;
      default -> Globals.lookup(name);
    };
  }

  @Override
  public Iterable<String> builtins() {
    List<String> all = new ArrayList<>(Globals.names());
    all.addAll(List.of("Complete", "Pending", "Ready", "Yielded"));
    return all;
  }

  @Override
  public synchronized @Nullable Object module(String name) {
    LibraryModule known = loaded.get(name);
    if (known != null) {
      return known;
    }
    for (Library library : libraries()) {
      if (library.names().contains(name)) {
        LibraryModule module = library.load(name, context);
        loaded.put(name, module);
        return module;
      }
    }
    return null;
  }

  private List<Library> libraries() {
    if (libraries == null) {
      libraries = new ArrayList<>();
      ServiceLoader.load(Library.class, ContextNames.class.getClassLoader())
          .forEach(libraries::add);
    }
    return libraries;
  }

  @Override
  public @Nullable Object member(Object module, String name) {
    return module instanceof LibraryModule library ? library.members().get(name) : null;
  }

  @Override
  public synchronized Iterable<String> modules() {
    TreeSet<String> names = new TreeSet<>();
    libraries().forEach(library -> names.addAll(library.names()));
    return names;
  }

  @Override
  public String nameOf(Object module) {
    return ((LibraryModule) module).name();
  }

  @Override
  public Set<String> types() {
    return Types.names();
  }

  @Override
  public boolean isModule(Object value) {
    return value instanceof LibraryModule;
  }

  @Override
  public Iterable<String> members(Object module) {
    return new TreeSet<>(((LibraryModule) module).members().keySet());
  }
}
