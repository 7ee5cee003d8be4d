package bide.runtime.executor;

import bide.runtime.reactor.Reactor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Where one worker waits, and how to end that. {@code unpark} may come at any time, also before the
 * worker waits: NOTIFIED then makes the wait return at once.
 *
 * <pre>
 *   EMPTY ──enterReactor──► IN_REACTOR ──leave──► EMPTY
 *   EMPTY ──park──► ON_THREAD ──(unpark)──► NOTIFIED ──leave──► EMPTY
 *   any   ──unpark──► NOTIFIED; the one who makes this step ends the wait it replaces
 * </pre>
 */
final class Parker {
  private static final int EMPTY = 0;
  private static final int ON_THREAD = 1;
  private static final int IN_REACTOR = 2;
  private static final int NOTIFIED = 3;
  private static final int NUDGED = 4;

  private final Platform platform;
  private final Reactor reactor;
  private final AtomicInteger state = new AtomicInteger();

  /** Set before the thread starts. */
  volatile Thread thread;

  Parker(Platform platform, Reactor reactor) {
    this.platform = platform;
    this.reactor = reactor;
  }

  /** Any thread. */
  void unpark() {
    switch (state.getAndSet(NOTIFIED)) {
      case ON_THREAD -> LockSupport.unpark(thread);
      case IN_REACTOR -> reactor.wakeup();
      default -> {
        // Not waiting: it will see the state before it does.
      }
    }
  }

  /**
   * Ends a wait on the thread, or the next one, which then counts as one for nothing. Any thread. A
   * plain unpark of the thread could get lost: whoever waits in guest code is interrupted now and
   * then, and waits on.
   */
  void nudge() {
    if (!state.compareAndSet(EMPTY, NUDGED) && state.compareAndSet(ON_THREAD, NUDGED)) {
      LockSupport.unpark(thread);
    }
  }

  /** False when there is no reason to wait any more. */
  boolean enterReactor() {
    return state.compareAndSet(EMPTY, IN_REACTOR);
  }

  boolean isInReactor() {
    return state.get() == IN_REACTOR;
  }

  void leave() {
    state.set(EMPTY);
  }

  /**
   * Waits until unparked or, if {@code nanos} is positive, for that long.
   *
   * @return whether it was unparked, rather than nudged or woken for nothing
   */
  boolean park(long nanos) {
    if (state.compareAndSet(EMPTY, ON_THREAD)) {
      platform.blocking(
          () -> {
            if (state.get() == ON_THREAD) {
              if (nanos > 0) {
                LockSupport.parkNanos(this, nanos);
              } else {
                LockSupport.park(this);
              }
            }
            if (Thread.interrupted() && state.get() == ON_THREAD) {
              throw new InterruptedException();
            }
          });
    }
    return state.getAndSet(EMPTY) == NOTIFIED;
  }
}
