package bide.runtime.executor;

import bide.runtime.task.Task;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What idle workers do for busy ones. A worker that runs one task for long holds back the task in
 * its LIFO slot, and if it left the reactor to run that task, all sockets and timers. So as long as
 * anybody is awake, two of the sleepers look up every {@value #INTERVAL_MILLIS} ms: the one in the
 * reactor frees tasks stuck in slots ({@link #lookAround}), and one of the others (the watcher)
 * takes over a reactor that nobody polls ({@link #park}). When all sleep, both sleep without limit;
 * whoever gets up, or gets another worker up, then wakes them, at most once per interval.
 */
final class Watch {
  static final int INTERVAL_MILLIS = 10;
  private static final long INTERVAL_NANOS = INTERVAL_MILLIS * 1_000_000L;

  private final Executor executor;
  private final AtomicReference<@Nullable Worker> watcher = new AtomicReference<>();

  /** The watcher while it sleeps without limit. */
  private volatile @Nullable Worker deepWatcher;

  /** Whether the one in the reactor sleeps without limit. */
  private volatile boolean deepPoller;

  /** Grows whenever somebody leaves the reactor; racy, only compared. */
  private volatile int departures;

  /** Notes of the one in the reactor: how far each worker had got, and when. */
  private final int[] ticks;

  private long noted;

  Watch(Executor executor, int slots) {
    this.executor = executor;
    this.ticks = new int[slots];
  }

  /** The caller has come out of the reactor with tasks to run. */
  void pollerLeft() {
    departures = departures + 1;
    somebodyAwake();
  }

  /** Whether {@code worker} is the one that keeps watch. */
  boolean isKeptBy(Worker worker) {
    return watcher.get() == worker;
  }

  /** A worker has been woken: ends sleeps without limit. */
  void somebodyAwake() {
    Worker sleeper = deepWatcher;
    if (sleeper != null) {
      deepWatcher = null;
      sleeper.parker.nudge();
    }
    if (deepPoller) {
      deepPoller = false;
      executor.reactor().wakeup();
    }
  }

  // ---- in the reactor

  /**
   * How long the caller may wait in the reactor.
   *
   * @param millis until the next timer, -1 for ever
   */
  long limit(long millis) {
    if (executor.reach() == 1 || (millis >= 0 && millis <= INTERVAL_MILLIS)) {
      return millis;
    }
    if (executor.idle.allSleep()) {
      deepPoller = true;
      // Whoever wakes up from now on sees deepPoller; who did before is seen here.
      if (executor.idle.allSleep()) {
        return millis;
      }
      deepPoller = false;
    }
    return INTERVAL_MILLIS;
  }

  /** The wait that {@link #limit} was asked for is over. */
  void polled() {
    if (deepPoller) {
      deepPoller = false;
    }
  }

  /** After a wait in the reactor that gave the caller nothing to do. */
  void lookAround(Worker self) {
    if (executor.reach() == 1) {
      return;
    }
    long now = executor.platform().nanoTime();
    if (now - noted < INTERVAL_NANOS) {
      return;
    }
    noted = now;
    for (int i = 0; i < executor.reach(); i++) {
      Worker worker = executor.worker(i);
      int tick = worker.tickSeen();
      if (worker != self && tick == ticks[i]) {
        Task stuck = worker.takeStuck();
        if (stuck != null) {
          executor.inject(stuck);
        }
      }
      ticks[i] = tick;
    }
  }

  // ---- outside it

  /** Waits on the thread; returns when unparked, or when the reactor needs somebody. */
  void park(Worker worker) {
    if (!watcher.compareAndSet(null, worker)) {
      boolean unused = worker.parker.park(0);
      return;
    }
    try {
      int seenDepartures = departures;
      boolean wasUnattended = false;
      while (!sleep(worker) && !executor.stopped) {
        boolean unattended = !executor.reactor().isHeld();
        if (unattended && wasUnattended && seenDepartures == departures) {
          return;
        }
        wasUnattended = unattended;
        seenDepartures = departures;
      }
    } finally {
      deepWatcher = null;
      watcher.set(null);
    }
  }

  /** One wait; true when the worker was unparked. */
  private boolean sleep(Worker worker) {
    if (executor.idle.allSleep()) {
      deepWatcher = worker;
      // As in limit().
      if (executor.idle.allSleep()) {
        return worker.parker.park(0);
      }
      deepWatcher = null;
    }
    return worker.parker.park(INTERVAL_NANOS);
  }
}
