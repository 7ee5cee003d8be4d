package bide.interpreter.sync;

import bide.interpreter.async.Awaitables;
import bide.interpreter.async.Strand;
import bide.interpreter.async.Stream;
import bide.interpreter.builtin.NextItem;
import bide.interpreter.library.MethodSet;
import bide.interpreter.library.MethodTable;
import bide.interpreter.ownership.Ownership;
import bide.interpreter.stream.StreamMethods;
import bide.interpreter.value.NativeObject;
import bide.interpreter.value.Nil;
import bide.runtime.sync.Published;
import bide.runtime.sync.Watch;
import bide.runtime.task.Future;

/** {@code sync.watch(v)}: a value, and those who wait for its changes. */
final class WatchObject extends NativeObject {
  static {
    MethodTable.register(
        WatchObject.class,
        new MethodSet()
            .add(
                "send(value)",
                "Replaces the value and wakes all receivers. Throws ChannelClosed when the watch is closed.",
                "use sync\nlet w = sync.watch(1)\nw.send(2)\nw.get() -> 2",
                (cx, call, self, args) -> BroadcastObject.send(((WatchObject) self).watch, args[0]))
            .add(
                "get()",
                "The latest value.",
                "use sync\nsync.watch(1).get() -> 1",
                (cx, call, self, args) -> ((WatchObject) self).watch.latest())
            .add(
                "subscribe()",
                "A new receiver, which is told of changes from now on.",
                "use sync\nlet w = sync.watch(1)\nlet rx = w.subscribe()\nw.send(2)\nrx.changed().await -> 2",
                (cx, call, self, args) -> new Receiver(((WatchObject) self).watch))
            .add(
                "close()",
                "There will be no more changes; receivers still get the last one.",
                "use sync\nlet w = sync.watch(1)\nlet rx = w.subscribe()\nw.close()\ntry { rx.changed().await } catch e { e.kind } -> ChannelClosed",
                (cx, call, self, args) -> {
                  ((WatchObject) self)
                      .watch.close(Awaitables.deed("Closed", "closed", (Strand) cx, call));
                  return Nil.NIL;
                })
            .add(
                "is_closed()",
                "Whether the watch has been closed.",
                "use sync\nsync.watch(1).is_closed() -> false",
                (cx, call, self, args) -> ((WatchObject) self).watch.isClosed()));
  }

  /** What waits for changes. */
  static final class Receiver extends NativeObject implements Stream {
    static {
      MethodTable.register(Receiver.class, StreamMethods.all());
      MethodTable.register(
          Receiver.class,
          new MethodSet()
              .add(
                  "changed()",
                  "A future of the latest value, as soon as it has changed since this receiver got it last. Throws ChannelClosed when it will not change any more.",
                  "use sync\nlet w = sync.watch(1)\nlet rx = w.subscribe()\nw.send(2)\nw.send(3)\nrx.changed().await -> 3",
                  (cx, call, self, args) -> ((Receiver) self).place.recv())
              .add(
                  "get()",
                  "The latest value, changed or not.",
                  "use sync\nsync.watch(1).get() -> 1",
                  (cx, call, self, args) -> ((Receiver) self).watch.latest()));
    }

    private final Watch<Object> watch;
    private final Published.Receiver<Object> place;

    Receiver(Watch<Object> watch) {
      this.watch = watch;
      this.place = watch.subscribe();
    }

    @Override
    public String typeName() {
      return "receiver";
    }

    @Override
    public Future nextItem() {
      return new NextItem(place.recv());
    }
  }

  private final Watch<Object> watch;

  WatchObject(Object first) {
    Ownership.requireShareable(first, "all receivers get the same value");
    watch = new Watch<>(first);
  }

  @Override
  public String typeName() {
    return "watch";
  }
}
