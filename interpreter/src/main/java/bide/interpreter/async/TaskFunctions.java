package bide.interpreter.async;

import bide.interpreter.BideContext;
import bide.interpreter.async.Branches.Policy;
import bide.interpreter.builtin.Channels;
import bide.interpreter.error.Errors;
import bide.interpreter.library.Args;
import bide.interpreter.library.BuiltinFunction;
import bide.interpreter.library.CallContext;
import bide.interpreter.library.Globals;
import bide.interpreter.library.Invoker;
import bide.interpreter.library.Iterators;
import bide.interpreter.library.MethodSet;
import bide.interpreter.library.MethodTable;
import bide.interpreter.ownership.Ownership;
import bide.interpreter.sync.SyncFunctions;
import bide.interpreter.value.BideDuration;
import bide.interpreter.value.BideIterator;
import bide.interpreter.value.Kinds;
import bide.interpreter.value.Nil;
import bide.interpreter.value.Strings;
import bide.runtime.task.Future;
import bide.runtime.task.FutureEndedException;
import bide.runtime.task.Waker;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The builtins that start tasks and wait for them, and the methods of a task's handle. */
public final class TaskFunctions {
  private TaskFunctions() {}

  /** Makes the builtins known; to be called once, before the first script is compiled. */
  public static void register() {
    Ownership.setCurrent(Strand::currentRegion);
    Kinds.register(Strand.class, "task");
    Kinds.register(Future.class, "future");
    starting().all().forEach(Globals::register);
    waiting().all().forEach(Globals::register);
    ByHand.functions().all().forEach(Globals::register);
    Scope.register();
    Channels.register();
    Generators.register();
    SyncFunctions.register();
    ByHand.register();
    MethodTable.register(Strand.class, handle());
  }

  /**
   * Whether {@code function} is the builtin {@code spawn}, whose calls the compiler gives their
   * place.
   */
  public static boolean isSpawn(Object function) {
    return function instanceof BuiltinFunction builtin && builtin.method().name().equals("spawn");
  }

  /** The class of what {@code scope} gives its body. */
  public static Class<?> scopeClass() {
    return Scope.Handle.class;
  }

  /** The class whose methods the reference shows for futures of all kinds. */
  public static Class<?> futureClass() {
    return CallFuture.class;
  }

  /** The class of intervals. */
  public static Class<?> intervalClass() {
    return Interval.class;
  }

  /** The class of wakers. */
  public static Class<?> wakerClass() {
    return WakerObject.class;
  }

  private static MethodSet starting() {
    return new MethodSet()
        .add(
            "spawn(future)",
            "Starts a task that runs the future, and gives the task's handle at once.",
            "let t = spawn(async { 6 * 7 })\n" + "t.await -> 42",
            (cx, call, self, args) -> spawn((Strand) cx, args[0], null))
        .add(
            "spawn_blocking(function)",
            "Runs a function that blocks or computes for long on a thread of its own; gives a future of its result.",
            "spawn_blocking(|| (0..1000).sum()).await -> 499500",
            (cx, call, self, args) -> spawnBlocking((Strand) cx, args[0], call))
        .add(
            "box(future)",
            "The same future, with its frame on the heap from the start. Deep recursion does this by itself.",
            "box(async { 1 }).await -> 1",
            (cx, call, self, args) -> {
              if (args[0] instanceof Future) {
                return args[0];
              }
              CallFuture boxed = ByHand.boxed((Strand) cx, args[0]);
              boxed.box();
              return boxed;
            });
  }

  private static MethodSet waiting() {
    return new MethodSet()
        .add(
            "join(...futures)",
            "A future that runs all of its arguments at once and gives the list of their results, in order. When some fail, it throws the first error after all have ended.",
            "join(async { 1 }, async { 2 }).await -> [1, 2]",
            (cx, call, self, args) -> new Branches("join", Policy.JOIN, (Object[]) args[0]))
        .add(
            "join_all(futures)",
            "Like `join`, for all futures of a list or another iterable.",
            "join_all((1..4).map(|n| async { n * n })).await -> [1, 4, 9]",
            (cx, call, self, args) -> new Branches("join_all", Policy.JOIN, all(cx, call, args[0])))
        .add(
            "try_join(...futures)",
            "Like `join`, but the first error cancels the other futures.",
            "try { try_join(async { throw \"a\" }, sleep(1h)).await } catch e { e.value } -> a",
            (cx, call, self, args) -> new Branches("try_join", Policy.TRY_JOIN, (Object[]) args[0]))
        .add(
            "try_join_all(futures)",
            "Like `join_all`, but the first error cancels the other futures.",
            "try_join_all([async { 1 }, async { 2 }]).await -> [1, 2]",
            (cx, call, self, args) ->
                new Branches("try_join_all", Policy.TRY_JOIN, all(cx, call, args[0])))
        .add(
            "as_completed(futures)",
            "A stream of the results in the order in which the futures end. All run from the first item on, also while the loop's body waits. One that throws makes the stream throw in its turn; a loop that is left cancels the others.",
            "async fn after(d, v) { sleep(d).await; v }\nas_completed([after(20ms, \"b\"), after(1ms, \"a\")]).collect().await -> [\"a\", \"b\"]",
            (cx, call, self, args) -> new Completions(all(cx, call, args[0])))
        .add(
            "interval(period)",
            "A stream of ticks, which are numbered: 0 at once, then one every `period`. Ticks that nobody waited for in time are left out. `tick()` is a future of the next one.",
            "interval(1ms).take(3).count().await -> 3",
            (cx, call, self, args) -> {
              long nanos = duration(args[0], "interval", "period");
              if (nanos == 0) {
                throw Errors.value("`interval` needs a `period` above zero");
              }
              return new Interval(((Strand) cx).context().executor().timers(), nanos);
            })
        .add(
            "race(...futures)",
            "A future of whatever its first argument to end gives or throws; the others are cancelled.",
            "race(sleep(1h), async { \"first\" }).await -> first",
            (cx, call, self, args) ->
                new Branches("race", Policy.RACE, atLeastOne((Object[]) args[0])))
        .add(
            "timeout(limit, future)",
            "A future of the same result, which throws Timeout and cancels the other one when the duration is over first.",
            "try { timeout(1ms, sleep(1h)).await } catch e { e.kind } -> Timeout",
            (cx, call, self, args) -> {
              long nanos = duration(args[0], "timeout", "limit");
              return Branches.timeout(
                  args[1], ((Strand) cx).context().executor().timers().sleep(nanos), nanos);
            })
        .add(
            "scope(body)",
            "A future that calls `body` with a scope, whose tasks are started by `s.spawn(future)`; it ends when the body and all tasks have. The first error cancels what still runs.",
            "scope(async |s| { s.spawn(sleep(1ms)); \"body\" }).await -> body",
            (cx, call, self, args) -> new Scope(args[0]))
        .add(
            "sleep(time)",
            "A future that ends when the duration is over; never earlier.",
            "sleep(1ms).await -> nil",
            (cx, call, self, args) ->
                ((Strand) cx)
                    .context()
                    .executor()
                    .timers()
                    .sleep(duration(args[0], "sleep", "time")))
        .add(
            "yield_now()",
            "A future that lets other tasks run first.",
            "yield_now().await -> nil",
            (cx, call, self, args) -> new Yield());
  }

  private static MethodSet handle() {
    return new MethodSet()
        .inlined(
            "is_finished()",
            "Whether the task has ended.",
            "let t = spawn(async { 1 })\n" + "t.await -> 1\n" + "t.is_finished() -> true",
            (cx, call, self, args) -> ((Strand) self).isFinished())
        .add(
            "cancel()",
            "Asks the task to end at its next await; false when it has ended already.",
            "let t = spawn(sleep(1h))\n" + "t.cancel() -> true",
            (cx, call, self, args) -> Cancellation.cancel((Strand) cx, (Strand) self, call))
        .add(
            "detach()",
            "Lets the task go on when the main task ends; gives the handle.",
            "let t = spawn(async { 1 }).detach()\n" + "t.await -> 1",
            (cx, call, self, args) -> {
              ((Strand) self).detach();
              return self;
            });
  }

  /** A field of a task's handle; null where it has none of that name. */
  public static Object field(Strand task, String name) {
    return switch (name) {
      case "id" -> task.id();
      case "name" -> TaskInfo.nameOf(task) == null ? Nil.NIL : Strings.of(TaskInfo.nameOf(task));
      default -> null;
    };
  }

  // ---------------------------------------------------------------- spawn

  /**
   * @param info what is known of the task; null gives it the name of the future's function
   */
  static Strand spawn(Strand spawner, Object awaitable, TaskInfo info) {
    Strand task = prepare(spawner, awaitable, info, null);
    TaskReports reports = spawner.context().reports();
    reports.begins(task, spawner);
    start(task);
    reports.begins(task, spawner); // the main task may have ended in between
    return task;
  }

  /**
   * A task that is not started yet.
   *
   * @param scope whose task it is; null for none
   */
  static Strand prepare(Strand spawner, Object awaitable, TaskInfo info, @Nullable Scope scope) {
    if (!Awaitables.isAwaitable(awaitable)) {
      throw Awaitables.notAwaitable(awaitable);
    }
    BideContext context = spawner.context();
    Strand task = new Strand(context, context.executor());
    Object place = info == null ? null : info.place();
    if (scope == null) {
      Transfer.toTask(spawner, task, awaitable, place);
    } else {
      Transfer.toChild(spawner, task, awaitable, place, scope);
    }
    String name = awaitable instanceof CallFuture future ? future.code().name() : null;
    task.begin(awaitable);
    task.spawnedBy(spawner);
    task.setInfo(info != null ? info.named(name) : new TaskInfo(name, null, null, false));
    return task;
  }

  static void start(Strand task) {
    task.context().executor().spawn(task);
  }

  private static Future spawnBlocking(Strand spawner, Object function, Invoker call) {
    if (!Kinds.name(function).equals("function")) {
      throw Args.wrong("spawn_blocking", "function", "a function", function);
    }
    return BlockingCall.start(spawner, function, call);
  }

  // ---------------------------------------------------------------- arguments

  private static Object[] all(CallContext cx, Invoker call, Object iterable) {
    BideIterator iterator = Iterators.require(cx.region(), iterable);
    List<Object> futures = new ArrayList<>();
    for (Object next = Iterators.next(cx, call, iterator);
        next != BideIterator.END;
        next = Iterators.next(cx, call, iterator)) {
      futures.add(next);
    }
    return futures.toArray();
  }

  private static Object[] atLeastOne(Object[] futures) {
    if (futures.length == 0) {
      throw Errors.argument("`race` needs at least one future");
    }
    return futures;
  }

  private static long duration(Object argument, String function, String parameter) {
    if (argument instanceof BideDuration duration) {
      return Math.max(0, duration.nanos());
    }
    throw Args.wrong(function, parameter, "a duration such as `100ms`", argument);
  }

  /** Waits once, for nothing but the others. */
  private static final class Yield implements Future {
    private boolean yielded;
    private boolean ended;

    @Override
    public Object poll(Waker waker) {
      if (ended) {
        throw new FutureEndedException("yield_now");
      }
      if (yielded) {
        ended = true;
        return null;
      }
      yielded = true;
      if (!(waker instanceof Strand)) {
        waker.wake();
      }
      if (waker instanceof StrandWaker waiting) {
        waiting.strand().yieldLater();
      }
      return PENDING;
    }

    @Override
    public boolean hasBegun() {
      return yielded;
    }

    @Override
    public String toString() {
      return "<future yield_now>";
    }
  }
}
