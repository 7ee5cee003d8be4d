package bide.interpreter.async;

import bide.interpreter.library.MethodSet;
import bide.interpreter.library.MethodTable;
import bide.interpreter.stream.StreamMethods;
import bide.interpreter.value.NativeObject;
import bide.runtime.task.Future;
import bide.runtime.task.FutureBusyException;
import bide.runtime.task.FutureEndedException;
import bide.runtime.task.Waker;
import bide.runtime.time.Timers;
import org.jspecify.annotations.Nullable;

/**
 * The stream of {@code interval(d)}: the numbers of its ticks, 0 at once and one more every {@code
 * d}. Ticks stay on the grid of the first: who is late gets the tick of the time it is, and those
 * that were missed are left out, so that a number which jumps tells how many. (Others make up for
 * missed ticks in a burst, or shift the grid; the first does harm where the work is too slow, the
 * second drifts.) Thread-safe.
 */
final class Interval extends NativeObject implements Stream {
  static {
    MethodTable.register(Interval.class, StreamMethods.all());
    MethodTable.register(
        Interval.class,
        new MethodSet()
            .add(
                "tick()",
                "A future of the next tick: its number, 0 for the first. Ticks that nobody waited for in time are left out, and their numbers with them.",
                "let ticks = interval(1ms)\n[ticks.tick().await, ticks.tick().await].len() -> 2",
                (cx, call, self, args) -> ((Interval) self).new Tick()));
  }

  private final Timers timers;
  private final long period;
  private boolean begun;
  private long start;

  /** The number of the next tick. */
  private long next;

  /**
   * @param period in ns, above zero
   */
  Interval(Timers timers, long period) {
    this.timers = timers;
    this.period = period;
  }

  @Override
  public String typeName() {
    return "interval";
  }

  @Override
  public Object nextItem() {
    return new Tick();
  }

  /** The number of the tick that is due; -1 before its time. */
  private synchronized long take(long now) {
    if (!begun) {
      begun = true;
      start = now;
    }
    long number = (now - start) / period;
    if (number < next) {
      return -1;
    }
    next = number + 1;
    return number;
  }

  private synchronized long untilNext(long now) {
    return start + next * period - now;
  }

  private final class Tick implements Future {
    private @Nullable Future sleep;
    private boolean ended;

    @Override
    public synchronized Object poll(Waker waker) {
      if (ended) {
        throw new FutureEndedException("tick");
      }
      for (; ; ) {
        if (sleep != null) {
          try {
            if (sleep.poll(waker) == PENDING) {
              return PENDING;
            }
          } catch (FutureBusyException busy) {
            throw new FutureBusyException("tick", busy.waiter());
          }
          sleep = null;
        }
        long now = timers.clock().nanoTime();
        long number = take(now);
        if (number >= 0) {
          ended = true;
          return number;
        }
        sleep = timers.sleep(untilNext(now));
      }
    }

    @Override
    public synchronized boolean hasBegun() {
      return ended || sleep != null;
    }

    @Override
    public synchronized void drop() {
      ended = true;
      if (sleep != null) {
        sleep.drop();
      }
    }

    @Override
    public String toString() {
      return "<future tick>";
    }
  }
}
