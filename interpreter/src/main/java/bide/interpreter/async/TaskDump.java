package bide.interpreter.async;

import bide.interpreter.BideContext;
import bide.interpreter.error.Trace;
import bide.interpreter.value.BideDuration;
import bide.interpreter.value.Text;
import bide.runtime.executor.Executor;
import bide.runtime.task.Task;
import com.oracle.truffle.api.nodes.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * All tasks as text: a tree by who spawned whom, with each task's state, what it waits for, where,
 * and since when.
 *
 * <p>Nobody stops for it. A task that waits is held while it is read, so that a wake which comes
 * meanwhile takes effect afterwards. One that runs is read by its own thread, at its next
 * safepoint; where that does not come in time (library code), only its state is shown. Of one that
 * lies in a queue only the calls are read, since a worker may take it at any moment.
 */
public final class TaskDump {
  /** How long running tasks may take to tell where they are. */
  private static final long PATIENCE_MILLIS = 200;

  /** A shorter wait is not worth mentioning. */
  private static final long SHOWN_MILLIS = 1_000;

  private static final String LINES = "   ";

  private record Entry(Strand task, String title, List<String> lines) {}

  private final BideContext context;
  private final Executor executor;
  private final @Nullable Node place;
  private Holders holders = new Holders();
  private final Map<Long, Entry> entries = new LinkedHashMap<>();
  private final Map<Long, List<Entry>> children = new LinkedHashMap<>();

  private TaskDump(BideContext context, Executor executor, @Nullable Node place) {
    this.context = context;
    this.executor = executor;
    this.place = place;
  }

  /**
   * Lines, without a newline at the end. Called on a thread that has entered the context.
   *
   * @param place where it is called; null outside of code
   */
  public static String of(BideContext context, Executor executor, @Nullable Node place) {
    return new TaskDump(context, executor, place).text();
  }

  private String text() {
    Map<Strand, Trace> running = RunningStacks.read(context.env(), place, PATIENCE_MILLIS);
    List<Task> tasks = executor.liveTasks();
    holders = Holders.of(tasks);
    for (Task task : tasks) {
      Entry entry = entry((Strand) task, running);
      if (entry != null) {
        entries.put(task.id(), entry);
      }
    }
    List<Entry> roots = new ArrayList<>();
    for (Entry entry : entries.values()) {
      boolean known = entries.containsKey(entry.task.spawnerId());
      (known ? children.computeIfAbsent(entry.task.spawnerId(), id -> new ArrayList<>()) : roots)
          .add(entry);
    }
    StringBuilder out = new StringBuilder();
    roots.forEach(root -> append(root, "", "", out));
    for (BlockingCall call : context.blockingCalls()) {
      out.append("blocking function ").append(call.functionName()).append(" runs\n");
      Trace where = running.get(call.strand());
      if (where != null) {
        Resting.indented(where, LINES).forEach(line -> out.append(line).append('\n'));
      }
    }
    return out.isEmpty() ? "no tasks" : out.substring(0, out.length() - 1);
  }

  private @Nullable Entry entry(Strand task, Map<Strand, Trace> running) {
    Resting rests = Resting.ofWaiting(task, holders);
    if (rests != null) {
      return new Entry(task, rests.waitsOrTurn() + since(task), rests.lines);
    }
    if (task.isFinished()) {
      return null;
    }
    Trace where = running.get(task);
    if (where != null) {
      return new Entry(task, "runs" + since(task), Resting.indented(where, LINES));
    }
    List<String> queued = task.isQueued() ? Resting.ofQueued(task) : null;
    if (queued == null) {
      return new Entry(task, "runs", List.of());
    }
    // Since when it is in the queue is known of one that came there from its own run.
    return new Entry(task, "waits for a worker" + (task.gaveWay() ? since(task) : ""), queued);
  }

  private String since(Strand task) {
    long millis = task.millisInState(executor);
    return millis < SHOWN_MILLIS
        ? ""
        : ", for " + Text.display(new BideDuration(TimeUnit.MILLISECONDS.toNanos(millis)));
  }

  /**
   * @param head what stands before the first line, {@code rest} before all others
   */
  private void append(Entry entry, String head, String rest, StringBuilder out) {
    List<Entry> below = children.getOrDefault(entry.task.id(), List.of());
    out.append(head).append(Awaitables.describe(entry.task)).append(' ').append(entry.title);
    if (entry.task.isCancelRequested()) {
      out.append(", is being cancelled");
    }
    out.append('\n');
    String bar = below.isEmpty() ? rest : rest + "│";
    entry.lines.forEach(line -> out.append(bar).append(line).append('\n'));
    for (int i = 0; i < below.size(); i++) {
      boolean last = i == below.size() - 1;
      // A chain of spawns may be as long as there are tasks: far in it is not indented any more.
      boolean deep = rest.length() > 60;
      append(
          below.get(i),
          rest + (last ? "└─ " : "├─ "),
          deep ? rest : rest + (last ? LINES : "│" + LINES.substring(1)),
          out);
    }
  }
}
