package bide.runtime.time;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A clock that stands still while anything runs and jumps to the next deadline when all workers are
 * idle and no blocking job is under way: an hour's sleep takes no time, and the order of timers is
 * that of their deadlines. What threads other than workers and blocking jobs are about to do is not
 * known here, so time may pass between two steps of theirs.
 */
public final class VirtualClock implements Clock {
  private final AtomicLong now = new AtomicLong();

  @Override
  public long nanoTime() {
    return now.get();
  }

  @Override
  public boolean jumpTo(long nanos) {
    now.accumulateAndGet(nanos, Math::max);
    return true;
  }

  @Override
  public boolean isVirtual() {
    return true;
  }
}
