package bide.interpreter.sync;

import bide.interpreter.async.Awaitables;
import bide.interpreter.async.Strand;
import bide.interpreter.library.MethodSet;
import bide.interpreter.library.MethodTable;
import bide.interpreter.ownership.Ownership;
import bide.interpreter.value.NativeObject;
import bide.interpreter.value.Nil;
import bide.runtime.sync.Broadcast;
import bide.runtime.sync.Published;

/** {@code sync.broadcast(n)}: every receiver gets everything. */
final class BroadcastObject extends NativeObject {
  static {
    MethodTable.register(
        BroadcastObject.class,
        new MethodSet()
            .add(
                "send(value)",
                "Sends to all receivers, at once. Throws ChannelClosed when the channel is closed.",
                "use sync\nlet bus = sync.broadcast(4)\nlet a = bus.subscribe()\nlet b = bus.subscribe()\nbus.send(1)\na.recv().await + b.recv().await -> 2",
                (cx, call, self, args) -> send(((BroadcastObject) self).broadcast, args[0]))
            .add(
                "subscribe()",
                "A new receiver, which gets what is sent from now on.",
                "use sync\nlet bus = sync.broadcast(4)\nlet rx = bus.subscribe()\nbus.send(1)\nrx.recv().await -> 1",
                (cx, call, self, args) ->
                    new ReceiverObject(((BroadcastObject) self).broadcast.subscribe()))
            .add(
                "close()",
                "No more values can be sent; receivers still get those that are kept for them.",
                "use sync\nlet bus = sync.broadcast(4)\nlet rx = bus.subscribe()\nbus.close()\nrx.collect().await -> []",
                (cx, call, self, args) -> {
                  ((BroadcastObject) self)
                      .broadcast.close(Awaitables.deed("Closed", "closed", (Strand) cx, call));
                  return Nil.NIL;
                })
            .add(
                "is_closed()",
                "Whether the channel has been closed.",
                "use sync\nsync.broadcast(4).is_closed() -> false",
                (cx, call, self, args) -> ((BroadcastObject) self).broadcast.isClosed())
            .add(
                "capacity()",
                "How many values are kept for slow receivers.",
                "use sync\nsync.broadcast(4).capacity() -> 4",
                (cx, call, self, args) -> (long) ((BroadcastObject) self).broadcast.capacity()));
  }

  private final Broadcast<Object> broadcast;

  BroadcastObject(int capacity) {
    broadcast = new Broadcast<>(capacity);
  }

  static Object send(Published<Object> published, Object value) {
    Ownership.requireShareable(value, "all receivers get the same value");
    if (!published.send(value)) {
      throw Awaitables.closed("ChannelClosed", "the channel is closed", published.closer());
    }
    return Nil.NIL;
  }

  @Override
  public String typeName() {
    return "broadcast";
  }
}
