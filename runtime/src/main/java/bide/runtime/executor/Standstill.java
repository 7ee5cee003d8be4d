package bide.runtime.executor;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Finds the state from which no task can ever go on: tasks live, but all workers sleep, no queue
 * holds a task, no timer runs, no socket is waited for, no blocking job is under way, and nothing
 * outside has promised a wake ({@link #expectWake}). Whoever waits in the reactor without a
 * deadline asks {@link #look}, so that programs which never rest that long pay nothing.
 *
 * <p>What others do, and why this differs. Go counts the threads that run and dies at the moment
 * when none does, and its poller of sockets, once used, switches that off; tokio cannot tell, as
 * any thread may hold a waker. Here all wakes come from tasks or from sources that the executor
 * knows and counts, so the state is exact. It has to last for {@link #HELD_NANOS} nevertheless: a
 * worker that has just been taken off the list of sleepers is awake before it has done anything,
 * and it is cheaper to look late than to order all of that. In a deterministic run there is one
 * thread and nothing to wait for.
 *
 * <p>The listener is called on a thread of its own: the worker that asks is about to sleep, and
 * what it wakes itself would lie in a queue that nobody looks at. In a deterministic run it is that
 * worker, which then looks into its queue, so that the order in which the tasks are woken is the
 * same in each run of a seed.
 *
 * <p>Methods belong to whoever holds the reactor, unless they say otherwise.
 */
final class Standstill {
  static final long HELD_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Executor executor;
  private final @Nullable Runnable listener;

  /** What {@link Executor#progress} was when all was quiet first, and since when that is so. */
  private long seenProgress = -1;

  private long since;

  /** The state as it is has been looked at, and the listener called if need be. */
  private boolean settled;

  /**
   * Asks for a wakeup of the reactor when a blocking job or an outside promise, because of which
   * nothing was reported, ends. Set before those counts are read, and read after they have changed.
   */
  private volatile boolean waitsForQuiet;

  private volatile @Nullable Thread teller;

  /** Wakes that were promised and have not come. */
  private final AtomicInteger expected = new AtomicInteger();

  Standstill(Executor executor, @Nullable Runnable listener) {
    this.executor = executor;
    this.listener = listener;
  }

  /** Any thread: something the executor does not know of is going to wake a task. */
  void expectWake() {
    expected.incrementAndGet();
  }

  /** Any thread: takes one {@link #expectWake} back, after the wake. */
  void wakeCame() {
    if (expected.decrementAndGet() == 0) {
      quiet();
    }
  }

  /** Any thread: a source of wakes has dried up. */
  void quiet() {
    if (waitsForQuiet) {
      waitsForQuiet = false;
      executor.reactor().wakeup();
    }
  }

  /**
   * The caller is about to wait with no deadline.
   *
   * @return how long to wait before asking again, in milliseconds; -1 for as long as it takes; 0
   *     when the caller has woken tasks itself
   */
  long look() {
    if (listener == null || executor.isClosing() || !executor.idle.allSleep()) {
      return -1;
    }
    long progress = executor.progress();
    boolean deterministic = executor.order != null;
    long now = executor.platform().nanoTime();
    if (progress != seenProgress) {
      seenProgress = progress;
      since = now;
      settled = false;
    } else if (settled) {
      return -1;
    }
    long left = since + HELD_NANOS - now;
    if (!deterministic && left > 0) {
      return left / 1_000_000 + 1;
    }
    // In this order: what is spawned from outside is promised before it is counted, and lies in a
    // queue before the promise is taken back; a job's wake comes before its end.
    boolean anyTask = executor.liveTaskCount() > 0;
    waitsForQuiet = true;
    if (executor.blocking().active() > 0 || expected.get() > 0) {
      // Asked again when that ends; which need not be progress, if nobody waits for it.
      return -1;
    }
    waitsForQuiet = false;
    if (!anyTask
        || executor.hasQueuedTasks()
        || executor.reactor().hasWaiters()
        || !executor.idle.allSleep()) {
      settled = executor.idle.allSleep() && !executor.hasQueuedTasks();
      return -1;
    }
    settled = true;
    if (deterministic) {
      listener.run();
      return 0;
    }
    Thread told = executor.platform().newThread(listener, "standstill", 0);
    teller = told;
    told.start();
    return -1;
  }

  /** The thread that the listener was called on last; null for none. Any thread. */
  @Nullable Thread teller() {
    return teller;
  }
}
