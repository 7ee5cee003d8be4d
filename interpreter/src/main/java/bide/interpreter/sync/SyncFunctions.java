package bide.interpreter.sync;

import bide.interpreter.builtin.ChannelObject;
import bide.interpreter.library.Args;
import bide.interpreter.library.BuiltinFunction;
import bide.interpreter.library.Globals;
import bide.interpreter.library.Method;
import bide.interpreter.library.MethodSet;
import bide.interpreter.value.Nil;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The functions that make what tasks share. */
public final class SyncFunctions {
  /**
   * A kind of shared object, for the reference.
   *
   * @param name of the kind
   */
  public record SharedKind(String name, Class<?> type, String intro) {}

  private SyncFunctions() {}

  /** All kinds of objects that these functions, and the methods of such objects, give. */
  public static List<SharedKind> kinds() {
    return List.of(
        new SharedKind("Mutex", MutexObject.class, "Made by `Mutex(value)`."),
        new SharedKind("RwLock", RwLockObject.class, "Made by `RwLock(value)`."),
        new SharedKind(
            "guard",
            Guard.class,
            "What a lock gives: a MutexGuard, ReadGuard or WriteGuard. `g.value` is the value; fields, elements and all methods but these go through the guard to it."),
        new SharedKind("Semaphore", SemaphoreObject.class, "Made by `Semaphore(permits)`."),
        new SharedKind(
            "Permit",
            Permit.class,
            "What a semaphore gives; `count` is how many permits it stands for."),
        new SharedKind("Notify", NotifyObject.class, "Made by `Notify()`."),
        new SharedKind("Barrier", BarrierObject.class, "Made by `Barrier(tasks)`."),
        new SharedKind("Once", OnceObject.class, "Made by `Once()`."),
        new SharedKind("Atomic", AtomicObject.class, "Made by `Atomic(value)`."),
        new SharedKind("oneshot", OneshotObject.class, "Made by `sync.oneshot()`."),
        new SharedKind("broadcast", BroadcastObject.class, "Made by `sync.broadcast(capacity)`."),
        new SharedKind("receiver of a broadcast", ReceiverObject.class, "Made by `subscribe()`."),
        new SharedKind("watch", WatchObject.class, "Made by `sync.watch(value)`."),
        new SharedKind(
            "receiver of a watch", WatchObject.Receiver.class, "Made by `subscribe()`."));
  }

  /** Makes the globals known; to be called before the first script is compiled. */
  public static void register() {
    shared().all().forEach(Globals::register);
  }

  /** The members of the module {@code sync}: the globals, and the further channels. */
  public static Map<String, Object> members() {
    Map<String, Object> members = new HashMap<>();
    for (Method method : channels().all()) {
      members.put(method.name(), new BuiltinFunction(method));
    }
    for (Method method : shared().all()) {
      members.put(method.name(), Objects.requireNonNull(Globals.lookup(method.name())));
    }
    members.put("channel", Objects.requireNonNull(Globals.lookup("channel")));
    return members;
  }

  private static MethodSet shared() {
    return new MethodSet()
        .add(
            "Mutex(value?)",
            "A value (nil) that one task at a time uses, through the guard that `lock` gives.",
            "let m = Mutex([1])\n"
                + "with g = m.lock().await { g.push(2) }\n"
                + "with g = m.lock().await { g.len() } -> 2",
            (cx, call, self, args) ->
                new MutexObject(args[0] == null ? Nil.NIL : args[0], cx.region(), call))
        .add(
            "RwLock(value?)",
            "A value (nil) that many tasks read at a time, or one changes.",
            "let l = RwLock(1)\n" + "with g = l.read().await { g.value } -> 1",
            (cx, call, self, args) ->
                new RwLockObject(args[0] == null ? Nil.NIL : args[0], cx.region(), call))
        .add(
            "Semaphore(permits)",
            "A number of permits, which tasks take and give back.",
            "let s = Semaphore(2)\n" + "with p = s.acquire().await { s.available() } -> 1",
            (cx, call, self, args) ->
                new SemaphoreObject(Args.count(args[0], "Semaphore", "permits")))
        .add(
            "Notify()",
            "A signal that tasks wait for.",
            "let n = Notify()\n" + "n.notify_one()\n" + "n.notified().await -> nil",
            (cx, call, self, args) -> new NotifyObject())
        .add(
            "Barrier(tasks)",
            "A point where so many tasks wait for each other.",
            "let b = Barrier(1)\n" + "b.wait().await -> true",
            (cx, call, self, args) -> new BarrierObject(Args.positive(args[0], "Barrier", "tasks")))
        .add(
            "Once()",
            "A value that is made once, by the first who needs it.",
            "let o = Once()\n" + "o.get_or_init(|| 5).await -> 5",
            (cx, call, self, args) -> new OnceObject())
        .add(
            "Atomic(value)",
            "A value that any task reads and replaces in one step, without waiting.",
            "let a = Atomic(1)\n" + "a.add(2)\n" + "a.get() -> 3",
            (cx, call, self, args) -> new AtomicObject(args[0]));
  }

  private static MethodSet channels() {
    return new MethodSet()
        .add(
            "unbounded()",
            "A channel without a limit: a send never waits.",
            "use sync\n"
                + "let ch = sync.unbounded()\n"
                + "ch.try_send(1)\n"
                + "ch.recv().await -> 1",
            (cx, call, self, args) -> ChannelObject.unbounded())
        .add(
            "oneshot()",
            "A channel for one value.",
            "use sync\n" + "let o = sync.oneshot()\n" + "o.send(1)\n" + "o.recv().await -> 1",
            (cx, call, self, args) -> new OneshotObject())
        .add(
            "broadcast(capacity)",
            "A channel that gives everything to every receiver, and keeps up to `capacity` values for slow ones.",
            "use sync\n"
                + "let b = sync.broadcast(2)\n"
                + "let r = b.subscribe()\n"
                + "b.send(1)\n"
                + "r.recv().await -> 1",
            (cx, call, self, args) ->
                new BroadcastObject(Args.positive(args[0], "broadcast", "capacity")))
        .add(
            "watch(value)",
            "A value whose changes receivers wait for.",
            "use sync\n" + "let w = sync.watch(1)\n" + "w.send(2)\n" + "w.get() -> 2",
            (cx, call, self, args) -> new WatchObject(args[0]));
  }
}
