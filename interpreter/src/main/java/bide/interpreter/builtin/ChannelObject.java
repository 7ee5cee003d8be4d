package bide.interpreter.builtin;

import bide.interpreter.async.Awaitables;
import bide.interpreter.async.Strand;
import bide.interpreter.async.Stream;
import bide.interpreter.library.Args;
import bide.interpreter.library.CallContext;
import bide.interpreter.library.MethodSet;
import bide.interpreter.library.MethodTable;
import bide.interpreter.ownership.Handover;
import bide.interpreter.ownership.Parcel;
import bide.interpreter.stream.StreamMethods;
import bide.interpreter.value.NativeObject;
import bide.interpreter.value.Nil;
import bide.interpreter.value.Region;
import bide.runtime.sync.Channel;
import bide.runtime.sync.ChannelClosedException;
import bide.runtime.task.Future;
import bide.runtime.task.Pausable;
import bide.runtime.task.Waker;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.nodes.Node;

/** A bounded channel as scripts see it: the whole, or one end of it. Any task may use it. */
public final class ChannelObject extends NativeObject implements Stream {
  /** Which ends an object gives access to. */
  private enum End {
    BOTH("channel"),
    SENDER("sender"),
    RECEIVER("receiver");

    private final String name;

    End(String name) {
      this.name = name;
    }
  }

  static {
    MethodTable.register(ChannelObject.class, StreamMethods.all());
    MethodTable.register(
        ChannelObject.class,
        new MethodSet()
            .inlined(
                "send(value)",
                "A future that puts a value into the channel, waiting for room. Throws ChannelClosed when the channel is closed.",
                "let ch = channel(1)\n" + "ch.send(\"a\").await\n" + "ch.len() -> 1",
                (cx, call, self, args) -> send((ChannelObject) self, args[0], cx, call))
            .inlined(
                "recv()",
                "A future of the next value. Throws ChannelClosed when the channel is closed and empty.",
                "let ch = channel(1)\n" + "ch.send(\"a\").await\n" + "ch.recv().await -> a",
                (cx, call, self, args) -> receiving(self).recv())
            .add(
                "try_send(value)",
                "Puts a value into the channel if there is room at once; whether there was.",
                "let ch = channel(1)\n"
                    + "ch.try_send(\"a\") -> true\n"
                    + "ch.try_send(\"b\") -> false",
                (cx, call, self, args) -> trySend(sending(self), args[0], cx.region(), call))
            .add(
                "try_recv(default?)",
                "The next value if there is one at once, else `default` (nil).",
                "channel(1).try_recv(\"none\") -> none",
                (cx, call, self, args) -> {
                  Object value = receiving(self).tryRecv();
                  Object other = args[0] == null ? Nil.NIL : args[0];
                  return value == Channel.WOULD_BLOCK || value == Channel.CLOSED
                      ? other
                      : Parcel.open(value, cx.region());
                })
            .add(
                "close()",
                "No more values can be sent; those in the channel can still be received.",
                "let ch = channel(1)\n"
                    + "ch.close()\n"
                    + "try { ch.recv().await } catch e { e.kind } -> ChannelClosed",
                (cx, call, self, args) -> {
                  ((ChannelObject) self)
                      .channel.close(Awaitables.deed("Closed", "closed", (Strand) cx, call));
                  return Nil.NIL;
                })
            .add(
                "is_closed()",
                "Whether the channel has been closed.",
                "channel(1).is_closed() -> false",
                (cx, call, self, args) -> ((ChannelObject) self).channel.isClosed())
            .add(
                "len()",
                "How many values wait in the channel.",
                "channel(1).len() -> 0",
                (cx, call, self, args) -> (long) ((ChannelObject) self).channel.size())
            .add(
                "capacity()",
                "How many values fit; nil for an unbounded channel.",
                "channel(8).capacity() -> 8",
                (cx, call, self, args) -> {
                  ChannelObject object = (ChannelObject) self;
                  return object.unbounded ? Nil.NIL : (Object) (long) object.channel.capacity();
                }));
  }

  private final Channel<Object> channel;
  private final End end;
  private final boolean unbounded;

  private ChannelObject(Channel<Object> channel, End end, boolean unbounded) {
    this.channel = channel;
    this.end = end;
    this.unbounded = unbounded;
  }

  static ChannelObject create(Object capacity) {
    return new ChannelObject(
        new Channel<>(Args.positive(capacity, "channel", "capacity")), End.BOTH, false);
  }

  /** A channel whose sends never wait. */
  public static ChannelObject unbounded() {
    return new ChannelObject(new Channel<>(Integer.MAX_VALUE), End.BOTH, true);
  }

  /**
   * The future of a send. One that never waits is done at once: nothing is lost where a script does
   * not await it, and code for any channel works with this one.
   */
  private static Future send(ChannelObject object, Object value, CallContext cx, Node place) {
    Channel<Object> channel = sending(object);
    return object.unbounded || Handover.mayHold(value)
        ? handOver(object, value, cx.region(), place)
        : channel.send(value);
  }

  @TruffleBoundary
  private static Future handOver(ChannelObject object, Object value, Region sender, Node place) {
    if (!object.unbounded) {
      Object sent = Parcel.of(value, sender, place);
      Channel.Send send = object.channel.send(sent);
      return sent instanceof Parcel parcel ? new Sending(send, parcel, sender) : send;
    }
    boolean unused = trySend(object.channel, value, sender, place);
    return Sent.SENT;
  }

  /** The future of a send of what the sender owns, and gets back where it is not sent after all. */
  private record Sending(Channel.Send send, Parcel parcel, Region sender) implements Pausable {
    @Override
    public Object poll(Waker waker) {
      try {
        return send.poll(waker);
      } catch (ChannelClosedException closed) {
        takeBack();
        throw closed;
      }
    }

    @Override
    public void drop() {
      if (send.withdraw()) {
        takeBack();
      }
    }

    @Override
    public boolean pause() {
      return send.pause();
    }

    @Override
    public boolean keepsSomething() {
      return false;
    }

    @Override
    public void retreat(Waker last) {}

    /** To whoever has this future now, which may have been given to another task. */
    private void takeBack() {
      Region holder = Strand.regionAtWork();
      Object unused = Parcel.open(parcel, holder == null ? sender : holder);
    }

    @Override
    public boolean hasBegun() {
      return send.hasBegun();
    }

    @Override
    public String toString() {
      return send.toString();
    }
  }

  /** The future of a send that is done. */
  private enum Sent implements Future {
    SENT;

    @Override
    public Object poll(Waker waker) {
      return null;
    }

    @Override
    public String toString() {
      return "<future send>";
    }
  }

  private static boolean trySend(Channel<Object> channel, Object value, Region sender, Node place) {
    Object sent = Parcel.of(value, sender, place);
    Object outcome = channel.trySend(sent);
    if (outcome != Channel.SENT) {
      Object unused = Parcel.open(sent, sender); // it was not sent
    }
    if (outcome == Channel.CLOSED) {
      throw Awaitables.closed("ChannelClosed", "the channel is closed", channel.closer());
    }
    return outcome == Channel.SENT;
  }

  private static Channel<Object> sending(Object self) {
    ChannelObject object = (ChannelObject) self;
    if (object.end == End.RECEIVER) {
      throw bide.interpreter.error.Errors.type("a receiver cannot send");
    }
    return object.channel;
  }

  private static Channel<Object> receiving(Object self) {
    ChannelObject object = (ChannelObject) self;
    if (object.end == End.SENDER) {
      throw bide.interpreter.error.Errors.type("a sender cannot receive");
    }
    return object.channel;
  }

  @Override
  public String typeName() {
    return end.name;
  }

  @Override
  public Object field(String name) {
    return switch (name) {
      case "sender" -> new ChannelObject(channel, End.SENDER, unbounded);
      case "receiver" -> new ChannelObject(channel, End.RECEIVER, unbounded);
      default -> null;
    };
  }

  @Override
  public Future nextItem() {
    return new NextItem(receiving(this).recv());
  }
}
