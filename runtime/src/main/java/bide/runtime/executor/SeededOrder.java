package bide.runtime.executor;

import bide.runtime.blocking.BlockingPool;
import bide.runtime.task.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The order of a deterministic run: the one worker draws each next task at random, from a seed,
 * among all that are runnable. The same seed gives the same order, another seed another one.
 *
 * <p>What others do, and why this differs. Loom and Coyote explore the interleavings of a program
 * one by one; tokio's turmoil and madsim draw from a seed, as here, since that scales to whole
 * programs. They replace the network; here sockets are real, so what arrives from other processes
 * is not pinned. Blocking work runs to its end while whoever begins it waits. What it leads to (its
 * end, wakes) is let in only when nothing else can run and all blocking work is done, in the order
 * in which the work was begun, and of the tasks' ids: the speed of other threads does not matter
 * then. Blocking work that takes longer than {@link #PATIENCE_NANOS}, or waits for a task, is not
 * waited for any more; from then on the order of what it does and wakes is its own.
 *
 * <p>Time is virtual, and stands still while tasks run, so that what a script measures is exact. If
 * they run for ever, because they yield and never wait, or loop until they have to give way, timers
 * and sockets would never have their turn: so a run counts as a microsecond and a time slice as its
 * length, and every millisecond of them without a rest moves the clock. (madsim moves it with every
 * run, which no script could print.)
 *
 * <p>For the worker, but for {@link #arrive}, {@link #ended} and {@link #headStartNanos}.
 */
final class SeededOrder implements BlockingPool.Arrivals {
  /** How long, in real nanoseconds, blocking work may hold up all else. */
  static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Rounds of loops in a time slice. */
  static final int SLICE_ROUNDS = 10_000;

  /** What a time slice counts: ten nanoseconds for each round. */
  static final int SLICE_MICROS = 100;

  /** Virtual time moves by so much at least when tasks never wait. */
  private static final int LEAST_MICROS = 1000;

  private Task[] runnable = new Task[16];
  private int count;
  private long state;

  /** When blocking work was first waited for; 0 while there is none. */
  private long waitsSince;

  /** Virtual microseconds that tasks have run since time moved last. */
  private int micros;

  /** Woken by other threads. Guarded by itself. */
  private final List<Task> arrivals = new ArrayList<>();

  /** Jobs that have ended, by their numbers. Guarded by the arrivals. */
  private final SortedMap<Long, Runnable> jobs = new TreeMap<>();

  SeededOrder(long seed) {
    this.state = seed;
  }

  /** SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014). */
  long random() {
    long z = state += 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  void add(Task task) {
    if (count == runnable.length) {
      runnable = Arrays.copyOf(runnable, count * 2);
    }
    runnable[count++] = task;
  }

  boolean isEmpty() {
    return count == 0;
  }

  /** One of the runnable tasks, or null. */
  @Nullable Task take() {
    if (count == 0) {
      return null;
    }
    int chosen = count == 1 ? 0 : (int) Long.remainderUnsigned(random(), count);
    Task task = runnable[chosen];
    runnable[chosen] = runnable[--count];
    runnable[count] = null;
    return task;
  }

  /** A task has run for about that long, in virtual time. */
  void worked(int amount) {
    micros = Math.min(micros + amount, Integer.MAX_VALUE / 2);
  }

  /** Whether tasks have run for so long, without ever waiting all at once, that time must pass. */
  boolean isTimeDue() {
    return micros >= LEAST_MICROS;
  }

  /** The time that is to pass. */
  int takeMicros() {
    int due = micros;
    micros = 0;
    return due;
  }

  /** All tasks wait: time moves by itself now. */
  void rests() {
    micros = 0;
  }

  @Override
  public long headStartNanos() {
    return PATIENCE_NANOS;
  }

  /** It is not known before it is let in. */
  @Override
  public void ended(long job, Runnable tell) {
    synchronized (arrivals) {
      jobs.put(job, tell);
    }
  }

  /** A task that another thread has made runnable; any thread. */
  void arrive(Task task) {
    synchronized (arrivals) {
      arrivals.add(task);
    }
  }

  /**
   * How long blocking work is still to be waited for, in nanoseconds.
   *
   * @param active jobs that are queued or running
   * @param now real nanoseconds
   */
  long patience(int active, long now) {
    if (active == 0) {
      waitsSince = 0;
      return 0;
    }
    if (waitsSince == 0) {
      waitsSince = now;
    }
    return Math.max(0, waitsSince + PATIENCE_NANOS - now);
  }

  boolean hasArrivals() {
    synchronized (arrivals) {
      return !arrivals.isEmpty() || !jobs.isEmpty();
    }
  }

  /** Makes those that have arrived runnable. By the worker. */
  void letIn() {
    List<Runnable> ended;
    synchronized (arrivals) {
      ended = List.copyOf(jobs.values());
      jobs.clear();
    }
    ended.forEach(Runnable::run); // which makes tasks runnable on this thread
    synchronized (arrivals) {
      arrivals.sort(Comparator.comparingLong(Task::id));
      arrivals.forEach(this::add);
      arrivals.clear();
    }
  }
}
