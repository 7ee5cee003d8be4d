package bide.runtime.time;

import bide.runtime.task.FutureBusyException;
import bide.runtime.task.FutureEndedException;
import bide.runtime.task.WakeList;
import bide.runtime.task.Waker;
import java.util.concurrent.locks.ReentrantLock;

/**
 * All timers of an executor: a {@link Wheel} of 1 ms ticks under one lock. Whichever worker polls
 * the reactor also drives time: it asks when to wake up, waits, and collects what is due. Wakers
 * are called outside the lock.
 *
 * <p>Thread-safe, except that {@link #parking} and {@link #collectDue} belong to whoever holds the
 * reactor.
 */
public final class Timers {
  /** The width of a tick in nanoseconds; deadlines are rounded up to its end. */
  public static final long TICK_NANOS = 1_000_000;

  /** No deadline. */
  public static final long NEVER = Long.MAX_VALUE;

  private final Clock clock;
  private final long start;
  private final Runnable wakeDriver;
  private final ReentrantLock lock = new ReentrantLock();
  private final Wheel wheel = new Wheel();

  /** An entry before this tick must wake the parked driver; -1 when none is parked. */
  private long driverSleepsUntil = -1;

  /**
   * @param wakeDriver ends the wait of whoever is parked until the deadline {@link #parking} gave
   */
  public Timers(Clock clock, Runnable wakeDriver) {
    this.clock = clock;
    this.start = clock.nanoTime();
    this.wakeDriver = wakeDriver;
  }

  public Clock clock() {
    return clock;
  }

  /** A wait of {@code nanos} from now; zero and less are due at once. */
  public Sleep sleep(long nanos) {
    long now = clock.nanoTime() - start;
    // Zero-length waits are due without rounding up to the next tick.
    return new Sleep(this, nanos <= 0 ? 0 : ticksUp(saturatedAdd(now, nanos)));
  }

  /** A wait until {@code deadline} on this executor's clock, in nanoseconds. */
  public Sleep sleepUntil(long deadline) {
    return sleep(deadline - clock.nanoTime());
  }

  private static long saturatedAdd(long a, long b) {
    long sum = a + b;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  private static long ticksUp(long nanos) {
    return nanos / TICK_NANOS + (nanos % TICK_NANOS == 0 ? 0 : 1);
  }

  private long currentTick() {
    return (clock.nanoTime() - start) / TICK_NANOS;
  }

  /** True when {@code sleep} is due; else {@code waker} is called when it is. */
  boolean await(Sleep sleep, Waker waker) {
    boolean earlier = false;
    lock.lock();
    try {
      switch (sleep.phase) {
        case Sleep.NEW -> {
          if (wheel.size() == 0) {
            // An idle wheel lags behind; from its true time entries have fewer levels to descend.
            wheel.advance(currentTick());
          }
          if (!wheel.insert(sleep)) {
            sleep.phase = Sleep.FIRED;
            return true;
          }
          sleep.phase = Sleep.WAITING;
          sleep.waker = waker;
          if (sleep.tick < driverSleepsUntil) {
            driverSleepsUntil = sleep.tick;
            earlier = true;
          }
        }
        case Sleep.WAITING -> {
          FutureBusyException.check("sleep", sleep.waker, waker);
          sleep.waker = waker;
        }
        case Sleep.FIRED -> {
          return true;
        }
        default -> throw new FutureEndedException("sleep");
      }
    } finally {
      lock.unlock();
    }
    if (earlier) {
      wakeDriver.run();
    }
    return false;
  }

  void cancel(Sleep sleep) {
    lock.lock();
    try {
      if (sleep.phase == Sleep.WAITING) {
        wheel.remove(sleep);
      }
      sleep.phase = Sleep.ENDED;
      sleep.waker = null;
    } finally {
      lock.unlock();
    }
  }

  /** How many sleeps are waiting. */
  public int size() {
    lock.lock();
    try {
      return wheel.size();
    } finally {
      lock.unlock();
    }
  }

  /**
   * The caller is about to wait: until when, in nanoseconds of the clock, or {@link #NEVER}. From
   * now to the next {@link #collectDue} an earlier sleep calls {@code wakeDriver}.
   */
  public long parking() {
    lock.lock();
    try {
      long tick = wheel.nextTick();
      driverSleepsUntil = tick;
      return tick == Wheel.NONE ? NEVER : saturatedAdd(start, tick * TICK_NANOS);
    } finally {
      lock.unlock();
    }
  }

  /** Nobody is parked any more: collects the wakers of all sleeps that are due. */
  public void collectDue(WakeList out) {
    lock.lock();
    try {
      driverSleepsUntil = -1;
      if (wheel.size() == 0 && !clock.isVirtual()) {
        // Nothing can be due, so the clock need not be read; the wheel catches up when used.
        return;
      }
      long tick = currentTick();
      while (wheel.elapsed() < tick) {
        Sleep sleep = wheel.advance(tick);
        while (sleep != null) {
          Sleep next = sleep.next;
          Waker waker = sleep.waker;
          sleep.next = null;
          sleep.waker = null;
          sleep.phase = Sleep.FIRED;
          if (waker != null) {
            out.add(waker);
          }
          sleep = next;
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** With a virtual clock, jumps to the next deadline. False when there is none or time is real. */
  public boolean jumpToNext() {
    long deadline = parking();
    return deadline != NEVER && clock.jumpTo(deadline);
  }
}
