package bide.interpreter;

import bide.grammar.tree.Script;
import bide.grammar.tree.Stmt;
import bide.interpreter.analysis.Names;
import bide.interpreter.analysis.SessionScope;
import bide.interpreter.async.BlockingCall;
import bide.interpreter.async.CallFuture;
import bide.interpreter.async.Cancellation;
import bide.interpreter.async.DriverRoot;
import bide.interpreter.async.FutureLibrary;
import bide.interpreter.async.GuestDriver;
import bide.interpreter.async.Inputs;
import bide.interpreter.async.Strand;
import bide.interpreter.async.TaskDump;
import bide.interpreter.async.TaskFunctions;
import bide.interpreter.async.TaskReports;
import bide.interpreter.async.UnrunFutures;
import bide.interpreter.compile.ModuleBindings;
import bide.interpreter.error.CancelledException;
import bide.interpreter.error.CompileFailure;
import bide.interpreter.error.CompileFailure.Finding;
import bide.interpreter.error.ReportedFailure;
import bide.interpreter.function.FunctionCode;
import bide.interpreter.library.Output;
import bide.interpreter.module.FileModule;
import bide.interpreter.module.ProgramLoader;
import bide.interpreter.reference.DocLookup;
import bide.interpreter.reference.Reference;
import bide.interpreter.reference.ReferencePage;
import bide.interpreter.reference.SessionDocs;
import bide.interpreter.stream.InternalSource;
import bide.interpreter.stream.StreamLibrary;
import bide.interpreter.value.BideList;
import bide.interpreter.value.Region;
import bide.interpreter.value.Strings;
import bide.runtime.executor.Executor;
import com.oracle.truffle.api.CallTarget;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.TruffleFile;
import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.TruffleSafepoint;
import com.oracle.truffle.api.exception.AbstractTruffleException;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.source.Source;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One running Bide: its executor, its output, its names. Thread-safe. */
public final class BideContext {
  private static final int MEBI = 1 << 20;

  /** How often, and with what pause, code is interrupted that does not end. */
  private static final int KILL_TRIES = 100;

  private static final long KILL_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final BideLanguage language;
  private final TruffleLanguage.Env env;
  private final Names names;
  private final ModuleBindings bindings;
  private final @Nullable SessionScope session;
  private final @Nullable SessionDocs docs;
  private final Map<String, FileModule> modules = new ConcurrentHashMap<>();

  /** Of the main task: in a session of all inputs, one after the other. */
  private final Region mainRegion = new Region(Region.MAIN);

  private final BideList arguments;
  private final long suspendedBytesLimit;
  private final BufferedOutput output;
  private final UnrunFutures unrunFutures = new UnrunFutures();
  private final Set<BlockingCall> blockingCalls = ConcurrentHashMap.newKeySet();

  /** Of the program that runs, or has run last; in a session of all inputs. */
  private volatile TaskReports reports = new TaskReports(this);

  /** A thread is in {@code eval}. */
  private final AtomicBoolean evaluating = new AtomicBoolean();

  /** Executors whose threads the engine has interrupted, and that are still to be cleared away. */
  private final Queue<Executor> interrupted = new ConcurrentLinkedQueue<>();

  private volatile boolean killing;

  /** The script is to end before its time; null while it is not. */
  private volatile @Nullable Ending ending;

  private @Nullable Executor executor;
  private volatile @Nullable StreamLibrary streams;
  private volatile @Nullable FutureLibrary futures;
  private volatile @Nullable CallTarget nestedDriver;

  /** What the main task of a session runs; null before the first input. */
  private @Nullable Inputs inputs;

  /** That main task has ended. */
  private @Nullable CountDownLatch sessionEnded;

  /** The script, or the input of a session, that the thread in {@code eval} waits for. */
  private volatile @Nullable Strand foreground;

  /** What the thread in {@code eval} waits for. */
  private volatile @Nullable CountDownLatch foregroundEnds;

  BideContext(BideLanguage language, TruffleLanguage.Env env) {
    this.language = language;
    this.env = env;
    this.names = new ContextNames(this);
    boolean keepsNames = env.getOptions().get(BideLanguage.session);
    this.bindings = new ModuleBindings(keepsNames);
    this.session = keepsNames ? new SessionScope() : null;
    this.docs = keepsNames ? new SessionDocs() : null;
    this.output = new BufferedOutput(env.out(), this::outputFailed);
    int megabytes = env.getOptions().get(BideLanguage.suspendedMegabytes);
    this.suspendedBytesLimit =
        megabytes > 0 ? (long) megabytes * MEBI : Runtime.getRuntime().maxMemory() / 2;
    this.arguments = new BideList(mainRegion);
    for (String argument : env.getApplicationArguments()) {
      arguments.add(Strings.of(argument));
    }
    TaskFunctions.register();
  }

  public BideLanguage language() {
    return language;
  }

  public TruffleLanguage.Env env() {
    return env;
  }

  public Output output() {
    return output;
  }

  /** Sends on what has been printed. */
  public void flush() {
    output.flush();
  }

  Names names() {
    return names;
  }

  @Nullable SessionScope session() {
    return session;
  }

  /** Notes what an input of a session declares, for {@link #documentation}. */
  public void noteDeclarations(Script script, CharSequence source) {
    if (docs != null) {
      docs.add(script, source);
    }
  }

  /** Notes what a file declares that an input of a session uses. */
  public void noteFile(String path, Script script, CharSequence source) {
    if (docs != null) {
      docs.addFile(path, script, source);
    }
  }

  /** Notes under which name an input of a session uses a file. */
  public void noteUse(Stmt.Use use, @Nullable String bound, String path) {
    if (docs != null) {
      docs.addUse(use, bound, path);
    }
  }

  /** What a session's {@code :doc} shows of a name: lines of text. Only in a session. */
  public String documentation(String name) {
    return DocLookup.show(name, docs, names);
  }

  /**
   * All that can be said of a script and the files that it uses without running them.
   *
   * @throws IOException if the script cannot be read
   * @throws CompileFailure if an expression is too long to look at
   */
  public List<Finding> check(String path) throws IOException {
    TruffleFile file = env.getPublicTruffleFile(path);
    Source script = Source.newBuilder(BideLanguage.ID, file).name(path).cached(false).build();
    try {
      return ProgramLoader.check(this, names, script);
    } catch (StackOverflowError tooDeep) {
      throw CompileFailure.tooLong();
    }
  }

  /** The reference page, in Markdown. */
  public String referencePage() {
    return ReferencePage.of(names);
  }

  /** Methods that the reference page lacks; none, if all is well. */
  public List<String> undocumentedMethods() {
    return Reference.undocumented(names);
  }

  /** Top-level declarations and what the main task holds live on from one source to the next. */
  public boolean isSession() {
    return session != null;
  }

  ModuleBindings bindings() {
    return bindings;
  }

  Object arguments() {
    return arguments;
  }

  /** A module by its real path; null if it has not run to its end in this context. */
  public @Nullable FileModule moduleThatRan(String path) {
    return modules.get(path);
  }

  /** Keeps a module: whoever uses its file from now on gets this one. */
  @TruffleBoundary
  public void hasRun(FileModule module) {
    module.markRun();
    modules.put(module.path(), module);
  }

  public long suspendedBytesLimit() {
    return suspendedBytesLimit;
  }

  /** Functions that run on the blocking pool, or wait for a thread of it. Thread-safe. */
  public Set<BlockingCall> blockingCalls() {
    return blockingCalls;
  }

  /** The methods of streams; compiled, with the help of {@code strand}, when first asked for. */
  public StreamLibrary streams(Strand strand) {
    StreamLibrary known = streams;
    return known != null ? known : loadStreams(strand);
  }

  private StreamLibrary loadStreams(Strand strand) {
    synchronized (names) {
      if (streams == null) {
        streams = StreamLibrary.load(this, names, strand);
      }
      return streams;
    }
  }

  /** What drives futures written by hand; compiled when first asked for. */
  public FutureLibrary futures(Strand strand) {
    FutureLibrary known = futures;
    return known != null ? known : loadFutures(strand);
  }

  private FutureLibrary loadFutures(Strand strand) {
    synchronized (names) {
      if (futures == null) {
        futures =
            new FutureLibrary(
                InternalSource.load(
                    this,
                    names,
                    strand,
                    FutureLibrary.class,
                    "futures.bide",
                    FutureLibrary.builtins()));
      }
      return futures;
    }
  }

  /** Runs futures that are polled by hand: code that all workers share. */
  public CallTarget nestedDriver() {
    CallTarget known = nestedDriver;
    if (known == null) {
      synchronized (names) {
        if (nestedDriver == null) {
          nestedDriver = new DriverRoot(language).getCallTarget();
        }
        known = nestedDriver;
      }
    }
    return known;
  }

  public TaskReports reports() {
    return reports;
  }

  public UnrunFutures unrunFutures() {
    return unrunFutures;
  }

  /** Writes a message for the user to standard error, after everything that was printed before. */
  public void printError(String text) {
    output.flush();
    try {
      OutputStream err = env.err();
      synchronized (err) {
        err.write((text + "\n").getBytes(StandardCharsets.UTF_8));
        err.flush();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // ---------------------------------------------------------------- running

  /** Whether a seed decides the order in which tasks run. */
  public boolean isDeterministic() {
    return env.getOptions().get(BideLanguage.seed) >= 0;
  }

  public synchronized Executor executor() {
    if (executor == null) {
      executor =
          GuestDriver.newExecutor(
              this,
              env.getOptions().get(BideLanguage.workers),
              env.getOptions().get(BideLanguage.seed),
              env.getOptions().get(BideLanguage.stackMegabytes),
              env.getOptions().get(BideLanguage.warnBlocking));
      executor.start();
    }
    return executor;
  }

  /** Null where nothing has been run, or all has ended. */
  private synchronized @Nullable Executor current() {
    return executor;
  }

  /**
   * Runs a program as the main task, or as the next input of a session's; returns its value when it
   * has ended. Outside of a session each source is a program of its own, with which other tasks
   * end.
   */
  Object runMain(FunctionCode main, Node caller) {
    if (!env.isCreateThreadAllowed()) {
      throw ReportedFailure.refused(
          "this context may not create threads, and tasks run on threads",
          "make the context with `allowCreateThread(true)`");
    }
    if (!evaluating.compareAndSet(false, true)) {
      throw ReportedFailure.refused(
          "this context evaluates another source",
          "wait until that has ended, or use one context for each thread");
    }
    try {
      clearInterrupted();
      return session == null ? runScript(main, caller) : runInput(main, caller);
    } catch (AbstractTruffleException failure) {
      if (Cancellation.isInterrupt(failure)) {
        interrupted(current());
      }
      throw failure;
    } finally {
      evaluating.set(false);
    }
  }

  private Object runScript(FunctionCode main, Node caller) {
    reports = new TaskReports(this);
    killing = false;
    Executor running = executor();
    Strand task = new Strand(this, running);
    task.begin(new CallFuture(main, new Object[2]));
    CountDownLatch ended = prepareMain(task, running);
    // Known before it runs: whoever finds it stuck asks who it is.
    foregroundEnds = ended;
    foreground = task;
    running.spawn(task);
    Ending early = ending;
    if (early != null) {
      early.start(); // asked while there was no main task
    }
    await(task, ended, caller);
    task.observe();
    if (!task.isFinished() && ending != null) {
      endWithoutMain(running);
    } else {
      shutdown(running);
    }
    Object result = result(task);
    if (reports.anyFailure()) {
      throw reports.failure();
    }
    return result;
  }

  /**
   * Ends a session as a script ends with its main task: other tasks are cancelled, and what nobody
   * has seen is reported.
   *
   * @return whether no task failed unobserved
   */
  public boolean endSession() {
    Executor running;
    Inputs ending;
    synchronized (this) {
      running = executor;
      ending = inputs;
      inputs = null;
    }
    if (ending == null || running == null) {
      return true;
    }
    ending.end();
    await(sessionEnded, shutdownNanos(), null);
    shutdown(running);
    output.flush();
    return !reports.anyFailure();
  }

  /** Says of tasks that have failed since it was asked last, and that nobody has awaited so far. */
  public void noteFailures() {
    Executor running = current();
    if (running != null) {
      reports.noteFailures(running);
    }
  }

  /** Makes {@code task} the main task, with whose end the others end. */
  private CountDownLatch prepareMain(Strand task, Executor running) {
    task.setInfo(TaskReports.MAIN);
    task.owns(mainRegion);
    CountDownLatch ended = new CountDownLatch(1);
    // By the worker, before it runs anything else: what the end of the main task cancels is then
    // the same in each run of a seed.
    Object unused =
        task.poll(
            () -> {
              if (env.getOptions().get(BideLanguage.dumpOnExit)) {
                printError("when main ended:\n" + TaskDump.of(this, running, null));
              }
              reports.cancelRest(running);
              ended.countDown();
            });
    return ended;
  }

  private Object runInput(FunctionCode code, Node caller) {
    Executor running = executor();
    CountDownLatch ended = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    Strand input;
    running.expectWake();
    try {
      input = inputs(running).add(code);
      Object unused =
          input.poll(
              () -> {
                ended.countDown();
                over.countDown();
              });
      foregroundEnds = over;
      foreground = input;
      input.wake();
    } finally {
      running.wakeCame();
    }
    await(input, over, caller);
    if (!input.isFinished()) {
      kill(input, ended, caller);
    }
    input.observe();
    return result(input);
  }

  /** Ends an input that waits or runs in its finally blocks, one of them after the other. */
  private void kill(Strand input, CountDownLatch ended, Node caller) {
    int tries = 0;
    while (tries < KILL_TRIES && Cancellation.cancelAgain(this, input)) {
      await(ended, KILL_NANOS, caller);
      tries++;
    }
    if (!input.isFinished()) {
      printError("note: the input does not end");
      throw ReportedFailure.alreadyPrinted("Cancelled", "the input does not end");
    }
    if (tries > 0) {
      printError("note: the input was ended in the middle of its finally parts");
    }
  }

  private static void await(CountDownLatch ended, long nanos, @Nullable Node caller) {
    TruffleSafepoint.setBlockedThreadInterruptible(
        caller,
        latch -> {
          boolean unused = latch.await(nanos, TimeUnit.NANOSECONDS);
        },
        ended);
  }

  /** The main task of a session, which begins with the first input. */
  private synchronized Inputs inputs(Executor running) {
    if (inputs == null) {
      reports = new TaskReports(this);
      inputs = new Inputs(this, running);
      sessionEnded = prepareMain(inputs.main(), running);
      running.spawn(inputs.main());
    }
    return inputs;
  }

  /** What a script or an input gives, which has ended; throws what it failed with. */
  private Object result(Strand program) {
    output.flush();
    if (program.isFailed()) {
      throw ReportedFailure.of(language, (Throwable) program.outcome());
    }
    if (reports.gotStuck(program)) {
      throw TaskReports.deadlock();
    }
    if (ending != null && (program.isCancelled() || !program.isFinished())) {
      // Whoever asked for that says so.
      throw ReportedFailure.alreadyPrinted("Cancelled", "the script was ended before its time");
    }
    if (program.isCancelled()) {
      throw new CancelledException();
    }
    return GuestResult.ofProgram(program.outcome(), mainRegion);
  }

  private void await(Strand task, CountDownLatch ended, Node caller) {
    try {
      TruffleSafepoint.setBlockedThreadInterruptible(caller, CountDownLatch::await, ended);
    } catch (Throwable failure) {
      if (!Cancellation.isInterrupt(failure)) {
        boolean unused = Cancellation.cancel(this, task);
      }
      throw failure;
    } finally {
      foreground = null;
      foregroundEnds = null;
    }
  }

  /** What all tasks do, as text. Any thread that has entered the context. */
  public String taskDump() {
    Executor running = current();
    return running == null ? "no tasks" : TaskDump.of(this, running, null);
  }

  /** The script or input that the thread in {@code eval} waits for; null for none. */
  public @Nullable Strand foreground() {
    return foreground;
  }

  /** Nobody waits for the foreground task any more, although it has not ended. */
  public void giveUp(Executor running) {
    CountDownLatch ends = foregroundEnds;
    if (ends != null) {
      ends.countDown();
    }
    running.recheckEnds();
  }

  /**
   * Cancels what the thread in {@code eval} waits for; other tasks go on. False when it waits for
   * nothing. Any thread.
   */
  public boolean cancelForeground() {
    Strand task = foreground;
    return task != null && Cancellation.cancel(this, task);
  }

  /**
   * Cancels the input that a session waits for; one that is on its way out already is ended without
   * the rest of its finally blocks. Any thread that has entered the context.
   */
  public void interrupt() {
    Strand input = foreground;
    if (input != null && input.isCancelRequested()) {
      giveUp(executor());
    } else {
      boolean unused = cancelForeground();
    }
  }

  // ---------------------------------------------------------------- an end before its time

  /**
   * Has a script end as if its main task had been cancelled, and detached tasks as well: their
   * finally parts run, within the time that what is cancelled has. Returns at once. Any thread, and
   * any number of times.
   */
  public void endEarly() {
    synchronized (this) {
      if (ending != null) {
        return;
      }
      ending = new Ending();
    }
    ending.start();
  }

  /** Whether {@link #endEarly} was called: what is cancelled then needs no note. */
  public boolean endsEarly() {
    return ending != null;
  }

  /** Cancels what runs, and sees to it that the main task has its time to end and no more. */
  private final class Ending {
    private @Nullable Thread thread;

    /** On a thread of its own: a worker that asks as it goes to sleep must not wake tasks. */
    synchronized void start() {
      thread = Thread.ofPlatform().daemon().name("bide-ending").start(this::run);
    }

    /** It uses the context, so that is not to be closed before. */
    synchronized void awaitEnd() {
      if (thread != null) {
        TruffleSafepoint.setBlockedThreadInterruptible(null, Thread::join, thread);
      }
    }

    private void run() {
      Strand main = foreground;
      CountDownLatch ends = foregroundEnds;
      Executor running = current();
      if (running == null) {
        return; // nothing runs yet, or any more
      }
      if (main != null && ends != null) {
        boolean unused = Cancellation.cancel(BideContext.this, main);
        awaitUninterrupted(ends);
        giveUp(running);
      }
      reports.cancelDetached(running);
    }

    private void awaitUninterrupted(CountDownLatch ends) {
      try {
        boolean unused = ends.await(shutdownNanos(), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        throw new IllegalStateException("nobody knows this thread", e);
      }
    }
  }

  /** The main task has not ended in its time: the others have theirs now, then all is ended. */
  private void endWithoutMain(Executor running) {
    long deadline = running.platform().nanoTime() + shutdownNanos();
    reports.cancelRest(running);
    blockingCalls.forEach(BlockingCall::cancel);
    running.awaitEnds(() -> running.liveTaskCount() <= 1, deadline);
    end(running, 0);
    reports.afterShutdown(running);
    forget(running);
  }

  /** Nobody reads what the script prints: it ends. In a session its host has to see to that. */
  private void outputFailed(IOException failure) {
    if (session != null) {
      throw new UncheckedIOException("cannot write the output", failure);
    }
    endEarly();
  }

  /** Kept until all has ended: what tasks spawn or sleep for on their way out belongs to it too. */
  private void shutdown(Executor running) {
    long nanos = shutdownNanos();
    reports.mainEnds(running, running.platform().nanoTime() + nanos);
    // What has not ended by now has had its time; for the rest it begins anew.
    end(running, reports.hasGivenUp() || reports.anyOverdue() ? 0 : nanos);
    reports.afterShutdown(running);
    forget(running);
  }

  private long shutdownNanos() {
    return TimeUnit.MILLISECONDS.toNanos(env.getOptions().get(BideLanguage.shutdownMillis));
  }

  private synchronized void forget(Executor ended) {
    if (executor == ended) {
      executor = null;
    }
  }

  private void end(Executor running, long nanos) {
    boolean clean = false;
    if (!running.isShutDown()) {
      Executor.ShutdownReport left = running.shutdown(nanos);
      clean = left.isClean();
      if (!clean && !reports.hasGivenUp()) {
        reports.overdue(running, left);
      }
    }
    for (int i = 0; !clean && i < KILL_TRIES; i++) {
      // What goes on in a finally block for ever is not asked again but ended, wherever it is.
      killing = true;
      Cancellation.killRunning(this);
      clean = running.awaitStopped(KILL_NANOS);
    }
  }

  /**
   * The engine asks all threads to leave the context at once, which leaves tasks where they are:
   * what is evaluated next has an executor of its own. Any thread.
   */
  public void interrupted(@Nullable Executor running) {
    synchronized (this) {
      if (running == null || executor != running) {
        return;
      }
      executor = null;
      inputs = null;
      sessionEnded = null;
    }
    interrupted.add(running);
    running.stop();
    // A function on a thread of its own that has just begun may not have been asked by the engine.
    Cancellation.interruptRunning(this);
  }

  /** Whether the engine has interrupted what {@code running} runs. */
  public boolean isInterrupted(Executor running) {
    return interrupted.contains(running);
  }

  /** Not before the interrupt is over: until then no thread of the context may wait. */
  private void clearInterrupted() {
    for (Executor left = interrupted.poll(); left != null; left = interrupted.poll()) {
      if (!left.isShutDown()) {
        Executor.ShutdownReport unused = left.shutdown(0);
      }
      for (int i = 0; !left.awaitStopped(KILL_NANOS) && i < KILL_TRIES; i++) {
        killing = true;
        Cancellation.killRunning(this);
      }
      blockingCalls.clear();
      killing = false;
    }
  }

  /** Whether code that is still running is to be ended without its finally blocks. */
  public boolean isKilling() {
    return killing;
  }

  /** Ends what still runs, without reports; harmless when nothing does. */
  void close() {
    clearInterrupted();
    Executor running = current();
    if (running != null) {
      blockingCalls.forEach(BlockingCall::cancel);
      end(running, shutdownNanos());
      forget(running);
    }
    output.flush();
    Ending early = ending;
    if (early != null) {
      early.awaitEnd();
    }
  }
}
