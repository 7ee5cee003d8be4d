package bide.interpreter.async;

import bide.interpreter.BideContext;
import bide.interpreter.error.Trace;
import bide.runtime.executor.Executor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Where each task and blocking function is that has not ended by the deadline of a shutdown: a
 * {@code finally} block that never ends, or code that does not come to a safepoint.
 */
final class Overdue {
  /** Of more tasks and functions the rest is counted. */
  private static final int SHOWN = 20;

  /** For threads to tell where they are. Nobody waits: the program is at its end. */
  private static final long PATIENCE_MILLIS = 2_000;

  private static final String INDENT = "   ";

  private final Map<Strand, Trace> running;
  private final Holders holders;
  private final List<String> lines = new ArrayList<>();

  private Overdue(BideContext context, Executor executor) {
    running = RunningStacks.read(context.env(), null, PATIENCE_MILLIS);
    holders = Holders.of(executor.liveTasks());
  }

  /** Lines; none for what has ended after all. */
  static List<String> where(
      BideContext context, Executor executor, List<Strand> tasks, List<BlockingCall> calls) {
    if (tasks.isEmpty() && calls.isEmpty()) {
      return List.of();
    }
    Overdue overdue = new Overdue(context, executor);
    tasks.stream().limit(SHOWN).forEach(overdue::add);
    calls.stream().limit(Math.max(0, SHOWN - tasks.size())).forEach(overdue::add);
    int left = tasks.size() + calls.size() - SHOWN;
    if (left > 0) {
      overdue.lines.add("… and " + left + " more …");
    }
    return overdue.lines;
  }

  private void add(Strand task) {
    String name = Awaitables.describe(task);
    Resting rests = Resting.ofWaiting(task, holders);
    if (rests != null) {
      lines.add(name + " still " + rests.waitsOrTurn());
      lines.addAll(rests.lines);
    } else if (!task.isFinished()) {
      List<String> queued = task.isQueued() ? Resting.ofQueued(task) : null;
      lines.add(name + (queued != null ? " still waits for a worker" : " still runs"));
      if (running.containsKey(task) || queued == null) {
        addStack(task);
      } else {
        lines.addAll(queued);
      }
    } else {
      return;
    }
    lines.addAll(Resting.spawned((TaskInfo) task.info(), INDENT));
  }

  private void add(BlockingCall call) {
    if (!call.isOver()) {
      lines.add("blocking function " + call.functionName() + " still runs");
      addStack(call.strand());
      lines.addAll(Resting.spawned(call.info(), INDENT));
    }
  }

  private void addStack(Strand strand) {
    Trace stack = running.get(strand);
    if (stack != null) {
      lines.addAll(Resting.indented(stack, INDENT));
    }
  }
}
