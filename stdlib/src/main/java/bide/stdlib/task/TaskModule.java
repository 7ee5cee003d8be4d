package bide.stdlib.task;

import bide.interpreter.BideContext;
import bide.interpreter.async.Strand;
import bide.interpreter.async.TaskDump;
import bide.interpreter.library.MethodSet;
import bide.interpreter.value.Strings;
import bide.stdlib.StandardLibrary;
import java.util.Map;

/** The module {@code task}. */
public final class TaskModule {
  private TaskModule() {}

  public static Map<String, Object> members(@SuppressWarnings("unused") BideContext context) {
    return StandardLibrary.functions(
        new MethodSet()
            .add(
                "dump()",
                "A text that shows all tasks as a tree, each below the one that spawned it: what it does or waits for, where, and for how long. For people to read.",
                "use task\ntask.dump().contains(\"main\") -> true",
                (cx, call, self, args) -> {
                  BideContext running = ((Strand) cx).context();
                  return Strings.of(TaskDump.of(running, running.executor(), call));
                })
            .add(
                "current()",
                "The handle of the task that this code runs in.",
                "use task\ntask.current().is_finished() -> false",
                (cx, call, self, args) -> ((Strand) cx).task()));
  }
}
