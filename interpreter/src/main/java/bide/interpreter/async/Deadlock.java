package bide.interpreter.async;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The report of a deadlock: each task, what it waits for and where, who holds that, and the circle
 * in which tasks wait for each other, if there is one. All tasks are held meanwhile.
 */
final class Deadlock {
  /** Of more tasks the rest is counted. */
  private static final int SHOWN = 20;

  /**
   * One step of a circle.
   *
   * @param lock what is waited for is held by {@code task}; otherwise its end is waited for
   */
  private record Step(Strand task, boolean lock) {}

  private final List<Strand> tasks;
  private final Holders holders = new Holders();
  private final Map<Strand, Resting> resting = new IdentityHashMap<>();

  private Deadlock(List<Strand> tasks) {
    this.tasks = tasks;
    tasks.forEach(holders::add);
    for (Strand task : tasks) {
      resting.put(task, Resting.of(task, holders));
    }
  }

  /**
   * @param tasks all there are, held, in the order of their ids
   */
  static String report(List<Strand> tasks) {
    return new Deadlock(tasks).text();
  }

  private String text() {
    StringBuilder out = new StringBuilder("error: deadlock: no task can ever go on");
    for (Strand task : tasks.subList(0, Math.min(SHOWN, tasks.size()))) {
      append(task, out);
    }
    if (tasks.size() > SHOWN) {
      out.append("\n… and ").append(tasks.size() - SHOWN).append(" more tasks wait …");
    }
    String circle = circle();
    if (circle != null) {
      out.append("\nin a circle: ").append(circle);
    }
    return out.toString();
  }

  private void append(Strand task, StringBuilder out) {
    Resting rests = resting.get(task);
    out.append('\n').append(Awaitables.describe(task)).append(' ');
    out.append(rests.waits.isEmpty() ? "waits for a wake" : rests.waits);
    rests.lines.forEach(line -> out.append('\n').append(line));
    Resting.spawned((TaskInfo) task.info(), "   ").forEach(line -> out.append('\n').append(line));
  }

  // ---------------------------------------------------------------- circles

  /** The first circle there is, beginning with its task of the smallest id; null for none. */
  private @Nullable String circle() {
    Set<Strand> done = new HashSet<>();
    for (Strand task : tasks) {
      List<Step> way = new ArrayList<>();
      List<Step> found = search(new Step(task, false), way, done);
      if (found != null) {
        return describe(found);
      }
    }
    return null;
  }

  /**
   * Follows the tasks that wait for each other, depth first, by a list and not by recursion: a
   * chain may be as long as there are tasks.
   */
  private @Nullable List<Step> search(Step from, List<Step> way, Set<Strand> done) {
    if (!done.add(from.task)) {
      return null;
    }
    Map<Strand, Integer> on = new IdentityHashMap<>();
    List<Iterator<Step>> open = new ArrayList<>();
    way.add(from);
    on.put(from.task, 0);
    open.add(next(from.task).iterator());
    while (!way.isEmpty()) {
      Iterator<Step> following = open.getLast();
      if (!following.hasNext()) {
        open.removeLast();
        on.remove(way.removeLast().task);
        continue;
      }
      Step step = following.next();
      Integer closed = on.get(step.task);
      if (closed != null) {
        List<Step> circle = new ArrayList<>(way.subList(closed + 1, way.size()));
        circle.add(step);
        return circle;
      }
      if (done.add(step.task)) {
        on.put(step.task, way.size());
        way.add(step);
        open.add(next(step.task).iterator());
      }
    }
    return null;
  }

  private List<Step> next(Strand task) {
    List<Step> steps = new ArrayList<>();
    Resting rests = resting.get(task);
    if (rests != null) {
      for (Resting.Need need : rests.needs) {
        if (need.task() != null) {
          steps.add(new Step(need.task(), false));
        }
        holders.tasks(need.source()).forEach(holder -> steps.add(new Step(holder, true)));
      }
    }
    return steps;
  }

  private static String describe(List<Step> circle) {
    StringBuilder out = new StringBuilder(Awaitables.describe(circle.getLast().task));
    for (int i = 0; i < circle.size(); i++) {
      Step step = circle.get(i);
      out.append(i == 0 ? " waits for " : ", which waits for ");
      if (circle.size() == 1) {
        out.append(step.lock ? "what it holds itself" : "its own end");
      } else {
        String who = Awaitables.describe(step.task);
        out.append(step.lock ? "what " + who + " holds" : who);
      }
    }
    return out.toString();
  }
}
