package bide.runtime.blocking;

import bide.runtime.executor.Platform;
import bide.runtime.task.Future;
import bide.runtime.task.FutureBusyException;
import bide.runtime.task.Waker;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Threads for work that blocks. A job goes to an idle thread, else to a new one, else (at the
 * limit) waits in line; a thread idle for long enough ends. Thread-safe.
 */
public final class BlockingPool {
  /** Blocking jobs mostly sleep in the system, so far more of them than processors make sense. */
  public static final int DEFAULT_MAX_THREADS = 512;

  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final Platform platform;
  private final String namePrefix;
  private final int maxThreads;
  private final Runnable onQuiet;
  private final @Nullable Arrivals arrivals;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final Condition threadEnded = lock.newCondition();

  // All below guarded by lock.
  private final ArrayDeque<Job<?>> queue = new ArrayDeque<>();
  private final Set<Thread> threads = new HashSet<>();

  /** Have nothing left to do but to end, and may be seen alive for a moment. */
  private final Set<Thread> leaving = new HashSet<>();

  private final List<Job<?>> running = new ArrayList<>();
  private long jobs;
  private int idle;
  private int lastNumber;
  private boolean closed;

  /** Jobs queued or running; read without the lock. */
  private volatile int active;

  /** Pins what is otherwise up to the speed of threads. */
  public interface Arrivals {
    /**
     * For how many nanoseconds at most a job has the process to itself: whoever submits one waits
     * so long for its end.
     */
    long headStartNanos();

    /**
     * By the job's thread, when it has ended.
     *
     * @param number of the job, in the order in which they were submitted
     * @param tell makes the end known to those who wait or ask
     */
    void ended(long number, Runnable tell);
  }

  /**
   * @param onQuiet called each time the last job has ended
   * @param arrivals null where each end is known at once
   */
  public BlockingPool(
      Platform platform,
      String namePrefix,
      int maxThreads,
      Runnable onQuiet,
      @Nullable Arrivals arrivals) {
    this.platform = platform;
    this.namePrefix = namePrefix;
    this.maxThreads = maxThreads;
    this.onQuiet = onQuiet;
    this.arrivals = arrivals;
  }

  public BlockingPool(Platform platform, String namePrefix, int maxThreads) {
    this(platform, namePrefix, maxThreads, () -> {}, null);
  }

  /**
   * Starts {@code body} on a thread of the pool, now; the future gives what it returns or throws
   * what it threw (a checked exception as the cause of a {@link BlockingFailedException}). Dropping
   * the future takes a job that has not begun out of the line; one that has runs to its end.
   *
   * @param name what to call the job where it is reported as still running
   * @throws RejectedExecutionException after the shutdown
   */
  public <T> Future submit(String name, Callable<T> body) {
    Thread fresh = null;
    Job<T> job;
    lock.lock();
    try {
      job = new Job<>(this, name, body, ++jobs);
      if (closed) {
        throw new RejectedExecutionException("the blocking pool is shut down");
      }
      queue.add(job);
      active++;
      if (queue.size() <= idle) {
        // Each waiting thread can be counted on for one queued job, whoever takes which.
        work.signal();
      } else if (threads.size() < maxThreads) {
        fresh = platform.newThread(this::work, namePrefix + ++lastNumber, 0);
        threads.add(fresh);
      }
    } finally {
      lock.unlock();
    }
    if (fresh != null) {
      fresh.start();
    }
    if (arrivals != null) {
      job.awaitEnd(platform.nanoTime() + arrivals.headStartNanos());
    }
    return job;
  }

  public <T> Future submit(Callable<T> body) {
    return submit("blocking job", body);
  }

  /** Jobs queued or running. */
  public int active() {
    return active;
  }

  public int threadCount() {
    lock.lock();
    try {
      return threads.size();
    } finally {
      lock.unlock();
    }
  }

  private void work() {
    try {
      for (Job<?> job = take(); job != null; job = take()) {
        job.run();
        ended(job);
      }
    } finally {
      lock.lock();
      try {
        threads.remove(Thread.currentThread());
        leaving.removeIf(thread -> !thread.isAlive());
        leaving.add(Thread.currentThread());
        threadEnded.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  private void ended(Job<?> job) {
    boolean quiet;
    lock.lock();
    try {
      running.remove(job);
      active--;
      quiet = active == 0;
    } finally {
      lock.unlock();
    }
    if (quiet) {
      onQuiet.run();
    }
  }

  /** The next job, or null when the thread is to end. */
  private @Nullable Job<?> take() {
    lock.lock();
    try {
      if (queue.isEmpty() && !closed) {
        idle++;
        awaitWork();
        idle--;
      }
      Job<?> job = queue.poll();
      if (job != null) {
        running.add(job);
      }
      return job;
    } finally {
      lock.unlock();
    }
  }

  /** Waits, counted as idle, until there is a job, the pool closes or the time is over. */
  private void awaitWork() {
    long deadline = platform.nanoTime() + IDLE_NANOS;
    platform.blocking(
        () -> {
          while (queue.isEmpty() && !closed) {
            long left = deadline - platform.nanoTime();
            if (left <= 0) {
              return;
            }
            long unused = work.awaitNanos(left);
          }
        });
  }

  private void remove(Job<?> job) {
    lock.lock();
    try {
      if (queue.remove(job)) {
        active--;
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes no more jobs, drops the waiting ones, and waits for the running ones until {@code
   * deadline} (on {@link Platform#nanoTime}); then interrupts what is left.
   *
   * @return the names of the jobs that were still running
   */
  public List<String> shutdown(long deadline) {
    List<Thread> ended;
    List<String> unfinished;
    lock.lock();
    try {
      closed = true;
      active -= queue.size();
      queue.clear();
      work.signalAll();
      platform.blocking(
          () -> {
            while (!threads.isEmpty()) {
              long left = deadline - platform.nanoTime();
              if (left <= 0) {
                return;
              }
              long unused = threadEnded.awaitNanos(left);
            }
          });
      ended = new ArrayList<>(leaving);
      for (Thread thread : threads) {
        thread.interrupt();
      }
      unfinished = running.stream().map(job -> job.name).toList();
    } finally {
      lock.unlock();
    }
    // Who made them may insist that they have ended, also those of an earlier call.
    for (Thread thread : ended) {
      platform.blocking(thread::join);
    }
    return unfinished;
  }

  private static final class Job<T> implements Future {
    private final BlockingPool pool;
    private final String name;
    private final Callable<T> body;
    private final long number;
    private final CountDownLatch over = new CountDownLatch(1);

    // Guarded by this.
    private boolean done;
    private @Nullable Object result;
    private @Nullable Throwable failure;
    private @Nullable Waker waker;

    Job(BlockingPool pool, String name, Callable<T> body, long number) {
      this.number = number;
      this.pool = pool;
      this.name = name;
      this.body = body;
    }

    void run() {
      Object value = null;
      Throwable thrown = null;
      try {
        value = body.call();
      } catch (Throwable t) {
        thrown = t;
      }
      Object given = value;
      Throwable failed = thrown;
      if (pool.arrivals == null) {
        tell(given, failed);
      } else {
        pool.arrivals.ended(number, () -> tell(given, failed));
      }
      over.countDown();
    }

    /**
     * @param deadline on {@link Platform#nanoTime}
     */
    private void awaitEnd(long deadline) {
      pool.platform.blocking(
          () -> {
            boolean unused = over.await(deadline - pool.platform.nanoTime(), TimeUnit.NANOSECONDS);
          });
    }

    private void tell(@Nullable Object value, @Nullable Throwable thrown) {
      Waker waiting;
      synchronized (this) {
        result = value;
        failure = thrown;
        done = true;
        waiting = waker;
        waker = null;
      }
      if (waiting != null) {
        waiting.wake();
      }
    }

    @Override
    public @Nullable Object poll(Waker waker) {
      synchronized (this) {
        if (!done) {
          FutureBusyException.check(name, this.waker, waker);
          this.waker = waker;
          return PENDING;
        }
      }
      switch (failure) {
        case null -> {
          return result;
        }
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        default -> throw new BlockingFailedException(failure);
      }
    }

    @Override
    public void drop() {
      synchronized (this) {
        waker = null;
      }
      pool.remove(this);
    }
  }
}
