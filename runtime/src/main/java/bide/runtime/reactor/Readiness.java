package bide.runtime.reactor;

import bide.runtime.task.WakeList;
import bide.runtime.task.Waker;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for one channel, apart for the two directions. Each direction is one reference:
 *
 * <pre>
 *   null    nobody waits, nothing is known
 *   Waker   this one waits; interest is set or about to be
 *   READY   the selector reported readiness and nobody has used it
 * </pre>
 *
 * An operation is tried first; when it would block its task calls {@link #await}. An event puts
 * READY and wakes who was there. If READY was there already, the readiness is being reported over
 * and over with nobody to use it, so the interest is taken back.
 *
 * <p>Two races are to be closed. (1) <i>Ready between the failed try and the await</i>: then READY
 * stands there and await returns false, meaning try again; or interest is set and the level-
 * triggered selector reports it again. (2) <i>Taking interest back while a waiter arrives</i>: the
 * reactor clears the bit, then looks at the reference; the waiter writes the reference, then looks
 * at the bit. At least one of them sees the other and sets the bit again.
 *
 * <p>One waiter per direction at a time; the channel's owner sees to that.
 */
public final class Readiness {
  /** Accepting counts as reading; so does connecting as writing. */
  public static final int READ = SelectionKey.OP_READ;

  public static final int ACCEPT = SelectionKey.OP_ACCEPT;
  public static final int WRITE = SelectionKey.OP_WRITE;
  public static final int CONNECT = SelectionKey.OP_CONNECT;

  private static final int INPUT = READ | ACCEPT;
  private static final int OUTPUT = WRITE | CONNECT;

  private static final Object READY = new Object();
  private static final VarHandle INPUT_WAITER;
  private static final VarHandle OUTPUT_WAITER;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      INPUT_WAITER = lookup.findVarHandle(Readiness.class, "inputWaiter", Object.class);
      OUTPUT_WAITER = lookup.findVarHandle(Readiness.class, "outputWaiter", Object.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Reactor reactor;
  private SelectionKey key;
  private volatile @Nullable Object inputWaiter;
  private volatile @Nullable Object outputWaiter;

  Readiness(Reactor reactor) {
    this.reactor = reactor;
  }

  void attach(SelectionKey key) {
    this.key = key;
  }

  private static VarHandle waiter(int operation) {
    return (operation & INPUT) != 0 ? INPUT_WAITER : OUTPUT_WAITER;
  }

  /**
   * Arranges for {@code waker} to be woken when {@code operation} is worth another try.
   *
   * @return false when it is worth one right now (or the channel is closed): nothing was arranged
   */
  public boolean await(int operation, Waker waker) {
    VarHandle waiter = waiter(operation);
    for (; ; ) {
      Object current = waiter.getVolatile(this);
      if (current == READY) {
        if (waiter.compareAndSet(this, READY, null)) {
          return false;
        }
      } else if (waiter.compareAndSet(this, current, waker)) {
        break;
      }
    }
    try {
      if ((key.interestOps() & operation) == 0) {
        key.interestOpsOr(operation);
        reactor.wakeupIfSelecting();
      }
      return true;
    } catch (CancelledKeyException closed) {
      cancel(operation, waker);
      return false;
    }
  }

  boolean hasWaiter() {
    return inputWaiter instanceof Waker || outputWaiter instanceof Waker;
  }

  /** Takes a waker back; a readiness reported meanwhile stays noted for the next one. */
  public void cancel(int operation, Waker waker) {
    waiter(operation).compareAndSet(this, waker, null);
  }

  /**
   * The last try took all there was, so a noted readiness says nothing any more. Saves the try that
   * would only find that out; what came since is reported anew, as the selector is level-triggered.
   */
  public void exhausted(int operation) {
    VarHandle waiter = waiter(operation);
    if (waiter.getVolatile(this) == READY) {
      waiter.compareAndSet(this, READY, null);
    }
  }

  /** Ends all interest, as when a channel has connected and means something else from now on. */
  public void clearInterest() {
    key.interestOps(0);
  }

  /** Called by the reactor's holder for a key that was selected. */
  void onReady(SelectionKey key, WakeList out) {
    try {
      int ready = key.readyOps();
      if ((ready & INPUT) != 0) {
        onReady(key, ready & INPUT, INPUT_WAITER, out);
      }
      if ((ready & OUTPUT) != 0) {
        onReady(key, ready & OUTPUT, OUTPUT_WAITER, out);
      }
    } catch (CancelledKeyException closed) {
      collectAll(out);
    }
  }

  private void onReady(SelectionKey key, int operations, VarHandle waiter, WakeList out) {
    Object previous = waiter.getAndSet(this, READY);
    if (previous == READY) {
      key.interestOpsAnd(~operations);
      if (waiter.getVolatile(this) != READY) {
        key.interestOpsOr(operations);
      }
    } else if (previous != null) {
      out.add((Waker) previous);
    }
  }

  private void collectAll(WakeList out) {
    if (INPUT_WAITER.getAndSet(this, READY) instanceof Waker waker) {
      out.add(waker);
    }
    if (OUTPUT_WAITER.getAndSet(this, READY) instanceof Waker waker) {
      out.add(waker);
    }
  }

  /**
   * The channel has just been closed: wakes both directions, whose next try will find that out, and
   * has the selector let go of the channel, without which the system would keep the socket open.
   */
  public void closed() {
    WakeList out = new WakeList();
    collectAll(out);
    reactor.wakeupIfSelecting();
    out.wakeAll();
  }
}
