package bide.runtime.executor;

import bide.runtime.observe.Observer;
import bide.runtime.task.Task;
import bide.runtime.task.WakeList;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * One thread of the executor and its queues. {@link #next} is the whole scheduling policy; from the
 * first to the last it tries
 *
 * <ol>
 *   <li>every {@value #PERIOD}th time: the injector, and sockets and timers if they are overdue;
 *   <li>the LIFO slot: the task woken last by this worker, whose data is still in the cache. At
 *       most {@value #LIFO_RUNS} times in a row while others wait in the ring, so that two tasks
 *       which wake each other do not starve them;
 *   <li>its own ring, first in first out;
 *   <li>the injector, from which it takes a share along;
 *   <li>another worker's ring, half of it; one worker searches at a time;
 *   <li>waiting: for sockets and timers if nobody does yet, else for being unparked.
 * </ol>
 *
 * <p>What others do, and why this differs. tokio keeps the LIFO slot private and lets spawns go
 * there too; Go may steal it (runnext) after a pause, and has a monitor thread that polls the
 * network when all processors are busy; kotlinx hands a worker's last task over by age. Here a
 * spawn goes to the end of the ring, as scripts should see tasks start in the order of their
 * spawns; a wake goes to the slot without waking another worker, which keeps message passing
 * between tasks on one core; and instead of a monitor thread one parked worker looks up every 10 ms
 * while others run, to fetch a task stuck in the slot of a worker that has been running another one
 * all the time, and to take over the reactor if nobody polls it.
 *
 * <p>Methods are for the worker's own thread unless they say otherwise.
 */
public final class Worker {
  /** As in tokio and Go: a prime, so as not to fall in step with the program's own rhythms. */
  static final int PERIOD = 61;

  static final int LIFO_RUNS = 3;

  /** Ready leaf polls that a task may make in one run before it has to yield. */
  public static final int BUDGET = 128;

  private static final ThreadLocal<Worker> CURRENT = new ThreadLocal<>();
  private static final VarHandle LIFO;

  static {
    try {
      LIFO = MethodHandles.lookup().findVarHandle(Worker.class, "lifo", Task.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Executor executor;
  private final int index;
  private final IdleSet idle;
  private final @Nullable Observer observer;

  /** Replaces the policy of this class in a deterministic run. */
  private final @Nullable SeededOrder order;

  final TaskRing ring;
  final Parker parker;

  /** Events collected while this worker polls the reactor. */
  private final WakeList wakes = new WakeList();

  /** Filled and emptied by this worker; emptied by a watcher too, so taking it is atomic. */
  private volatile @Nullable Task lifo;

  /** Leaf polls left in this run; the driver of tasks counts it down. Reset by {@link #next}. */
  public int budget;

  /** Counts the calls of {@link #next}; a watcher sees by it whether this worker gets on. */
  private int tick;

  private int lifoRuns;
  private boolean searching;

  /** While events are being handed out, wakes queue in order instead of through the LIFO slot. */
  private boolean handingOut;

  private long randomState;

  /** Started by the monitor while others are held; it retires when there is no need for it. */
  private final boolean spare;

  /** A spare runs in place of this worker. Set by the monitor, cleared by this worker. */
  private volatile boolean lent;

  /** A spare that has retired. Set by this worker, cleared by the monitor. */
  private volatile boolean dormant;

  /** Counts what the driver resumes; the monitor sees by it whether a task gets on. */
  private int resumes;

  /** Rounds of loops until the slice is over, in a deterministic run. */
  private int roundsLeft;

  private boolean sliceEnded;

  /** Null where the driver's tasks cannot give way. */
  private volatile @Nullable TaskHolder holder;

  // Statistics: written by this worker, read by anyone without ordering.
  private long runCount;
  private long stealCount;
  private long parkCount;

  Worker(Executor executor, int index, boolean spare, int ringCapacity, long seed) {
    this.executor = executor;
    this.index = index;
    this.spare = spare;
    this.idle = executor.idle;
    this.observer = executor.observer;
    this.order = executor.order;
    this.ring = new TaskRing(ringCapacity);
    this.parker = new Parker(executor.platform(), executor.reactor());
    this.randomState = seed | 1;
  }

  /** The worker whose thread this is, or null on any other thread. */
  public static @Nullable Worker current() {
    return CURRENT.get();
  }

  static void setCurrent(@Nullable Worker worker) {
    CURRENT.set(worker);
  }

  public Executor executor() {
    return executor;
  }

  /** From 0 to the number of workers, exclusive. */
  public int index() {
    return index;
  }

  /** Tasks run so far, roughly; any thread may ask. */
  public long runCount() {
    return runCount;
  }

  /** Successful thefts so far, roughly; any thread may ask. */
  public long stealCount() {
    return stealCount;
  }

  /** Waits so far, roughly; any thread may ask. */
  public long parkCount() {
    return parkCount;
  }

  // ---- taking

  /** The next task to run, begun, or null when the worker is to stop. Waits. */
  public @Nullable Task next() {
    for (; ; ) {
      if (executor.stopped) {
        return null;
      }
      if (lent) {
        lent = false;
        executor.monitor.back();
      }
      if (spare && executor.monitor.takeSurplus()) {
        retire();
        continue;
      }
      Task task = order != null ? takeSeeded() : take();
      if (task == null) {
        park();
        continue;
      }
      if (searching) {
        stopSearching();
      }
      if (task.begin()) {
        budget = BUDGET;
        runCount++;
        if (observer != null) {
          observer.polled(task, this);
        }
        return task;
      }
    }
  }

  private @Nullable Task take() {
    Task task = ++tick % PERIOD == 0 ? periodic() : null;
    if (task == null) {
      task = takeOwn();
    }
    return task != null ? task : takeShared();
  }

  private @Nullable Task takeSeeded() {
    if (order.isEmpty()) {
      order.rests();
      if (executor.seededPatience() == 0) {
        order.letIn();
      }
    }
    if (order.isTimeDue()) {
      executor.passTime(order.takeMicros(), wakes);
      handOut();
    }
    Task task = order.take();
    if (task != null) {
      order.worked(1);
    }
    return task;
  }

  private @Nullable Task takeOwn() {
    if (lifoRuns < LIFO_RUNS) {
      Task task = takeLifo();
      if (task != null) {
        lifoRuns++;
        return task;
      }
    }
    lifoRuns = 0;
    Task task = ring.pop();
    return task != null ? task : takeLifo();
  }

  private @Nullable Task takeLifo() {
    return LIFO.get(this) == null ? null : (Task) LIFO.getAndSet(this, null);
  }

  private @Nullable Task takeShared() {
    Task task = executor.injector.pollInto(ring, executor.ringCapacity, executor.workerCount());
    return task != null ? task : steal();
  }

  private @Nullable Task steal() {
    int n = executor.reach();
    if (n == 1 || (!searching && !idle.startSearching())) {
      return null;
    }
    searching = true;
    int start = (int) Long.remainderUnsigned(random(), n);
    for (int i = 0; i < n; i++) {
      Worker victim = executor.worker((start + i) % n);
      if (victim != this) {
        Task task = victim.ring.stealInto(ring);
        if (task != null) {
          stealCount++;
          if (observer != null) {
            observer.stolen(this, victim);
          }
          return task;
        }
      }
    }
    return executor.injector.pollInto(ring, executor.ringCapacity, n);
  }

  /**
   * 64 random bits, for the worker's own thread. Marsaglia's xorshift; the seed comes from the
   * platform.
   */
  public long random() {
    long x = randomState;
    x ^= x << 13;
    x ^= x >>> 7;
    x ^= x << 17;
    randomState = x;
    return x;
  }

  /**
   * Wakes the next searcher if there is more to find; producers rely on that while one searches.
   */
  private void stopSearching() {
    searching = false;
    idle.stopSearching();
    if (executor.hasQueuedTasks()) {
      executor.notifyOne();
    }
  }

  private @Nullable Task periodic() {
    if (executor.eventsOverdue() && executor.reactor().tryAcquire()) {
      try {
        executor.collectEvents(wakes, false);
      } finally {
        executor.reactor().release();
      }
      handOut();
    }
    return executor.injector.poll();
  }

  /** Wakes everybody collected, in order, into the ring. */
  private void handOut() {
    if (wakes.isEmpty()) {
      return;
    }
    handingOut = true;
    try {
      wakes.wakeAll();
    } finally {
      handingOut = false;
    }
    if (ring.size() > 1) {
      executor.notifyOne();
    }
  }

  // ---- giving

  /** A task that this worker's thread has just made scheduled by a wake. */
  void schedule(Task task) {
    if (handingOut || order != null) {
      push(task);
      return;
    }
    // Nobody but this worker fills the slot, so an empty one needs no atomic update.
    if (LIFO.get(this) == null) {
      LIFO.setRelease(this, task);
      return;
    }
    Task previous = (Task) LIFO.getAndSet(this, task);
    if (previous != null) {
      push(previous);
      executor.notifyOne();
    }
  }

  /** A new task; it comes after everything this worker has queued. */
  void spawn(Task task) {
    push(task);
    executor.notifyOne();
  }

  /**
   * Puts a running task back to the end of the queue: it yields, or was woken while it ran. The
   * caller lets go of it.
   */
  public void requeue(Task task) {
    boolean othersWait = !ring.isEmpty();
    task.requeue();
    push(task);
    if (othersWait) {
      executor.notifyOne();
    }
  }

  /**
   * Whether this worker could run another task at once. A running task that yields need not go
   * through the queue when not; but every so often it must, as sockets and timers are looked at
   * there.
   */
  public boolean hasOtherTasks() {
    if (order != null) {
      return !order.isEmpty();
    }
    return LIFO.get(this) != null || !ring.isEmpty() || !executor.injector.isEmpty();
  }

  private void push(Task task) {
    if (order != null) {
      order.add(task);
      return;
    }
    while (!ring.push(task)) {
      TaskChain half = new TaskChain();
      if (ring.takeHalf(half)) {
        half.add(task);
        executor.injector.pushAll(half);
        return;
      }
    }
  }

  // ---- waiting

  private void park() {
    ring.clear();
    parkCount++;
    if (observer != null) {
      observer.parked(this);
    }
    idle.sleep(this, searching);
    searching = false;
    // What was published before the counts changed was not announced to us.
    if (executor.hasQueuedTasks()) {
      executor.notifyOne();
    }
    while (!executor.stopped && !waitOnce()) {
      // Woken for nothing: still listed as sleeping, and nothing of its own to run.
    }
    if (observer != null) {
      observer.unparked(this);
    }
  }

  /** Waits; true when this worker is awake again, with its own tasks to run or to search. */
  private boolean waitOnce() {
    if (executor.reactor().tryAcquire()) {
      try {
        if (parker.enterReactor()) {
          executor.collectEvents(wakes, true);
          if (wakes.isEmpty()) {
            executor.watch.lookAround(this);
          }
        }
      } finally {
        parker.leave();
        executor.reactor().release();
      }
      if (!wakes.isEmpty()) {
        searching = !idle.wakeSelf(this);
        executor.watch.pollerLeft();
        handOut();
        return true;
      }
    } else {
      executor.beforeThreadPark();
      executor.watch.park(this);
    }
    if (!idle.isSleeping(this)) {
      searching = true;
      return true;
    }
    if (order != null && executor.hasQueuedTasks()) {
      searching = !idle.wakeSelf(this);
      return true;
    }
    return false;
  }

  // ---- the life of a spare

  /** Gives everything away and waits until the monitor has need of it. */
  private void retire() {
    if (searching) {
      stopSearching();
    }
    Task slot = takeLifo();
    if (slot != null) {
      executor.injector.push(slot);
    }
    for (Task task = ring.pop(); task != null; task = ring.pop()) {
      executor.injector.push(task);
    }
    ring.clear();
    idle.leave();
    dormant = true;
    // Somebody else has to look through the queues, and to take over the reactor: the others may
    // all have gone to sleep outside it because this one was in there.
    executor.notifyOne();
    while (dormant && !executor.stopped) {
      boolean unused = parker.park(0);
    }
  }

  /** By the monitor: a spare that retired joins again. False when it has not retired. */
  boolean joinAgain() {
    if (!dormant) {
      return false;
    }
    idle.join();
    dormant = false;
    parker.unpark();
    return true;
  }

  boolean isDormant() {
    return dormant;
  }

  boolean isLent() {
    return lent;
  }

  /** By the monitor: a spare runs in this worker's place. */
  void lend() {
    lent = true;
  }

  // ---- for the watcher, on another thread

  /** Changes with each task and each await that was ready; any thread. */
  public long runSeen() {
    return ((runCount + tick) << 16) + resumes - budget;
  }

  /** The driver goes on with something else within a task. */
  public void resumes() {
    resumes++;
  }

  /**
   * By a driver whose tasks can give way in the middle ({@link Task#askToGiveWay}), before its
   * first task.
   */
  public void setHolder(TaskHolder holder) {
    this.holder = holder;
  }

  private @Nullable Task heldTask() {
    TaskHolder driver = holder;
    return driver == null ? null : driver.heldTask();
  }

  /** By the monitor: asks the task that this worker holds to give way, if it is needed. */
  void askToGiveWay(boolean othersWait) {
    Task task = heldTask();
    if (task != null
        && (othersWait || isHeldTaskWoken() || holder.hasOtherParts() || hasOtherTasks())) {
      task.askToGiveWay();
    }
  }

  /** By the monitor: whether the task that this worker holds was asked, and has not. */
  boolean wasAskedToGiveWay() {
    Task task = heldTask();
    return task != null && task.isAskedToGiveWay();
  }

  /** By the monitor: whether the task that this worker holds was woken or cancelled meanwhile. */
  boolean isHeldTaskWoken() {
    Task task = heldTask();
    return task != null && (task.isNotified() || holder.isPartCancelled());
  }

  /** By the driver: the code of {@code task} is about to run, for a time slice at most. */
  public void beginSlice(Task task) {
    task.beginSlice();
    if (order != null) {
      roundsLeft = SeededOrder.SLICE_ROUNDS;
      task.askToGiveWay();
    }
  }

  /**
   * By a loop that was asked to give way: whether it has to. In a deterministic run the number of
   * rounds says when.
   */
  public boolean endsSlice() {
    return order == null || --roundsLeft <= 0;
  }

  /**
   * By a loop that gives way. In a deterministic run that is how the time passes which it takes.
   */
  public void sliceEnded() {
    sliceEnded = true;
    tick += PERIOD - 1 - tick % PERIOD; // a slice is long: sockets and timers have their turn
    if (order != null) {
      order.worked(SeededOrder.SLICE_MICROS);
    }
  }

  /** Whether a loop has given way since this was asked last: the task goes behind all others. */
  public boolean takeSliceEnded() {
    boolean was = sliceEnded;
    sliceEnded = false;
    return was;
  }

  int tickSeen() {
    return tick;
  }

  /** Takes the task out of the slot of a worker that does not get to it, or null. */
  @Nullable Task takeStuck() {
    return takeLifo();
  }

  @Override
  public String toString() {
    return "worker " + index;
  }
}
