package bide.runtime.executor;

import bide.runtime.task.Task;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One thread that looks at the workers every {@value #PERIOD_MILLIS} ms, for tasks that hold their
 * worker too long: a loop without awaits, a call that blocks. After {@value #SLICE_MILLIS} ms a
 * task is asked to give way, if other tasks or another part of itself could run in its place; a
 * loop of an async function does. Where that does not help, as the task is in a sync function, and
 * all workers are held and there is something that nobody gets to (a queue, a timer, a socket), a
 * spare worker joins: it steals what lies in the others' queues and looks after sockets and timers.
 * A worker that comes back from such a task makes the spares one too many, and one of them retires
 * before it takes its next task. The same looks tell a listener of such tasks ({@link
 * Executor.Builder#onHeldWorker}).
 *
 * <p>What others do, and why this differs. Go's sysmon takes the processor (the right to run, with
 * its queue) from a thread that sits in a system call for long and gives it to another thread, and
 * stops loops by a signal, since it can save the registers of a goroutine anywhere. tokio hands a
 * worker's core to a new thread too, but only where the program says so (block_in_place), and lets
 * loops starve the rest. Here the loops of async functions can be left between two rounds, when all
 * their state is in slots that an await could save as well; each round has only to look whether it
 * was asked to. Other code can be stopped only at its safepoints, and its state lives on the native
 * stack until it awaits; so it keeps its thread, and the system shares the processors out between
 * it and the spare. Its queue goes to the injector, where all look from time to time: stealing
 * alone would not empty it while the other workers have always tasks of their own.
 *
 * <p>The thread parks when all workers sleep. A deterministic run has no monitor.
 */
final class Monitor {
  static final int PERIOD_MILLIS = 5;

  /** How long a task may run without an await while somebody else could run instead. */
  static final int SLICE_MILLIS = 10;

  private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(PERIOD_MILLIS);

  /**
   * Spares at most: of more loops than that, some wait for others to end. Each is a thread that the
   * system gives its share of the processors, so it takes many before they are in each other's way.
   */
  static final int MOST_SPARES = 128;

  private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(SLICE_MILLIS);

  /** Looks from a suspicion of the listener to its report. */
  private static final int PATIENCE = 4;

  /** Looks at which there was nothing to do, before the thread parks. */
  private static final int QUIET_LOOKS = 5;

  private final Executor executor;
  private final @Nullable HeldWorker listener;
  private final @Nullable HeldWorker onOverrun;
  private final long limitNanos;
  private final long periodNanos;

  // What each worker did at the last look, and for how many looks.
  private final long[] seen;
  private final int[] looks;

  /** Spares that are one too many: each retires when it gets to it. */
  private final AtomicInteger surplus = new AtomicInteger();

  /** Passes tasks on from a held worker's queue; empty between two looks. */
  private final TaskRing taken;

  private @Nullable Thread thread;

  /** The thread parks, or is about to. */
  private volatile boolean parked;

  /**
   * @param limitNanos how long a task may hold its worker before the listener is told
   * @param onOverrun told of a task that was asked to give way and has not
   */
  Monitor(
      Executor executor,
      int slots,
      @Nullable HeldWorker listener,
      long limitNanos,
      @Nullable HeldWorker onOverrun) {
    this.executor = executor;
    this.listener = listener;
    this.onOverrun = onOverrun;
    this.limitNanos = limitNanos;
    this.periodNanos =
        listener == null
            ? PERIOD_NANOS
            : Math.clamp(limitNanos / 2, PERIOD_NANOS / PERIOD_MILLIS, PERIOD_NANOS);
    this.seen = new long[slots];
    this.taken = new TaskRing(executor.ringCapacity);
    this.looks = new int[slots];
  }

  void start(String name) {
    thread = executor.platform().newThread(this::run, name, 0);
    thread.start();
  }

  /** Any thread: a worker has got up. */
  void workerIsUp() {
    if (parked) {
      wake();
    }
  }

  /** Any thread: ends a park. */
  void wake() {
    parked = false;
    if (thread != null) {
      LockSupport.unpark(thread);
    }
  }

  @Nullable Thread thread() {
    return thread;
  }

  private void run() {
    int quiet = 0;
    while (!executor.stopped) {
      sleep(periodNanos);
      boolean needed = !executor.idle.allSleep();
      quiet = needed ? 0 : quiet + 1;
      if (needed) {
        look();
      }
      if (quiet >= QUIET_LOOKS) {
        park();
        quiet = 0;
      }
    }
  }

  private void park() {
    parked = true;
    // Whoever gets up from now on sees that; who did before is seen here.
    boolean needed = !executor.idle.allSleep();
    while (parked && !needed && !executor.stopped) {
      sleep(0);
    }
    parked = false;
  }

  /** For {@code nanos}, or until somebody ends it if that is 0. */
  private void sleep(long nanos) {
    executor
        .platform()
        .blocking(
            () -> {
              if (nanos > 0) {
                LockSupport.parkNanos(this, nanos);
              } else if (parked) {
                LockSupport.park(this);
              }
              if (Thread.interrupted()) {
                throw new InterruptedException();
              }
            });
  }

  private void look() {
    int reach = executor.reach();
    boolean allHeld = executor.idle.allAwake();
    boolean othersWait = allHeld && executor.hasSomethingToDo();
    Worker lender = null;
    for (int i = 0; i < reach; i++) {
      Worker worker = executor.worker(i);
      if (worker.isDormant()) {
        continue;
      }
      long now = worker.runSeen();
      if (now != seen[i] || executor.idle.isSleeping(worker)) {
        seen[i] = now;
        looks[i] = 0;
        allHeld = false;
        continue;
      }
      looks[i]++;
      report(worker, i, now);
      long held = looks[i] * periodNanos;
      if (held >= SLICE_NANOS) {
        worker.askToGiveWay(othersWait);
      }
      if (held < SLICE_NANOS + PERIOD_NANOS) {
        allHeld = false; // it has the time of one look to do so
      } else {
        if (held - periodNanos < SLICE_NANOS + PERIOD_NANOS || worker.isHeldTaskWoken()) {
          overruns(worker, now);
        }
        handOver(worker);
        if (!worker.isLent()) {
          lender = worker;
        }
      }
    }
    if (allHeld && lender != null && executor.hasSomethingToDo()) {
      lend(lender);
    }
  }

  private void overruns(Worker worker, long run) {
    if (onOverrun != null && worker.wasAskedToGiveWay()) {
      onOverrun.held(worker, executor.threadOf(worker), run);
    }
  }

  /** Gives what is queued at a held worker to all. */
  private void handOver(Worker worker) {
    Task task = worker.takeStuck();
    if (task == null) {
      task = worker.ring.stealInto(taken);
    }
    for (; task != null; task = worker.ring.stealInto(taken)) {
      executor.inject(task);
      for (Task next = taken.pop(); next != null; next = taken.pop()) {
        executor.inject(next);
      }
      taken.clear();
    }
  }

  private void report(Worker worker, int i, long run) {
    // Two looks at least: a pause of the whole process is then not taken for the task's.
    if (listener == null) {
      return;
    }
    if (reached(looks[i]) && !reached(looks[i] - 1)) {
      listener.suspected(worker, executor.threadOf(worker), run);
    } else if (reached(looks[i] - PATIENCE) && !reached(looks[i] - PATIENCE - 1)) {
      listener.held(worker, executor.threadOf(worker), run);
    }
  }

  /** Whether so many looks are reason for a report. */
  private boolean reached(int count) {
    return count > 1 && count * periodNanos >= limitNanos;
  }

  // ---- spares

  private void lend(Worker lender) {
    if (takeSurplus() || executor.addSpare()) {
      lender.lend();
    }
  }

  /** By a worker whose right to run was lent to a spare: it runs itself again. */
  void back() {
    surplus.incrementAndGet();
  }

  /** By a spare before it takes a task: whether it is one too many and now obliged to retire. */
  boolean takeSurplus() {
    for (; ; ) {
      int n = surplus.get();
      if (n == 0) {
        return false;
      }
      if (surplus.compareAndSet(n, n - 1)) {
        return true;
      }
    }
  }
}
