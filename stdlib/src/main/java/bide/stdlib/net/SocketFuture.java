package bide.stdlib.net;

import bide.interpreter.async.ResourceFuture;
import bide.interpreter.async.StrandWaker;
import bide.interpreter.error.BideException;
import bide.interpreter.error.Errors;
import bide.interpreter.ownership.Holder;
import bide.interpreter.ownership.Ownership;
import bide.interpreter.value.Region;
import bide.interpreter.value.Resource;
import bide.runtime.net.NetException;
import bide.runtime.task.Future;
import bide.runtime.task.Waker;
import bide.stdlib.LibraryFuture;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An operation of the runtime on a socket, with its result made into a guest value and its failure
 * into an IoError.
 */
abstract class SocketFuture extends LibraryFuture implements Holder, ResourceFuture {
  private final String name;
  private final Future operation;
  private final @Nullable Resource socket;

  /**
   * @param name of the method that makes it
   * @param socket that it is an operation on, and which its task has to own; null for one that
   *     makes a socket
   */
  SocketFuture(String name, Future operation, @Nullable Resource socket) {
    this.name = name;
    this.operation = operation;
    this.socket = socket;
  }

  /**
   * The guest value (or null for nil) of what the operation gave.
   *
   * @param region of the task that waits for it
   */
  abstract @Nullable Object convert(Object result, Region region);

  /**
   * What stands for the null that operations give at the end of a stream, and those that give
   * nothing.
   */
  @Nullable Object ofNull() {
    return null;
  }

  /** The message for an operation on a socket that this program has closed. */
  String closedMessage() {
    return "the connection is closed";
  }

  @Override
  protected final String name() {
    return name;
  }

  @Override
  protected final @Nullable Object advance(Waker waker) {
    Region region = region(waker);
    if (socket != null) {
      checkOwner(socket, region);
      if (socket.isClosed()) {
        operation.drop();
        return closed();
      }
    }
    Object result;
    try {
      result = operation.poll(waker);
    } catch (NetException e) {
      if (e.kind() == NetException.Kind.CLOSED) {
        return closed();
      }
      throw Errors.io(e.getMessage());
    }
    if (result == PENDING) {
      return PENDING;
    }
    return result == null ? ofNull() : convert(result, region);
  }

  private static Region region(Waker waker) {
    // A waker of the script's own belongs to no task: then it is the one that polls.
    return waker instanceof StrandWaker waiting
        ? waiting.strand().region()
        : Objects.requireNonNull(Ownership.current(), "polled by no task");
  }

  private void checkOwner(Resource used, Region region) {
    try {
      Ownership.checkWrite(used, region, null);
    } catch (BideException notOurs) {
      operation.drop();
      throw notOurs;
    }
  }

  /** It goes along where the future goes. */
  @Override
  public final void reach(Consumer<Object> visitor) {
    visitor.accept(socket);
  }

  /** What the future gives, or throws, when this program has closed the socket. */
  @Nullable Object closed() {
    throw Errors.io(closedMessage());
  }

  /** A call of the runtime that gives nothing, with its failure made into an IoError. */
  static Runnable call(Runnable operation) {
    return () -> {
      try {
        operation.run();
      } catch (NetException e) {
        throw Errors.io(
            e.kind() == NetException.Kind.CLOSED ? "the connection is closed" : e.getMessage());
      }
    };
  }

  @Override
  public final void drop() {
    operation.drop();
  }
}
