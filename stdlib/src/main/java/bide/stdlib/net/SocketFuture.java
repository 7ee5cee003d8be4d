package bide.stdlib.net;

import bide.interpreter.error.BideException;
import bide.interpreter.error.Errors;
import bide.runtime.net.NetException;
import bide.runtime.task.Future;
import bide.runtime.task.Waker;
import bide.stdlib.LibraryFuture;
import org.jspecify.annotations.Nullable;

/**
 * An operation of the runtime on a socket, with its result made into a guest value and its failure
 * into an IoError.
 */
abstract class SocketFuture extends LibraryFuture {
  private final String name;
  private final Future operation;

  /**
   * @param name of the method that makes it
   */
  SocketFuture(String name, Future operation) {
    this.name = name;
    this.operation = operation;
  }

  /** The guest value (or null for nil) of what the operation gave. */
  abstract @Nullable Object convert(Object result);

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
    Object result;
    try {
      result = operation.poll(waker);
    } catch (NetException e) {
      return failed(e);
    }
    if (result == PENDING) {
      return PENDING;
    }
    return result == null ? ofNull() : convert(result);
  }

  /** What the future gives, or throws, for a failure of its operation. */
  @Nullable Object failed(NetException failure) {
    throw error(failure, closedMessage());
  }

  static BideException error(NetException failure, String closedMessage) {
    return Errors.io(
        failure.kind() == NetException.Kind.CLOSED ? closedMessage : failure.getMessage());
  }

  @Override
  public final void drop() {
    operation.drop();
  }
}
