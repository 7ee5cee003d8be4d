package bide.interpreter.async;

import bide.interpreter.BideContext;
import bide.runtime.executor.Executor;
import bide.runtime.executor.Platform;
import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.TruffleSafepoint;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Makes executors whose threads may run guest code and whose workers run {@link DriverRoot}. */
public final class GuestDriver {
  /**
   * A worker's stack. Address space only: the system gives memory for the pages that recursion has
   * touched. A million sync calls deep fit even before their code is compiled; much more would make
   * each garbage collection that meets a deep stack take seconds.
   */
  public static final int DEFAULT_STACK_MEGABYTES = 700;

  private GuestDriver() {}

  /**
   * @param workers number of threads; 0 for one per processor
   * @param seed of a deterministic run; negative for a run as fast as possible
   * @param stackMegabytes of each worker
   * @param warnBlocking how long, in milliseconds, a task may hold its worker before that is
   *     reported; 0 for no reports
   */
  public static Executor newExecutor(
      BideContext context, int workers, long seed, int stackMegabytes, int warnBlocking) {
    Executor.Builder builder = Executor.builder();
    if (seed >= 0) {
      builder.seed(seed);
    } else if (workers > 0) {
      builder.workers(workers);
    }
    // Not the context's, which lets go of the executor when it shuts it down.
    AtomicReference<Executor> made = new AtomicReference<>();
    if (warnBlocking > 0) {
      builder.onHeldWorker(
          TimeUnit.MILLISECONDS.toNanos(warnBlocking), new HeldReports(context, warnBlocking));
    }
    Executor executor =
        builder
            .onStandstill(() -> context.reports().standstill(made.get()))
            .onSliceOverrun(new SliceOverruns(context))
            .platform(new GuestPlatform(context, made))
            .driver(
                worker ->
                    new DriverRoot(context.language()).getCallTarget().call(new Slices(worker)))
            .stackSize((long) stackMegabytes << 20)
            .namePrefix("bide")
            .build();
    made.set(executor);
    return executor;
  }

  /**
   * Threads are made by the engine, and wait so that it can reach them.
   *
   * @param made the executor that the threads are for, once that is made
   */
  private record GuestPlatform(BideContext context, AtomicReference<Executor> made)
      implements Platform {
    private static final Platform SYSTEM = Platform.system();

    @Override
    public long nanoTime() {
      return SYSTEM.nanoTime();
    }

    @Override
    public long wallMillis() {
      return SYSTEM.wallMillis();
    }

    @Override
    public long random() {
      return SYSTEM.random();
    }

    @Override
    public Thread newThread(Runnable body, String name, long stackSize) {
      TruffleLanguage.Env env = context.env();
      Thread thread = env.newTruffleThreadBuilder(body).stackSize(stackSize).build();
      thread.setName(name);
      thread.setDaemon(true);
      quietWhenInterrupted(thread);
      return thread;
    }

    /** The engine itself throws, also once all that the thread has run is over. */
    private void quietWhenInterrupted(Thread thread) {
      Thread.UncaughtExceptionHandler usual = thread.getUncaughtExceptionHandler();
      thread.setUncaughtExceptionHandler(
          (ended, failure) -> {
            if (Cancellation.isInterrupt(failure)) {
              context.interrupted(made.get());
            } else {
              usual.uncaughtException(ended, failure);
            }
          });
    }

    @Override
    public void blocking(Blocking action) {
      context.flush();
      TruffleSafepoint.setBlockedThreadInterruptible(null, Blocking::run, action);
    }
  }
}
