package bide.interpreter.async;

import bide.interpreter.BideContext;
import bide.interpreter.error.BideException;
import bide.interpreter.error.ErrorPrinter;
import bide.interpreter.error.ReportedFailure;
import bide.runtime.executor.Executor;
import bide.runtime.task.Task;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Says what became of tasks that nobody waited for. Thread-safe. */
public final class TaskReports {
  private static final long GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  /** What is known of the main task. */
  public static final TaskInfo MAIN = new TaskInfo("main", null, null, false);

  /** How many cancelled tasks a note names. */
  private static final int NAMED = 5;

  /** How many failures are shown when the program ends. */
  private static final int SHOWN = 20;

  private final BideContext context;

  /** Unseen failures of blocking functions kept; further ones are only counted. */
  private static final int MOST_BLOCKING_FAILURES = 1_000;

  /** Of functions on threads of their own, which nobody has asked for. Guarded by itself. */
  private final Map<BlockingCall, BideException> blockingFailures = new LinkedHashMap<>();

  /** Those of them that are not kept. Guarded by the others. */
  private int furtherBlockingFailures;

  /** What has failed unseen and was named by {@link #noteFailures}. Guarded by this. */
  private Set<Object> noted = Set.of();

  private volatile boolean anyFailure;

  /** Of those that were reported. Guarded by this. */
  private @Nullable BideException firstFailure;

  /** How many were reported. Guarded by this. */
  private long failures;

  /** No task could ever go on, and so they were cancelled. */
  private volatile boolean standstill;

  /** The foreground task of the last such moment. */
  private volatile @Nullable Strand stuckForeground;

  /** Nothing is waited for any more. */
  private volatile boolean givenUp;

  // What the end of the main task has cancelled; written by the worker before that end is
  // announced.
  private final List<Strand> tasks = new ArrayList<>();
  private final List<BlockingCall> calls = new ArrayList<>();

  /** What it leaves is, or is being, cancelled. */
  private volatile boolean mainHasEnded;

  /** Those of the tasks that the script had cancelled itself, just before. */
  private final Set<Task> onTheirWayOut = Collections.newSetFromMap(new IdentityHashMap<>());

  /** The tasks and calls of which it was said that they did not end in time. */
  private final Set<Object> toldLate = Collections.newSetFromMap(new IdentityHashMap<>());

  public TaskReports(BideContext context) {
    this.context = context;
  }

  /** Whether a task failed that nobody observed. */
  public boolean anyFailure() {
    return anyFailure;
  }

  /** Those failures, which have been printed, as one. */
  public synchronized ReportedFailure failure() {
    return failures == 0
        ? deadlock()
        : ReportedFailure.unseen(context.language(), firstFailure, failures);
  }

  /** No task could ever go on, which has been printed. */
  public static ReportedFailure deadlock() {
    return ReportedFailure.alreadyPrinted("Deadlock", "deadlock: no task can ever go on");
  }

  private synchronized void noteFailure(long count, @Nullable Object failure) {
    anyFailure = true;
    failures += count;
    if (firstFailure == null && failure instanceof BideException error) {
      firstFailure = error;
    }
  }

  /**
   * No task can ever go on: says so, and cancels all of them, so that their finally blocks run. In
   * a session only what was typed last, since the next input may wake the others.
   */
  void standstill(Executor executor) {
    Strand foreground = context.foreground();
    if (context.isSession() && (foreground == null || foreground.isFinished())) {
      return;
    }
    List<Strand> held = new ArrayList<>();
    boolean all = true;
    try {
      for (Task task : executor.liveTasks()) {
        if (task.hold()) {
          held.add((Strand) task);
        } else {
          all &= task.isFinished();
        }
      }
      // Ctrl-C may have woken one meanwhile.
      if (all && !held.isEmpty()) {
        context.printError(Deadlock.report(held));
        end(context.isSession() ? List.of(foreground) : held, foreground, executor);
      }
    } finally {
      // The requests come first, so that no task sees another one's end before its own.
      held.forEach(Task::letGo);
    }
  }

  private void end(List<Strand> stuck, @Nullable Strand foreground, Executor executor) {
    boolean onTheWayOut = stuck.stream().allMatch(Task::isCancelRequested);
    stuckForeground = foreground;
    if (!context.isSession()) {
      standstill = true;
      anyFailure = true;
      givenUp = onTheWayOut;
    }
    stuck.forEach(Task::cancel);
    if (onTheWayOut) {
      // Their finally blocks wait for what nobody does: to wait longer would be for ever.
      context.giveUp(executor);
    }
  }

  /** Whether the task was cancelled because no task could ever go on. */
  public boolean gotStuck(Strand task) {
    return stuckForeground == task;
  }

  /** Whether it was said of something that it did not end in time. */
  public boolean anyOverdue() {
    return !toldLate.isEmpty();
  }

  /** Whether tasks wait for ever in their finally blocks, so that nobody waits for their end. */
  public boolean hasGivenUp() {
    return givenUp;
  }

  /**
   * Names the tasks and functions that have failed since the last call, and whose failure nobody
   * has seen. It stays unseen: somebody may still await them.
   */
  public synchronized void noteFailures(Executor executor) {
    Set<Object> unseen = Collections.newSetFromMap(new IdentityHashMap<>());
    List<String> lines = new ArrayList<>();
    for (Task task : executor.unobservedFailures()) {
      unseen.add(task);
      if (!noted.contains(task)) {
        lines.add(noteOf(Awaitables.describe((Strand) task), (Throwable) task.outcome()));
      }
    }
    synchronized (blockingFailures) {
      unseen.addAll(blockingFailures.keySet());
      blockingFailures.forEach(
          (call, failure) -> {
            if (!noted.contains(call)) {
              lines.add(noteOf("the blocking function " + call.functionName(), failure));
            }
          });
    }
    noted = unseen;
    lines.stream().limit(NAMED).forEach(context::printError);
    if (lines.size() > NAMED) {
      context.printError("note: " + (lines.size() - NAMED) + " more have failed");
    }
  }

  private static String noteOf(String who, Throwable failure) {
    String what = failure instanceof BideException error ? ": " + ErrorPrinter.title(error) : "";
    return "note: " + who + " has failed" + what;
  }

  /** A task whose handle nobody kept has failed. */
  void failed(Strand task) {
    noteFailure(1, task.outcome());
    task.observe();
    context.printError(
        "in "
            + Awaitables.describe(task)
            + ", which nobody awaited: "
            + ErrorPrinter.render((Throwable) task.outcome()));
  }

  /** A function on a thread of its own has failed; somebody may still ask for what it gives. */
  void blockingFailed(BlockingCall call, BideException failure) {
    synchronized (blockingFailures) {
      if (blockingFailures.size() < MOST_BLOCKING_FAILURES) {
        blockingFailures.put(call, failure);
      } else {
        call.countFailure();
        furtherBlockingFailures++;
      }
    }
  }

  /** Somebody has got its failure, if it had one. */
  void blockingSeen(BlockingCall call) {
    synchronized (blockingFailures) {
      if (blockingFailures.remove(call) == null && call.isFailureCounted()) {
        furtherBlockingFailures--;
      }
    }
  }

  private void reportBlockingFailures() {
    int shown = 0;
    synchronized (blockingFailures) {
      for (Map.Entry<BlockingCall, BideException> failed : blockingFailures.entrySet()) {
        noteFailure(1, failed.getValue());
        if (shown++ < SHOWN) {
          TaskInfo info = failed.getKey().info();
          if (info.place() != null) {
            failed.getValue().trace().spawned(info.spawner(), info.place());
          }
          context.printError(
              "in the blocking function "
                  + failed.getKey().functionName()
                  + ", which nobody awaited: "
                  + ErrorPrinter.render(failed.getValue()));
        }
      }
      shown += furtherBlockingFailures;
      if (furtherBlockingFailures > 0) {
        noteFailure(furtherBlockingFailures, null);
      }
      if (shown > SHOWN) {
        context.printError(
            "… and " + (shown - SHOWN) + " more blocking functions failed, which nobody awaited");
      }
      blockingFailures.clear();
      furtherBlockingFailures = 0;
    }
  }

  /** The function of a waker has thrown. */
  void failedInWaker(Strand call) {
    RuntimeException error = call.failure();
    noteFailure(1, error);
    context.printError("in the function of a waker: " + ErrorPrinter.render(error));
  }

  /**
   * After {@link #cancelRest}: says what was cancelled and what did not end by the deadline, and
   * waits for detached tasks and what works for them.
   *
   * @param deadline for what is cancelled, on the clock of the executor
   */
  public void mainEnds(Executor executor, long deadline) {
    cancelCalls();
    executor.awaitEnds(
        () ->
            givenUp
                || (tasks.stream().allMatch(Task::isFinished)
                    && calls.stream().allMatch(BlockingCall::isOver)),
        deadline);
    if (!standstill) {
      note(executor);
    }
    executor.awaitEnds(
        () -> givenUp || executor.liveTasks().stream().noneMatch(this::livesOn), Long.MAX_VALUE);
    for (BlockingCall call : context.blockingCalls()) {
      call.cancel();
    }
  }

  /**
   * Cancels the functions on threads of their own, but for those that end by themselves at once:
   * one that has just woken the main task is about to.
   */
  private void cancelCalls() {
    long start = System.nanoTime();
    while (!calls.stream().allMatch(BlockingCall::isOver)
        && System.nanoTime() - start < GRACE_NANOS) {
      LockSupport.parkNanos(GRACE_NANOS / 50);
    }
    calls.removeIf(BlockingCall::isOver);
    calls.forEach(BlockingCall::cancel);
  }

  /** A task that is spawned after the main task has ended begins as one that is cancelled. */
  void begins(Strand task, Strand spawner) {
    if (mainHasEnded && !spawner.root().isDetached()) {
      boolean unused = task.cancel();
    }
  }

  /** The main task has ended: cancels what it leaves. Once; by the worker that has run it. */
  public synchronized void cancelRest(Executor executor) {
    if (mainHasEnded) {
      return; // it ended just when its time was over
    }
    mainHasEnded = true;
    for (BlockingCall call : context.blockingCalls()) {
      if (context.isSession() || !call.isDetached()) {
        calls.add(call);
      }
    }
    for (Task task : executor.liveTasks()) {
      boolean asked = task.isCancelRequested();
      if (!livesOn(task) && task.cancel()) {
        tasks.add((Strand) task);
        if (asked) {
          onTheirWayOut.add(task);
        }
      }
    }
    Cancellation.interruptRunning(context);
  }

  /**
   * The main task has ended, or had its time to, and nothing is to live on: cancels that as well.
   * After {@link BideContext#endsEarly} has become true, which those that end later look at.
   */
  public void cancelDetached(Executor executor) {
    for (Task task : executor.liveTasks()) {
      if (task.isDetached()) {
        boolean unused = task.cancel();
      }
    }
    context.blockingCalls().stream().filter(BlockingCall::isDetached).forEach(BlockingCall::cancel);
    Cancellation.interruptRunning(context);
    executor.recheckEnds();
  }

  /** Whoever leaves a session wants to be gone; a script ends when its detached tasks have. */
  private boolean livesOn(Task task) {
    return task.isDetached() && !context.isSession() && !context.endsEarly();
  }

  /** A task that failed on its way out has a report of its own, one that just ended needs none. */
  private void note(Executor executor) {
    List<Strand> late = tasks.stream().filter(task -> !task.isFinished()).toList();
    List<BlockingCall> lateCalls = calls.stream().filter(call -> !call.isOver()).toList();
    List<String> cancelled =
        tasks.stream()
            .filter(task -> task.isCancelled() && !onTheirWayOut.contains(task))
            .map(Awaitables::describe)
            .toList();
    List<String> functions =
        calls.stream()
            .filter(call -> !lateCalls.contains(call))
            .map(BlockingCall::functionName)
            .toList();
    List<String> parts = new ArrayList<>();
    if (!context.endsEarly()) {
      add(parts, cancelled, "task was cancelled", "tasks were cancelled");
      add(parts, functions, "blocking function was cancelled", "blocking functions were cancelled");
    }
    addLate(parts, late, lateCalls);
    print("note: main ended; ", parts, Overdue.where(context, executor, late, lateCalls));
  }

  /**
   * At the end of a shutdown: says what it could not end, but for what has been said.
   *
   * @param left what lived on past the deadline
   */
  public void overdue(Executor executor, Executor.ShutdownReport left) {
    List<Strand> late = new ArrayList<>();
    for (Task task : left.tasks()) {
      if (!task.isFinished() && toldLate.add(task)) {
        late.add((Strand) task);
      }
    }
    List<BlockingCall> lateCalls =
        context.blockingCalls().stream()
            .filter(call -> !call.isOver() && toldLate.add(call))
            .toList();
    List<String> parts = new ArrayList<>();
    addLate(parts, late, lateCalls);
    List<String> jobs =
        left.blockingJobs().stream().filter(job -> !job.equals(BlockingCall.JOB)).toList();
    add(parts, jobs, "operation did not end in time", "operations did not end in time");
    print("note: ", parts, Overdue.where(context, executor, late, lateCalls));
  }

  private void addLate(List<String> parts, List<Strand> late, List<BlockingCall> lateCalls) {
    toldLate.addAll(late);
    toldLate.addAll(lateCalls);
    add(
        parts,
        late.stream().map(Awaitables::describe).toList(),
        "task did not end in time",
        "tasks did not end in time");
    add(
        parts,
        lateCalls.stream().map(BlockingCall::functionName).toList(),
        "blocking function did not end in time",
        "blocking functions did not end in time");
  }

  /**
   * @param where lines for what did not end in time
   */
  private void print(String head, List<String> parts, List<String> where) {
    if (!parts.isEmpty()) {
      List<String> lines = new ArrayList<>(List.of(head + String.join("; ", parts)));
      lines.addAll(where);
      context.printError(String.join("\n", lines));
    }
  }

  private static void add(List<String> parts, List<String> names, String one, String several) {
    if (!names.isEmpty()) {
      String named = String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
      parts.add(
          names.size()
              + " "
              + (names.size() == 1 ? one : several)
              + ": "
              + named
              + (names.size() > NAMED ? " …" : ""));
    }
  }

  /** Reports the failures that nobody has seen, and the futures that nobody has run. */
  public void afterShutdown(Executor executor) {
    long all = executor.unobservedFailureCount();
    List<Task> failures = executor.unobservedFailures();
    for (Task task : failures.subList(0, Math.min(SHOWN, failures.size()))) {
      failed((Strand) task);
    }
    if (all > SHOWN) {
      noteFailure(all - SHOWN, null);
      context.printError("… and " + (all - SHOWN) + " more tasks failed, which nobody awaited");
    }
    reportBlockingFailures();
    if (!context.endsEarly()) {
      context.unrunFutures().report(context); // else nobody had the time to run them
    }
  }

  /** Puts the place of the spawn at the end of an error's way. */
  static void traceSpawn(Strand task, BideException error) {
    if (task.info() instanceof TaskInfo info
        && info.place() != null
        && !info.place().getSource().isInternal()) {
      error.trace().spawned(info.spawner(), info.place());
    }
  }
}
