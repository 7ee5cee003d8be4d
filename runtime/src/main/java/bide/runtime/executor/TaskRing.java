package bide.runtime.executor;

import bide.runtime.task.Task;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A worker's own queue: a ring that its owner pushes to and pops from, first in first out, and that
 * thieves take half of (the scheme of Go's run queue). Positions only grow; a slot is a position
 * modulo the capacity.
 *
 * <p>{@code tail} is written by the owner only; a thief that reads it sees the slots below it.
 * {@code head} is moved by whoever takes, with compare-and-set: a thief copies first and then moves
 * head, so a failed move means its copies are worthless, as the owner may have reused those slots.
 * Because positions never come back (64 bits), a successful move proves that the copies are good.
 */
final class TaskRing {
  private static final VarHandle HEAD;
  private static final VarHandle TAIL;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      HEAD = lookup.findVarHandle(TaskRing.class, "head", long.class);
      TAIL = lookup.findVarHandle(TaskRing.class, "tail", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final @Nullable Task[] slots;
  private final int mask;
  private volatile long head;
  private volatile long tail;

  /** Owner only: all slots below this position are null, so that ended tasks are not kept alive. */
  private long cleared;

  /**
   * @param capacity a power of two, at least 2
   */
  TaskRing(int capacity) {
    if (capacity < 2 || Integer.bitCount(capacity) != 1) {
      throw new IllegalArgumentException("capacity must be a power of two from 2 on: " + capacity);
    }
    slots = new Task[capacity];
    mask = capacity - 1;
  }

  int size() {
    long h = head;
    // A pop between the two reads must not make the size negative.
    return (int) Math.max(0, tail - h);
  }

  boolean isEmpty() {
    return size() == 0;
  }

  /** Owner only. False when full. */
  boolean push(Task task) {
    long t = (long) TAIL.get(this);
    if (t - head > mask) {
      return false;
    }
    slots[(int) t & mask] = task;
    TAIL.setRelease(this, t + 1);
    return true;
  }

  /** Owner only. The oldest task, or null. */
  @Nullable Task pop() {
    long t = (long) TAIL.get(this);
    for (; ; ) {
      long h = head;
      if (h == t) {
        return null;
      }
      Task task = slots[(int) h & mask];
      if (HEAD.compareAndSet(this, h, h + 1)) {
        // Nobody else writes slots, and thieves that read this one now will fail.
        slots[(int) h & mask] = null;
        if (cleared == h) {
          cleared = h + 1;
        }
        return task;
      }
    }
  }

  /**
   * Owner only. Takes the older half of a full ring out, linked by {@link Task#next} and counted,
   * for the injector.
   *
   * @return false when a thief was quicker: there is room now
   */
  boolean takeHalf(TaskChain out) {
    long h = head;
    int n = slots.length / 2;
    if ((long) TAIL.get(this) - h < n || !HEAD.compareAndSet(this, h, h + n)) {
      return false;
    }
    // Only after the move are these tasks ours to link; their slots stay, as only we write them.
    for (long i = h; i < h + n; i++) {
      out.add(slots[(int) i & mask]);
      slots[(int) i & mask] = null;
    }
    if (cleared == h) {
      cleared = h + n;
    }
    return true;
  }

  /**
   * Called by the owner of {@code into}, an empty ring of the same capacity: moves half of this
   * ring (rounded up) there, except for the oldest task, which is returned to be run at once.
   *
   * @return null when there was nothing to take
   */
  @Nullable Task stealInto(TaskRing into) {
    long base = (long) TAIL.get(into);
    for (; ; ) {
      long h = head;
      long available = tail - h;
      if (available <= 0) {
        return null;
      }
      int n = (int) (available - available / 2);
      if (n > slots.length / 2) {
        // head and tail were read at different times.
        continue;
      }
      Task first = slots[(int) h & mask];
      for (int i = 1; i < n; i++) {
        into.slots[(int) (base + i - 1) & into.mask] = slots[(int) (h + i) & mask];
      }
      if (HEAD.compareAndSet(this, h, h + n)) {
        if (n > 1) {
          TAIL.setRelease(into, base + n - 1);
        }
        return first;
      }
    }
  }

  /** Owner only, when empty: forgets the tasks that thieves have taken. */
  void clear() {
    long h = head;
    for (long i = Math.max(cleared, h - slots.length); i < h; i++) {
      slots[(int) i & mask] = null;
    }
    cleared = h;
  }
}
