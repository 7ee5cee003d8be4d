package bide.runtime.executor;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Which workers sleep, and how many look for work. At most one worker searches at a time: a second
 * one would mostly contend with the first. So that this loses no parallelism, a searcher that finds
 * something wakes the next one (if there is one), and so that it loses no task, the last searcher
 * looks through all queues once more after it has registered as sleeping.
 *
 * <p>Why no task is lost: a producer publishes a task and then (after a full fence) reads the
 * counts; a worker that goes to sleep changes the counts (a full fence) and then reads the queues.
 * One of them sees the other. If the producer sees a searcher, that searcher has not yet looked
 * through the queues for the last time.
 */
final class IdleSet {
  private static final int SEARCHING = 1 << 16;
  private static final int AWAKE_MASK = SEARCHING - 1;

  /** How many workers there are, spares that have joined included. */
  private volatile int workers;

  /** Low half: workers awake, searching or not. High half: workers searching. */
  private final AtomicInteger counts;

  private final Watch watch;

  /** Sleepers, the latest on top: its caches are the warmest. Guarded by this. */
  private final Worker[] sleepers;

  private final @Nullable Monitor monitor;

  private int sleeperCount;

  /**
   * @param slots how many workers there may be with all spares
   */
  IdleSet(int workers, int slots, Watch watch, @Nullable Monitor monitor) {
    this.monitor = monitor;
    this.workers = workers;
    this.watch = watch;
    this.counts = new AtomicInteger(workers);
    this.sleepers = new Worker[slots];
  }

  /** Whether a producer should wake somebody. The caller has published its task and fenced. */
  boolean wantsNotify() {
    int c = counts.get();
    return c < SEARCHING && (c & AWAKE_MASK) < workers;
  }

  /** The worker to unpark, now counted as awake and searching; null when none is needed. */
  @Nullable Worker takeSleeper() {
    if (!wantsNotify()) {
      return null;
    }
    synchronized (this) {
      if (!wantsNotify() || sleeperCount == 0) {
        return null;
      }
      Worker worker = remove(choose());
      up(SEARCHING + 1);
      return worker;
    }
  }

  private void up(int change) {
    counts.addAndGet(change);
    if (monitor != null) {
      monitor.workerIsUp();
    }
  }

  /** A spare joins, awake. */
  synchronized void join() {
    workers++;
    counts.incrementAndGet();
  }

  /** A spare that is awake retires. */
  synchronized void leave() {
    workers--;
    counts.decrementAndGet();
  }

  /** First those who only sleep, then the one who keeps watch, last the one in the reactor. */
  private int choose() {
    int best = sleeperCount - 1;
    int bestRank = 3;
    for (int i = sleeperCount - 1; i >= 0; i--) {
      Worker worker = sleepers[i];
      int rank = worker.parker.isInReactor() ? 2 : watch.isKeptBy(worker) ? 1 : 0;
      if (rank < bestRank) {
        best = i;
        bestRank = rank;
      }
    }
    return best;
  }

  private Worker remove(int i) {
    Worker worker = sleepers[i];
    System.arraycopy(sleepers, i + 1, sleepers, i, sleeperCount - i - 1);
    sleepers[--sleeperCount] = null;
    return worker;
  }

  /** True when the caller may search now. */
  boolean startSearching() {
    for (; ; ) {
      int c = counts.get();
      if (c >= SEARCHING) {
        return false;
      }
      if (counts.compareAndSet(c, c + SEARCHING)) {
        return true;
      }
    }
  }

  /** True when the caller was the last one searching. */
  boolean stopSearching() {
    return counts.addAndGet(-SEARCHING) < SEARCHING;
  }

  /**
   * Lists {@code worker} as sleeping.
   *
   * @return whether it was the last one searching and must look through the queues once more
   */
  synchronized boolean sleep(Worker worker, boolean searching) {
    sleepers[sleeperCount++] = worker;
    int c = counts.addAndGet(searching ? -SEARCHING - 1 : -1);
    return searching && c < SEARCHING;
  }

  /**
   * {@code worker} has woken up by itself, with work of its own.
   *
   * @return false when somebody has already taken it off the list: it then counts as searching
   */
  synchronized boolean wakeSelf(Worker worker) {
    for (int i = 0; i < sleeperCount; i++) {
      if (sleepers[i] == worker) {
        Worker unused = remove(i);
        up(1);
        return true;
      }
    }
    return false;
  }

  synchronized boolean isSleeping(Worker worker) {
    for (int i = 0; i < sleeperCount; i++) {
      if (sleepers[i] == worker) {
        return true;
      }
    }
    return false;
  }

  /** Whether every worker sleeps. */
  boolean allSleep() {
    return counts.get() == 0;
  }

  /** Whether no worker sleeps. */
  boolean allAwake() {
    return (counts.get() & AWAKE_MASK) >= workers;
  }
}
