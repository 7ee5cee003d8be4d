package bide.interpreter.sync;

import bide.interpreter.async.Awaitables;
import bide.interpreter.async.Stream;
import bide.interpreter.builtin.NextItem;
import bide.interpreter.library.MethodSet;
import bide.interpreter.library.MethodTable;
import bide.interpreter.stream.StreamMethods;
import bide.interpreter.value.NativeObject;
import bide.interpreter.value.Nil;
import bide.runtime.sync.Channel;
import bide.runtime.sync.LaggedException;
import bide.runtime.sync.Published;
import bide.runtime.task.Future;
import org.jspecify.annotations.Nullable;

/** A receiver of a broadcast. */
final class ReceiverObject extends NativeObject implements Stream {
  static {
    MethodTable.register(ReceiverObject.class, StreamMethods.all());
    MethodTable.register(
        ReceiverObject.class,
        new MethodSet()
            .add(
                "recv()",
                "A future of the next value. Throws Lagged, with their number as its value, when values were missed, and ChannelClosed at the end.",
                "use sync\nlet bus = sync.broadcast(1)\nlet rx = bus.subscribe()\nbus.send(1)\nbus.send(2)\ntry { rx.recv().await } catch e { [e.kind, e.value] } -> [\"Lagged\", 1]\nrx.recv().await -> 2",
                (cx, call, self, args) -> ((ReceiverObject) self).receiver.recv())
            .add(
                "try_recv(default?)",
                "The next value if there is one at once, else `default` (nil). Throws Lagged as `recv` does.",
                "use sync\nsync.broadcast(1).subscribe().try_recv(\"none\") -> none",
                (cx, call, self, args) -> {
                  try {
                    return orDefault(((ReceiverObject) self).receiver.tryRecv(), args[0]);
                  } catch (LaggedException e) {
                    throw Awaitables.lagged(e);
                  }
                }));
  }

  private final Published.Receiver<Object> receiver;

  ReceiverObject(Published.Receiver<Object> receiver) {
    this.receiver = receiver;
  }

  static Object orDefault(@Nullable Object received, @Nullable Object other) {
    if (received == Channel.WOULD_BLOCK || received == Channel.CLOSED) {
      return other == null ? Nil.NIL : other;
    }
    return received;
  }

  @Override
  public String typeName() {
    return "receiver";
  }

  @Override
  public Future nextItem() {
    return new NextItem(receiver.recv());
  }
}
