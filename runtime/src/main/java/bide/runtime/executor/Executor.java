package bide.runtime.executor;

import bide.runtime.blocking.BlockingPool;
import bide.runtime.observe.Observer;
import bide.runtime.reactor.Reactor;
import bide.runtime.task.Future;
import bide.runtime.task.LiveTasks;
import bide.runtime.task.Scheduler;
import bide.runtime.task.Task;
import bide.runtime.task.WakeList;
import bide.runtime.time.Clock;
import bide.runtime.time.PausableClock;
import bide.runtime.time.Timers;
import bide.runtime.time.VirtualClock;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks on a fixed set of workers, and owns what they wait for: reactor, timers, blocking
 * pool. {@link Worker} explains the scheduling. All methods are thread-safe.
 *
 * <p>Shutdown goes in this order ({@link #shutdown}):
 *
 * <ol>
 *   <li>closing is announced: a task spawned from now on starts with its cancellation requested;
 *   <li>every live task is asked to cancel; workers go on running, so that what tasks do on their
 *       way out (finally blocks, which may wait for sockets and timers) is done;
 *   <li>wait until no task lives, at most until the deadline; those left are reported;
 *   <li>workers stop: each finishes the run it is in, then its thread ends; joined until the
 *       deadline (or briefly, if that has passed);
 *   <li>the reactor closes, with every socket still registered; timers are no longer driven, so
 *       nothing fires;
 *   <li>the blocking pool drops what waits in line, joins its threads until the deadline, and
 *       interrupts and reports the rest;
 *   <li>failures that nobody has seen go to the listener.
 * </ol>
 *
 * A worker still in a run at the deadline (a task that neither waits nor polls for cancellation)
 * keeps its thread, a daemon on the plain platform, and is reported by the task it runs.
 */
public final class Executor implements Scheduler {
  /** As in tokio and Go: bounds what a thief moves and what a worker can hoard. */
  public static final int DEFAULT_RING_CAPACITY = 256;

  /** While workers are busy, sockets and timers are looked at this often (and every 61 tasks). */
  private static final long EVENTS_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

  /** How long a shutdown whose deadline has passed still waits for each further step. */
  private static final long GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** Up to this many workers, the current one is found by comparing threads. */
  private static final int MAX_COMPARED = 8;

  /** In a deterministic run with sockets, what is on its way gets this long before time jumps. */
  private static final int SETTLE_MILLIS = 5;

  private final Platform platform;
  private final Driver driver;
  private final Reactor reactor;
  private final Timers timers;
  private final BlockingPool blocking;
  private final LiveTasks tasks = new LiveTasks();

  /** The workers proper, then places for spares; both hold {@link #reach} by now. */
  private final Worker[] workers;

  private final Thread[] threads;

  /** How many workers there are without spares. */
  private final int proper;

  /** How many workers there have been so far, spares included; written by the monitor. */
  private volatile int reach;

  private final String namePrefix;
  private final long stackSize;
  private final Consumer<Task> onUnobserved;
  private final AtomicBoolean shutdownBegun = new AtomicBoolean();
  private final ReentrantLock endLock = new ReentrantLock();
  private final Condition maybeEmpty = endLock.newCondition();

  final int ringCapacity;
  final IdleSet idle;
  final Injector injector = new Injector();
  final Watch watch;
  final Standstill standstill;

  /** Null in a deterministic run. */
  final @Nullable Monitor monitor;

  final @Nullable Observer observer;

  /** Set in a deterministic run, which has one worker. */
  final @Nullable SeededOrder order;

  /** Set in step 1. */
  private volatile boolean closing;

  /** Somebody is in {@link #awaitEnds}. */
  private volatile boolean endsAwaited;

  /** Set in step 4, or when a worker crashed. */
  volatile boolean stopped;

  private volatile @Nullable Throwable crash;

  /** When sockets and timers were last looked at; racy, a look too many or few does no harm. */
  private volatile long lastEvents;

  private Executor(Builder builder) {
    order = builder.seeded ? new SeededOrder(builder.seed) : null;
    platform = builder.platform;
    driver = builder.driver;
    onUnobserved = builder.onUnobserved;
    observer = builder.observer;
    ringCapacity = builder.ringCapacity;
    proper = builder.workers;
    reach = proper;
    namePrefix = builder.namePrefix;
    stackSize = builder.stackSize;
    int slots = order != null ? 1 : proper + Monitor.MOST_SPARES;
    watch = new Watch(this, slots);
    monitor =
        order != null
            ? null
            : new Monitor(
                this, slots, builder.onHeldWorker, builder.heldLimitNanos, builder.onSliceOverrun);
    standstill = new Standstill(this, builder.onStandstill);
    idle = new IdleSet(proper, slots, watch, monitor);
    reactor = new Reactor(platform);
    lastEvents = platform.nanoTime();
    Clock clock = builder.clock != null ? builder.clock : new PausableClock(platform::nanoTime);
    timers = new Timers(clock, reactor::wakeup);
    Runnable onQuiet =
        () -> {
          if (clock.isVirtual()) {
            reactor.wakeup();
          }
          standstill.quiet();
          if (order != null) {
            notifyOne();
          }
        };
    blocking =
        new BlockingPool(
            platform,
            builder.namePrefix + "-blocking-",
            builder.maxBlockingThreads,
            onQuiet,
            order);
    workers = new Worker[slots];
    threads = new Thread[slots];
    for (int i = 0; i < proper; i++) {
      makeWorker(i);
    }
  }

  private void makeWorker(int i) {
    long random = order != null ? order.random() : platform.random();
    Worker worker = new Worker(this, i, i >= proper, ringCapacity, random);
    workers[i] = worker;
    threads[i] = platform.newThread(() -> run(worker), namePrefix + "-" + i, stackSize);
    worker.parker.thread = threads[i];
  }

  /** By the monitor: one more worker. False when there are as many as there may be. */
  boolean addSpare() {
    int n = reach;
    for (int i = proper; i < n; i++) {
      if (workers[i].joinAgain()) {
        return true;
      }
    }
    if (n == workers.length || stopped) {
      return false;
    }
    makeWorker(n);
    idle.join();
    reach = n + 1;
    threads[n].start();
    return true;
  }

  int reach() {
    return reach;
  }

  /** How many spares run now. */
  int spares() {
    int count = 0;
    int n = reach;
    for (int i = proper; i < n; i++) {
      if (!workers[i].isDormant()) {
        count++;
      }
    }
    return count;
  }

  Thread threadOf(Worker worker) {
    return threads[worker.index()];
  }

  /** Whether somebody who has time would find something: a task, or timers and sockets. */
  boolean hasSomethingToDo() {
    return hasQueuedTasks() || timers.size() > 0 || reactor.hasWaiters();
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Settings of an {@link Executor}; each has a default that suits programs. */
  public static final class Builder {
    private int workers = Runtime.getRuntime().availableProcessors();
    private Platform platform = Platform.system();
    private Driver driver = Driver::plain;
    private @Nullable Clock clock;
    private @Nullable Observer observer;
    private Consumer<Task> onUnobserved = task -> {};
    private @Nullable Runnable onStandstill;
    private @Nullable HeldWorker onHeldWorker;
    private @Nullable HeldWorker onSliceOverrun;
    private long heldLimitNanos;
    private int ringCapacity = DEFAULT_RING_CAPACITY;
    private int maxBlockingThreads = BlockingPool.DEFAULT_MAX_THREADS;
    private String namePrefix = "worker";
    private long stackSize;
    private boolean seeded;
    private long seed;

    private Builder() {}

    /**
     * A deterministic run: one worker, each next task drawn at random from {@code seed}, and
     * virtual time.
     */
    public Builder seed(long seed) {
      this.seeded = true;
      this.seed = seed;
      this.clock = new VirtualClock();
      return workers(1);
    }

    public Builder workers(int workers) {
      if (workers < 1 || workers > 1024) {
        throw new IllegalArgumentException("workers must be 1 to 1024, not " + workers);
      }
      this.workers = workers;
      return this;
    }

    public Builder platform(Platform platform) {
      this.platform = platform;
      return this;
    }

    public Builder driver(Driver driver) {
      this.driver = driver;
      return this;
    }

    /** What timers go by; by default the platform's. */
    public Builder clock(Clock clock) {
      this.clock = clock;
      return this;
    }

    public Builder observer(@Nullable Observer observer) {
      this.observer = observer;
      return this;
    }

    /** Called at shutdown for each task whose failure nobody has seen, in the order of ids. */
    public Builder onUnobservedFailure(Consumer<Task> listener) {
      this.onUnobserved = listener;
      return this;
    }

    /**
     * Called when no task can ever go on (see {@link Standstill}), each time that state is reached
     * anew: on a thread of its own, or on the worker in a deterministic run. Without a listener
     * nobody looks.
     */
    public Builder onStandstill(Runnable listener) {
      this.onStandstill = listener;
      return this;
    }

    /**
     * Called, on the monitor's thread, for each run of a task that holds its worker for longer than
     * {@code limitNanos} without an await. Not in a deterministic run.
     */
    public Builder onHeldWorker(long limitNanos, HeldWorker listener) {
      this.onHeldWorker = listener;
      this.heldLimitNanos = limitNanos;
      return this;
    }

    /**
     * Called, on the monitor's thread, for each run of a task that was asked to give way ({@link
     * Task#askToGiveWay}) and has not done so for a while; again and again while it is woken
     * meanwhile. Not in a deterministic run.
     */
    public Builder onSliceOverrun(HeldWorker listener) {
      this.onSliceOverrun = listener;
      return this;
    }

    /** Slots of each worker's ring, a power of two from 2 on. Small ones are for tests. */
    public Builder ringCapacity(int slots) {
      this.ringCapacity = slots;
      return this;
    }

    public Builder maxBlockingThreads(int threads) {
      this.maxBlockingThreads = threads;
      return this;
    }

    /** Workers are named prefix-0, prefix-1 …, threads of the blocking pool prefix-blocking-1 …. */
    public Builder namePrefix(String prefix) {
      this.namePrefix = prefix;
      return this;
    }

    /** Stack of a worker in bytes; 0 for the platform's default. */
    public Builder stackSize(long bytes) {
      this.stackSize = bytes;
      return this;
    }

    public Executor build() {
      return new Executor(this);
    }
  }

  // ---- the parts

  public Platform platform() {
    return platform;
  }

  public Reactor reactor() {
    return reactor;
  }

  public Timers timers() {
    return timers;
  }

  public BlockingPool blocking() {
    return blocking;
  }

  public int workerCount() {
    return proper;
  }

  public Worker worker(int index) {
    return workers[index];
  }

  // ---- life

  public Executor start() {
    for (int i = 0; i < proper; i++) {
      threads[i].start();
    }
    if (monitor != null) {
      monitor.start(namePrefix + "-monitor");
    }
    return this;
  }

  private void run(Worker worker) {
    Worker.setCurrent(worker);
    try {
      driver.drive(worker);
    } catch (Throwable t) {
      // The tasks in this worker's queues are stranded, so nothing sensible can go on.
      crash = t;
      stopped = true;
      unparkAll();
      throw t;
    } finally {
      Worker.setCurrent(null);
    }
  }

  private void unparkAll() {
    int n = reach;
    for (int i = 0; i < n; i++) {
      workers[i].parker.unpark();
    }
    if (monitor != null) {
      monitor.wake();
    }
    signalMaybeEmpty();
  }

  /** What made a worker end before its time, or null; the executor is then dead. */
  public @Nullable Throwable crash() {
    return crash;
  }

  /** Gives a task its id before {@link #spawn} does. For the thread that is going to spawn it. */
  public void number(Task task) {
    tasks.number(task);
  }

  /** Starts a new task, made with this executor as its scheduler. */
  public void spawn(Task task) {
    if (task.scheduler() != this) {
      throw new IllegalArgumentException(task + " belongs to another scheduler");
    }
    Worker worker = currentWorker();
    if (worker == null) {
      // Between its entry into the list and into a queue it looks like a task that waits for ever.
      standstill.expectWake();
    }
    try {
      tasks.add(task);
      if (observer != null) {
        observer.spawned(task);
      }
      if (closing) {
        task.cancel();
      }
      if (task.prepare()) {
        if (worker != null) {
          worker.spawn(task);
        } else {
          inject(task);
        }
      }
    } finally {
      if (worker == null) {
        standstill.wakeCame();
      }
    }
  }

  /** Spawns a task that drives {@code future}. */
  public Task spawn(Future future) {
    Task task = new bide.runtime.task.PolledTask(this, future);
    spawn(task);
    return task;
  }

  /**
   * Waits, on a thread that is no worker, until {@code future} completes.
   *
   * @return its result
   * @throws IllegalStateException when a worker crashed meanwhile, with that as the cause
   */
  public @Nullable Object blockOn(Future future) {
    if (Worker.current() != null) {
      throw new IllegalStateException("a worker must not block on a future");
    }
    Thread thread = Thread.currentThread();
    AtomicBoolean woken = new AtomicBoolean();
    for (; ; ) {
      Object result =
          future.poll(
              () -> {
                woken.set(true);
                LockSupport.unpark(thread);
              });
      if (result != Future.PENDING) {
        return result;
      }
      platform.blocking(
          () -> {
            while (!woken.get() && crash == null) {
              // With a limit, since a crash unparks workers only.
              LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(500));
              if (Thread.interrupted()) {
                throw new InterruptedException();
              }
            }
          });
      woken.set(false);
      if (crash != null) {
        throw new IllegalStateException("a worker crashed", crash);
      }
    }
  }

  // ---- the scheduler of its tasks

  @Override
  public void schedule(Task task) {
    Worker worker = currentWorker();
    if (observer != null) {
      observer.woken(task, worker);
    }
    if (worker != null) {
      worker.schedule(task);
    } else {
      inject(task);
    }
  }

  /** This executor's worker whose thread this is, or null. A few comparisons beat a ThreadLocal. */
  private @Nullable Worker currentWorker() {
    if (proper <= MAX_COMPARED) {
      Thread current = Thread.currentThread();
      for (int i = 0; i < proper; i++) {
        if (threads[i] == current) {
          return workers[i];
        }
      }
      if (reach == proper) {
        return null;
      }
    }
    Worker worker = Worker.current();
    return worker != null && worker.executor() == this ? worker : null;
  }

  /** To the shared queue; any thread. */
  void inject(Task task) {
    if (order != null) {
      order.arrive(task);
    } else {
      injector.push(task);
    }
    notifyOne();
  }

  @Override
  public void finished(Task task) {
    if (observer != null) {
      observer.ended(task);
    }
    if (task.id() != 0 && (tasks.ended(task) & closing | endsAwaited)) {
      signalMaybeEmpty();
    }
  }

  @Override
  public void observed(Task task) {
    tasks.observed(task);
  }

  /** A queue has a task more: gets a sleeping worker up unless one is looking already. */
  void notifyOne() {
    // Publishing the task must not be overtaken by reading who sleeps; see IdleSet.
    VarHandle.fullFence();
    Worker worker = idle.takeSleeper();
    if (worker != null) {
      worker.parker.unpark();
      watch.somebodyAwake();
    }
  }

  /** Whether any queue but the LIFO slots holds a task. */
  boolean hasQueuedTasks() {
    if (order != null) {
      return !order.isEmpty() || (order.hasArrivals() && seededPatience() == 0);
    }
    if (!injector.isEmpty()) {
      return true;
    }
    int n = reach;
    for (int i = 0; i < n; i++) {
      if (!workers[i].ring.isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /**
   * Milliseconds of the clock of timers in a deterministic run, else of real time; not newer than
   * the last look at sockets and timers, which is cheaper than asking the system.
   */
  public long coarseMillis() {
    return (order != null ? timers.clock().nanoTime() : lastEvents) / 1_000_000;
  }

  /** What {@link #coarseMillis} would be if it had been looked at sockets and timers just now. */
  public long freshMillis() {
    return (order != null ? timers.clock().nanoTime() : platform.nanoTime()) / 1_000_000;
  }

  // ---- events; the caller holds the reactor

  boolean eventsOverdue() {
    return platform.nanoTime() - lastEvents > EVENTS_NANOS;
  }

  /** Collects who is to be woken by sockets and timers, after waiting for that if {@code wait}. */
  void collectEvents(WakeList out, boolean wait) {
    if (wait) {
      reactor.poll(watch.limit(untilNextDeadline(out)), out);
      watch.polled();
    } else {
      reactor.poll(0, out);
    }
    timers.collectDue(out);
    lastEvents = platform.nanoTime();
  }

  /**
   * In a deterministic run whose tasks never rest: lets time pass, and in what waits for it, for a
   * socket or for blocking work.
   */
  void passTime(int micros, WakeList out) {
    if (reactor.tryAcquire()) {
      try {
        for (long patience = seededPatience(); patience > 0; patience = seededPatience()) {
          reactor.poll(patience / 1_000_000 + 1, out);
        }
        Clock clock = timers.clock();
        clock.jumpTo(clock.nanoTime() + micros * 1000L);
        collectEvents(out, false);
      } finally {
        reactor.release();
      }
    }
    order.letIn();
  }

  /** Nanoseconds for which a deterministic run still waits for blocking work. */
  long seededPatience() {
    return order.patience(blocking.active(), platform.nanoTime());
  }

  /** In milliseconds, rounded up; -1 for ever. Time that is virtual jumps here. */
  private long untilNextDeadline(WakeList out) {
    long deadline = timers.parking();
    if (order != null) {
      long patience = seededPatience();
      if (patience > 0) {
        return patience / 1_000_000 + 1;
      }
      if (order.hasArrivals()) {
        return 0;
      }
    }
    if (deadline == Timers.NEVER) {
      return standstill.look();
    }
    Clock clock = timers.clock();
    if (clock.isVirtual()) {
      if (!idle.allSleep() || (order == null && blocking.active() > 0)) {
        // Something still runs; when it has ended, the reactor is woken and we come here again.
        return -1;
      }
      reactor.poll(order != null && reactor.size() > 0 ? SETTLE_MILLIS : 0, out);
      if (out.isEmpty() && idle.allSleep()) {
        clock.jumpTo(deadline);
      }
      return 0;
    }
    long nanos = deadline - clock.nanoTime();
    return nanos <= 0 ? 0 : (nanos + 999_999) / 1_000_000;
  }

  /** A worker is about to wait outside the reactor: virtual time may be free to move now. */
  void beforeThreadPark() {
    if (timers.clock().isVirtual() && idle.allSleep()) {
      reactor.wakeup();
    }
  }

  /**
   * A thread that the executor does not know of is going to wake a task: until {@link #wakeCame},
   * that is no standstill. For sources such as signals, processes and standard input, while a task
   * waits for them. Any thread.
   */
  public void expectWake() {
    standstill.expectWake();
  }

  /** The wake that {@link #expectWake} announced has been made, or is not wanted any more. */
  public void wakeCame() {
    standstill.wakeCame();
  }

  /** Grows whenever a worker looks for a task. Exact while all workers sleep. */
  long progress() {
    long sum = tasks.spawned();
    int n = reach;
    for (int i = 0; i < n; i++) {
      sum += workers[i].tickSeen() + workers[i].runCount();
    }
    return sum;
  }

  boolean isClosing() {
    return closing;
  }

  // ---- what is there

  /** A snapshot of the tasks that have not ended, in the order of their ids. */
  public List<Task> liveTasks() {
    return tasks.snapshot();
  }

  public long liveTaskCount() {
    return tasks.count();
  }

  public long spawnedTaskCount() {
    return tasks.spawned();
  }

  /** Tasks that failed with nobody having seen it so far (the first thousands of them). */
  public List<Task> unobservedFailures() {
    return tasks.unobserved();
  }

  public long unobservedFailureCount() {
    return tasks.unobservedCount();
  }

  // ---- the end

  /**
   * Waits, on a thread that is no worker, until {@code done}, which is asked again each time that a
   * task has ended, or until the deadline (on {@link Platform#nanoTime}).
   */
  public void awaitEnds(BooleanSupplier done, long deadline) {
    endsAwaited = true;
    endLock.lock();
    try {
      platform.blocking(
          () -> {
            while (crash == null && !done.getAsBoolean()) {
              long left = deadline - platform.nanoTime();
              if (left <= 0) {
                return;
              }
              long unused = maybeEmpty.awaitNanos(left);
            }
          });
    } finally {
      endLock.unlock();
      endsAwaited = false;
    }
  }

  /** Has {@link #awaitEnds} ask again, because of something else than the end of a task. */
  public void recheckEnds() {
    signalMaybeEmpty();
  }

  /**
   * What did not end in time.
   *
   * @param tasks tasks that were still alive at the deadline
   * @param blockingJobs names of blocking jobs that were still running
   * @param workersStopped whether all worker threads have ended
   */
  public record ShutdownReport(
      List<Task> tasks, List<String> blockingJobs, boolean workersStopped) {
    public boolean isClean() {
      return tasks.isEmpty() && blockingJobs.isEmpty() && workersStopped;
    }
  }

  /**
   * Ends everything, in the order that the class comment numbers. Not from a worker; once only.
   *
   * @param timeoutNanos how long tasks, workers and blocking jobs may take altogether
   */
  public ShutdownReport shutdown(long timeoutNanos) {
    if (Worker.current() != null) {
      throw new IllegalStateException("a worker cannot shut its executor down");
    }
    if (!shutdownBegun.compareAndSet(false, true)) {
      throw new IllegalStateException("shut down already");
    }
    long deadline = platform.nanoTime() + timeoutNanos;
    closing = true;
    awaitTasks(deadline);
    List<Task> left = tasks.snapshot();
    boolean workersStopped = stopWorkers(atLeastGrace(deadline));
    reactor.close();
    List<String> jobs = blocking.shutdown(atLeastGrace(deadline));
    tasks.unobserved().forEach(onUnobserved);
    return new ShutdownReport(left, jobs, workersStopped);
  }

  /**
   * Lets all threads end and leaves tasks where they are, without waiting for anything: {@link
   * #shutdown} is still to be called. Any thread.
   */
  public void stop() {
    stopped = true;
    unparkAll();
  }

  /** Whether {@link #shutdown} was called. */
  public boolean isShutDown() {
    return shutdownBegun.get();
  }

  private long atLeastGrace(long deadline) {
    long now = platform.nanoTime();
    return deadline - now < GRACE_NANOS ? now + GRACE_NANOS : deadline;
  }

  private void awaitTasks(long deadline) {
    while (tasks.count() > 0 && crash == null && platform.nanoTime() < deadline) {
      // Repeated, as a spawn that began before `closing` was set may list its task afterwards.
      for (Task task : tasks.snapshot()) {
        boolean unused = task.cancel();
      }
      awaitMaybeEmpty(Math.min(deadline, platform.nanoTime() + GRACE_NANOS));
    }
  }

  private void awaitMaybeEmpty(long deadline) {
    endLock.lock();
    try {
      platform.blocking(
          () -> {
            while (tasks.count() > 0 && crash == null) {
              long left = deadline - platform.nanoTime();
              if (left <= 0) {
                return;
              }
              long unused = maybeEmpty.awaitNanos(left);
            }
          });
    } finally {
      endLock.unlock();
    }
  }

  private void signalMaybeEmpty() {
    endLock.lock();
    try {
      maybeEmpty.signalAll();
    } finally {
      endLock.unlock();
    }
  }

  /**
   * After a {@link #shutdown} that was not clean: waits for what was left.
   *
   * @return whether all threads have ended
   */
  public boolean awaitStopped(long timeoutNanos) {
    long deadline = platform.nanoTime() + timeoutNanos;
    boolean workersStopped = stopWorkers(deadline);
    List<String> jobs = blocking.shutdown(deadline);
    return workersStopped && jobs.isEmpty();
  }

  private boolean stopWorkers(long deadline) {
    stopped = true;
    unparkAll();
    List<Thread> all = new ArrayList<>();
    if (monitor != null && monitor.thread() != null) {
      // First: once it has ended, no further spare is made.
      all.add(monitor.thread());
      join(monitor.thread(), deadline);
    }
    all.addAll(Arrays.asList(threads).subList(0, reach));
    unparkAll();
    for (Thread thread : all) {
      join(thread, deadline);
    }
    Thread teller = standstill.teller();
    if (teller != null) {
      // Last: no worker is there to start another one.
      all.add(teller);
      join(teller, deadline);
    }
    return all.stream().noneMatch(Thread::isAlive);
  }

  private void join(Thread thread, long deadline) {
    if (thread.isAlive()) {
      platform.blocking(
          () -> {
            long millis = (deadline - platform.nanoTime()) / 1_000_000;
            if (millis > 0) {
              thread.join(millis);
            }
          });
    }
  }
}
