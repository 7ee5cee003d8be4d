package bide.runtime.reactor;

import bide.runtime.executor.Platform;
import bide.runtime.task.WakeList;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Readiness of sockets, from one {@link Selector}. It has no thread: a worker with nothing to do
 * takes the role of polling it ({@link #tryAcquire}), waits inside it, and runs the tasks that its
 * events woke without a hop to another thread.
 *
 * <p>The selector is level-triggered, tasks want edges. Interest therefore stays set after an
 * event, and is taken back only when the same readiness is reported a second time with nobody
 * having used the first; see {@link Readiness}. A connection that alternates between reading and
 * waiting costs no system call for its registration.
 *
 * <p>{@link #register} and {@link #wakeup} are thread-safe; {@link #poll} belongs to whoever holds
 * the role.
 */
public final class Reactor {
  /** How long {@link #releaseClosed} waits for whoever polls, and how often it looks. */
  private static final long RELEASE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private static final long RELEASE_STEP_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

  private final Platform platform;
  private final Selector selector;
  private final AtomicBoolean role = new AtomicBoolean();

  /**
   * Written by the holder around a blocking select; others read it after having changed an interest
   * set, to know whether that change needs a wakeup to be seen. Either the holder's select starts
   * after the change and sees it, or this reads true.
   */
  private volatile boolean selecting;

  private volatile boolean closed;

  /** Channels that nothing has waited for yet; the selector knows the others. */
  private final Set<SelectableChannel> unregistered = ConcurrentHashMap.newKeySet();

  public Reactor(Platform platform) {
    this.platform = platform;
    try {
      selector = Selector.open();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot open a selector", e);
    }
  }

  /** Tries to become the one who polls. */
  public boolean tryAcquire() {
    return !role.get() && role.compareAndSet(false, true);
  }

  public void release() {
    role.set(false);
  }

  /** Whether somebody polls or is about to. */
  public boolean isHeld() {
    return role.get();
  }

  /** A channel has been opened that is to be closed with the reactor at the latest. Any thread. */
  public void opened(SelectableChannel channel) {
    unregistered.add(channel);
  }

  /** A channel has been closed. Any thread. */
  public void closed(SelectableChannel channel) {
    unregistered.remove(channel);
  }

  /** Registers a non-blocking channel, with no interest yet. */
  public Readiness register(SelectableChannel channel) throws IOException {
    Readiness readiness = new Readiness(this);
    readiness.attach(channel.register(selector, 0, readiness));
    unregistered.remove(channel);
    return readiness;
  }

  /** Ends the wait of whoever polls, or the next one if nobody does. Costs a system call. */
  public void wakeup() {
    selector.wakeup();
  }

  /** Makes a changed interest set or a closed channel known to a wait that is under way. */
  public void wakeupIfSelecting() {
    if (selecting) {
      selector.wakeup();
    }
  }

  /**
   * Collects the wakers of channels that have become ready.
   *
   * @param timeoutMillis 0 not to wait, -1 to wait without limit
   */
  public void poll(long timeoutMillis, WakeList out) {
    if (closed) {
      return;
    }
    Consumer<SelectionKey> action = key -> ((Readiness) key.attachment()).onReady(key, out);
    if (timeoutMillis == 0) {
      selectNow(action);
      return;
    }
    // An interrupt may come together with a wakeup and hide it, so an interrupted wait is not begun
    // again: the caller looks for itself whether there is a reason to.
    AtomicBoolean interrupted = new AtomicBoolean();
    selecting = true;
    try {
      platform.blocking(
          () -> {
            if (interrupted.get()) {
              return;
            }
            select(action, timeoutMillis);
            if (out.isEmpty() && Thread.interrupted()) {
              interrupted.set(true);
              throw new InterruptedException();
            }
          });
    } finally {
      selecting = false;
    }
  }

  private void selectNow(Consumer<SelectionKey> action) {
    try {
      selector.selectNow(action);
    } catch (ClosedSelectorException e) {
      closed = true;
    } catch (IOException e) {
      throw new UncheckedIOException("the selector failed", e);
    }
  }

  private void select(Consumer<SelectionKey> action, long timeoutMillis) {
    try {
      // The selector takes 0 for "without limit".
      selector.select(action, Math.max(0, timeoutMillis));
    } catch (ClosedSelectorException e) {
      closed = true;
    } catch (IOException e) {
      throw new UncheckedIOException("the selector failed", e);
    }
  }

  /**
   * Has the system get back the files of channels that have been closed: the selector keeps a
   * closed channel's file until it is next polled. For who needs a file and has got none. Any
   * thread.
   */
  public void releaseClosed() {
    long patience = RELEASE_NANOS;
    while (!tryAcquire()) {
      if (patience <= 0) {
        return; // whoever polls is at it
      }
      // Somebody else polls, and does it on the way out.
      selector.wakeup();
      LockSupport.parkNanos(RELEASE_STEP_NANOS);
      patience -= RELEASE_STEP_NANOS;
    }
    WakeList out = new WakeList();
    try {
      poll(0, out);
    } finally {
      release();
    }
    out.wakeAll();
  }

  /** How many channels are registered. */
  public int size() {
    return closed ? 0 : selector.keys().size();
  }

  /** Whether a task waits for a channel. As many steps as channels are registered, at most. */
  public boolean hasWaiters() {
    if (closed) {
      return false;
    }
    for (SelectionKey key : selector.keys()) {
      if (((Readiness) key.attachment()).hasWaiter()) {
        return true;
      }
    }
    return false;
  }

  /** Closes every channel that is still open, then the selector. Nobody may poll any more. */
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      for (SelectionKey key : selector.keys().toArray(new SelectionKey[0])) {
        key.channel().close();
      }
      for (SelectableChannel channel : unregistered) {
        channel.close();
      }
      unregistered.clear();
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close the selector", e);
    }
  }
}
