package bide.interpreter.value;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values behind a lock. They belong to the task that holds the lock, for as long as it does;
 * several tasks may read them where the lock allows that.
 */
public final class Guarded extends Region {
  private final String lock;

  /** One entry for each hold; guarded by this. */
  private final List<Region> readers = new ArrayList<>(1);

  /**
   * @param lock what messages call it: {@code "Mutex"}
   */
  public Guarded(String lock, @Nullable Object place) {
    super(LOCK, place);
    this.lock = lock;
  }

  public String lock() {
    return lock;
  }

  /** By the task that has just got the lock, or null just before it gives the lock back. */
  public void heldBy(@Nullable Region task) {
    holder(task);
  }

  public synchronized void readBy(Region task) {
    readers.add(task);
  }

  public synchronized void readNoMoreBy(Region task) {
    readers.remove(task);
  }

  @Override
  @TruffleBoundary
  synchronized boolean lends(Region mine) {
    return readers.contains(mine);
  }
}
