package bide.interpreter.sync;

import bide.interpreter.async.Awaitables;
import bide.interpreter.async.Strand;
import bide.interpreter.async.Stream;
import bide.interpreter.builtin.NextItem;
import bide.interpreter.library.MethodSet;
import bide.interpreter.library.MethodTable;
import bide.interpreter.ownership.Parcel;
import bide.interpreter.stream.StreamMethods;
import bide.interpreter.value.NativeObject;
import bide.interpreter.value.Nil;
import bide.runtime.sync.Channel;
import bide.runtime.task.Future;

/** {@code sync.oneshot()}: a channel for one value. */
final class OneshotObject extends NativeObject implements Stream {
  static {
    MethodTable.register(OneshotObject.class, StreamMethods.all());
    MethodTable.register(
        OneshotObject.class,
        new MethodSet()
            .add(
                "send(value)",
                "Puts the one value into the channel, at once. Throws ChannelClosed when there has been one, or the channel is closed.",
                "use sync\nlet o = sync.oneshot()\no.send(1)\no.recv().await -> 1",
                (cx, call, self, args) -> {
                  Object sent = Parcel.of(args[0], cx.region(), call);
                  if (((OneshotObject) self).channel.sendLast(sent) == Channel.CLOSED) {
                    Object unused = Parcel.open(sent, cx.region()); // it was not sent
                    throw Awaitables.closed(
                        "ChannelClosed",
                        "a oneshot channel carries one value: it has been sent, or the channel was closed",
                        ((OneshotObject) self).channel.closer());
                  }
                  return Nil.NIL;
                })
            .add(
                "recv()",
                "A future of the value. Throws ChannelClosed when there will be none.",
                "use sync\nlet o = sync.oneshot()\no.send(1)\no.recv().await -> 1\ntry { o.recv().await } catch e { e.kind } -> ChannelClosed",
                (cx, call, self, args) -> ((OneshotObject) self).channel.recv())
            .add(
                "try_recv(default?)",
                "The value if it is there, else `default` (nil).",
                "use sync\nsync.oneshot().try_recv(\"none\") -> none",
                (cx, call, self, args) ->
                    Parcel.open(
                        ReceiverObject.orDefault(((OneshotObject) self).channel.tryRecv(), args[0]),
                        cx.region()))
            .add(
                "close()",
                "Gives up: a send throws ChannelClosed, and so does a receive unless the value was sent before.",
                "use sync\nlet o = sync.oneshot()\no.close()\ntry { o.send(1) } catch e { e.kind } -> ChannelClosed",
                (cx, call, self, args) -> {
                  ((OneshotObject) self)
                      .channel.close(Awaitables.deed("Closed", "closed", (Strand) cx, call));
                  return Nil.NIL;
                })
            .add(
                "is_closed()",
                "Whether nothing can be sent any more: the value was sent, or the channel closed.",
                "use sync\nsync.oneshot().is_closed() -> false",
                (cx, call, self, args) -> ((OneshotObject) self).channel.isClosed()));
  }

  private final Channel<Object> channel = new Channel<>(1);

  @Override
  public String typeName() {
    return "oneshot";
  }

  @Override
  public Future nextItem() {
    return new NextItem(channel.recv());
  }
}
