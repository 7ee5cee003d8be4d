package bide.runtime.net;

import bide.runtime.reactor.Readiness;
import bide.runtime.task.Future;
import bide.runtime.task.FutureEndedException;
import bide.runtime.task.Waker;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One operation on a socket: tries, and waits for readiness where it would block. What a try has
 * moved into the socket's own buffer stays there when the operation is dropped, so nothing is lost.
 */
abstract class Operation implements Future {
  /** What {@link #attempt} returns when it would block. */
  static final Object WOULD_BLOCK = new Object();

  private final Socket socket;
  private final int direction;
  private boolean entered;
  private boolean ended;
  private @Nullable Waker waiting;

  /**
   * @param direction READ, ACCEPT or WRITE of {@link Readiness}
   */
  Operation(Socket socket, int direction) {
    this.socket = socket;
    this.direction = direction;
  }

  /** What the operation does, for messages: "read from". */
  abstract String what();

  /** Tries: the result, or {@link #WOULD_BLOCK}. */
  abstract @Nullable Object attempt() throws IOException;

  /** Whether a try is known to be in vain before the selector has reported anything new. */
  boolean knownToBlock() {
    return false;
  }

  /** The selector has reported something new (or a try is due for another reason). */
  void mayProceed() {}

  @Override
  public final @Nullable Object poll(Waker waker) {
    if (ended) {
      throw new FutureEndedException(what());
    }
    if (!entered) {
      socket.enter(direction, this);
      entered = true;
    }
    waiting = null;
    boolean done = false;
    try {
      for (; ; ) {
        if (socket.isClosed()) {
          throw socket.closedException(this);
        }
        if (!knownToBlock()) {
          Object result = attempt();
          if (result != WOULD_BLOCK) {
            done = true;
            return result;
          }
        }
        if (socket.await(direction, waker)) {
          // A close after the look above may have come before our waker was there to be woken.
          if (socket.isClosed()) {
            throw socket.closedException(this);
          }
          waiting = waker;
          return PENDING;
        }
        mayProceed();
      }
    } catch (IOException e) {
      throw socket.isClosed()
          ? socket.closedException(this)
          : NetException.of(what() + " " + socket.describe(), e);
    } finally {
      if (done || waiting == null) {
        end();
      }
    }
  }

  private void end() {
    ended = true;
    socket.leave(direction);
  }

  @Override
  public final void drop() {
    if (entered && !ended) {
      Waker waker = waiting;
      if (waker != null) {
        socket.cancelAwait(direction, waker);
      }
      end();
    }
  }
}
