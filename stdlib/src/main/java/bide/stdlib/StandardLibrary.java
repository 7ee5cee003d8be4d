package bide.stdlib;

import bide.interpreter.BideContext;
import bide.interpreter.library.BuiltinFunction;
import bide.interpreter.library.Method;
import bide.interpreter.library.MethodSet;
import bide.interpreter.module.Library;
import bide.interpreter.module.LibraryModule;
import bide.stdlib.fs.FsModule;
import bide.stdlib.net.NetModule;
import bide.stdlib.sync.SyncModule;
import bide.stdlib.task.TaskModule;
import bide.stdlib.time.TimeModule;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The modules that come with Bide. To add one, add a line to {@link #MODULES}. */
public final class StandardLibrary implements Library {
  private static final Map<String, Function<BideContext, Map<String, Object>>> MODULES =
      Map.of(
          "fs", FsModule::members,
          "net", NetModule::members,
          "sync", SyncModule::members,
          "task", TaskModule::members,
          "time", TimeModule::members);

  @Override
  public Set<String> names() {
    return MODULES.keySet();
  }

  @Override
  public LibraryModule load(String name, BideContext context) {
    return new LibraryModule(name, MODULES.get(name).apply(context));
  }

  /** Functions as members of a module, by their names. */
  public static Map<String, Object> functions(MethodSet set) {
    Map<String, Object> functions = new HashMap<>();
    for (Method method : set.all()) {
      functions.put(method.name(), new BuiltinFunction(method));
    }
    return functions;
  }
}
