package bide.interpreter.async;

import bide.interpreter.data.DataType;
import bide.interpreter.data.Polls;
import bide.interpreter.data.UserMethods;
import bide.interpreter.error.BideException;
import bide.interpreter.error.Errors;
import bide.interpreter.function.Closure;
import bide.interpreter.library.Args;
import bide.interpreter.library.Invoker;
import bide.interpreter.library.Method;
import bide.interpreter.library.MethodSet;
import bide.interpreter.library.MethodTable;
import bide.interpreter.value.Kinds;
import bide.interpreter.value.Nil;
import bide.runtime.task.Future;
import bide.runtime.task.FutureEndedException;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.nodes.RootNode;
import org.jspecify.annotations.Nullable;

/**
 * Futures by hand. Downwards: {@code fut.poll(cx)}, with which a script drives any future, as a
 * task would. Upwards: what has a method {@code poll} is a future, which {@link #callOf} makes a
 * call of the language that polls it after each wake.
 */
final class ByHand {
  private ByHand() {}

  static void register() {
    MethodTable.register(CallFuture.class, methods());
    MethodTable.register(Future.class, methods());
    WakerObject.register();
    PollFunction.register();
    SharedFuture.register();
  }

  /** The free functions. */
  static MethodSet functions() {
    return new MethodSet()
        .add(
            "poll_fn(fn function)",
            "A future that calls `function(cx)` whenever it is polled, until that gives `Ready(value)`. The function keeps `cx` (a waker) where it gives `Pending`, and wakes it when it is to be asked again.",
            "poll_fn(|cx| Ready(42)).await -> 42",
            (cx, call, self, args) -> new PollFunction(args[0]))
        .add(
            "waker(fn function)",
            "A waker that calls the function at each wake, in the task that made the waker: at once where that task wakes it itself, else when it waits next. Serves as the `cx` of `poll`.",
            "let w = waker(|| nil)\nasync { 1 }.poll(w) -> Ready(1)",
            (cx, call, self, args) -> waker((Strand) cx, args[0]));
  }

  /** What futures of all kinds have. */
  private static MethodSet methods() {
    return sharing()
        .adding(polling((cx, call, self, args) -> poll((Strand) cx, call, self, args[0])));
  }

  /** The method {@code poll}, by another way for some futures. */
  static MethodSet polling(Method.Body body) {
    return new MethodSet()
        .add(
            "poll(cx)",
            "Runs the future as far as it goes at once: `Ready(value)` when it has ended, else `Pending`, and the waker is woken when it is worth while to poll again. `cx` is what a `poll` method is given, or a `waker`. Throws what the future throws; FutureError when it had ended before.",
            "let f = async { yield_now().await; \"done\" }\nlet w = waker(|| nil)\nf.poll(w) -> Pending\nf.poll(w) -> Ready(\"done\")",
            body);
  }

  /** The methods that futures written in the language have too. */
  static MethodSet sharing() {
    return new MethodSet()
        .add(
            "fuse()",
            "The same future, which may be polled when it has ended: `poll` then gives `Pending`, and a branch of `select` that waits for it is done.",
            "let f = async { 1 }.fuse()\nlet w = waker(|| nil)\nf.poll(w) -> Ready(1)\nf.poll(w) -> Pending",
            (cx, call, self, args) -> fused((Strand) cx, self))
        .adding(shared((cx, call, self, args) -> shared((Strand) cx, call, self)));
  }

  /** The method {@code shared}, by another way for some futures. */
  static MethodSet shared(Method.Body body) {
    return new MethodSet()
        .add(
            "shared()",
            "A future of the same result that any task may await, any number of times. The first await starts it, as a task of its own.",
            "let f = async { 6 * 7 }.shared()\n[f.await, f.await] -> [42, 42]",
            body);
  }

  // ---------------------------------------------------------------- poll

  static Object poll(Strand poller, Invoker call, Object future, Object context) {
    WakerObject waker = waker(context);
    Slices.requireTask();
    Object result;
    try {
      result =
          switch (future) {
            case CallFuture made -> made.startApart(true).pollByHand(poller, waker, call);
            case Composite made -> made.startApart(true).pollByHand(poller, waker, call);
            case Future leaf -> pollLeaf(leaf, waker, poller);
            default -> throw Awaitables.notAwaitable(future);
          };
    } catch (FutureEndedException ended) {
      if (!(future instanceof CallFuture fused && fused.isFused())) {
        throw Awaitables.failure(ended, call);
      }
      result = Future.PENDING;
    } catch (RuntimeException failure) {
      throw Awaitables.failure(failure, call);
    }
    if (waker instanceof FunctionWaker own) {
      own.callIfOwn(poller, call);
    }
    return result == Future.PENDING ? Polls.pending() : Polls.ready(Awaitables.result(result));
  }

  private static Object pollLeaf(Future leaf, WakerObject waker, Strand poller) {
    Object polled;
    try {
      polled = leaf.poll(waker);
    } catch (RuntimeException failure) {
      Object unused = Transfer.received(leaf, Nil.NIL, poller);
      throw failure;
    }
    if (polled == Future.PENDING) {
      poller.keeps(leaf, waker);
    }
    return Transfer.received(leaf, polled, poller);
  }

  static WakerObject waker(Object context) {
    if (context instanceof WakerObject waker) {
      return waker;
    }
    throw Args.wrong("poll", "cx", "what a `poll` method is given, or a `waker(|| …)`", context);
  }

  private static FunctionWaker waker(Strand owner, Object function) {
    if (function instanceof Closure closure && closure.code().isAsync()) {
      throw Errors.type("the function of a waker must not be async: nobody awaits what it gives")
          .withHelp("let it wake something instead: `waker(|| notify.notify_one())`");
    }
    return new FunctionWaker(owner, function);
  }

  @TruffleBoundary
  static BideException wrongPoll(String what, Object polled) {
    return Errors.type(
        what + " must give `Ready(value)` or `Pending`, not " + Kinds.described(polled));
  }

  /** {@code `Timer.poll`}. */
  static String pollOf(Object future) {
    DataType type = DataType.of(future);
    return type == null ? "`poll`" : "`" + type.name() + "." + UserMethods.POLL + "`";
  }

  // ---------------------------------------------------------------- what has a poll

  /** Whether {@code value} is a future by its method {@code poll}. */
  static boolean isPollable(@Nullable Object value) {
    return value instanceof PollFunction
        || value != null && UserMethods.find(value, UserMethods.POLL) != null;
  }

  /** A call that polls {@code value}; null where it is no future by its method {@code poll}. */
  @TruffleBoundary
  static @Nullable CallFuture callOf(@Nullable Object value) {
    if (!isPollable(value)) {
      return null;
    }
    Strand running = Strand.running();
    return running.context().futures(running).call("drive", value);
  }

  /** The future as a call, which can be started apart from who waits. */
  static CallFuture boxed(Strand strand, Object future) {
    if (future instanceof CallFuture call) {
      return call;
    }
    if (!Awaitables.isAwaitable(future)) {
      throw Awaitables.notAwaitable(future);
    }
    CallFuture driven = callOf(future);
    return driven != null ? driven : strand.context().futures(strand).call("boxed", future);
  }

  private static CallFuture fused(Strand strand, Object future) {
    CallFuture call = boxed(strand, future);
    call.fuse();
    return call;
  }

  private static SharedFuture shared(Strand strand, Invoker call, Object future) {
    RootNode root = call.getRootNode();
    TaskInfo info =
        root == null
            ? new TaskInfo(null, null, null, false)
            : new TaskInfo(null, call.getEncapsulatingSourceSection(), root.getName(), false);
    return new SharedFuture(strand, future, info.ofShared());
  }
}
