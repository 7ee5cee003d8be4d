package bide.interpreter.async;

import bide.interpreter.error.ErrorPrinter;
import bide.interpreter.error.Trace;
import bide.runtime.task.Task;
import com.oracle.truffle.api.nodes.Node;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which tasks hold what others may wait for: locks and permits. Found from what each task holds, so
 * that a lock need not note its holder.
 */
final class Holders {
  private record Holder(Strand task, Node place) {}

  private final Map<Object, List<Holder>> bySource = new IdentityHashMap<>();

  /** By what each of the tasks holds; of those that run that may be out of date at once. */
  static Holders of(List<Task> tasks) {
    Holders holders = new Holders();
    tasks.forEach(task -> holders.add((Strand) task));
    return holders;
  }

  /** Counts in what {@code task} holds. */
  void add(Strand task) {
    for (Held held : task.held()) {
      bySource
          .computeIfAbsent(held.source(), source -> new ArrayList<>())
          .add(new Holder(task, held.place()));
    }
  }

  /**
   * A line for each task that holds something of {@code source}.
   *
   * @param source as in {@link Held#source}
   */
  List<String> of(Object source) {
    return bySource.getOrDefault(source, List.of()).stream().map(Holders::describe).toList();
  }

  /** The tasks that hold something of {@code source}. */
  List<Strand> tasks(Object source) {
    return bySource.getOrDefault(source, List.of()).stream().map(Holder::task).toList();
  }

  private static String describe(Holder holder) {
    Node place = holder.place;
    Trace.Step step =
        new Trace.Step(
            Trace.Kind.AT, place.getRootNode().getName(), place.getEncapsulatingSourceSection());
    return "held by " + Awaitables.describe(holder.task) + ", taken " + ErrorPrinter.describe(step);
  }
}
