package bide.runtime.time;

import org.jspecify.annotations.Nullable;

/**
 * A hierarchical timing wheel (Varghese and Lauck 1987): six levels of 64 slots, a slot of level 0
 * one tick wide and a slot of each further level as wide as the whole level below, 2.2 years at 1
 * ms. Entries sit at the level of the highest bit in which their tick differs from the current one,
 * and move down when the wheel gets there: insert and cancel are O(1), each entry moves at most
 * five times. A slot is a doubly linked list, first in first out, so that equal deadlines fire in
 * the order in which they were set. Not thread-safe: {@link Timers} guards it.
 */
final class Wheel {
  private static final int LEVELS = 6;
  private static final int SLOT_BITS = 6;
  private static final int SLOTS = 1 << SLOT_BITS;

  /** Farther entries wait in the last slot before the wheel's turn and are placed anew there. */
  private static final long FARTHEST = (long) (SLOTS - 1) << (SLOT_BITS * (LEVELS - 1));

  static final long NONE = Long.MAX_VALUE;

  private final @Nullable Sleep[] first = new Sleep[LEVELS * SLOTS];
  private final @Nullable Sleep[] last = new Sleep[LEVELS * SLOTS];

  /** One bit per slot that holds entries, per level. */
  private final long[] occupied = new long[LEVELS];

  private long elapsed;
  private int size;

  /** The tick up to which (inclusive) everything has fired. */
  long elapsed() {
    return elapsed;
  }

  int size() {
    return size;
  }

  /** Adds {@code entry}, due at its tick; false when that tick has passed: it is due now. */
  boolean insert(Sleep entry) {
    if (entry.tick <= elapsed) {
      return false;
    }
    size++;
    link(entry);
    return true;
  }

  private void link(Sleep entry) {
    long place = Math.min(entry.tick, elapsed + FARTHEST);
    int level = level(elapsed, place);
    int slot = (int) (place >>> (level * SLOT_BITS)) & (SLOTS - 1);
    int index = level * SLOTS + slot;
    entry.slot = (short) index;
    Sleep previous = last[index];
    entry.previous = previous;
    entry.next = null;
    last[index] = entry;
    if (previous == null) {
      first[index] = entry;
      occupied[level] |= 1L << slot;
    } else {
      previous.next = entry;
    }
  }

  private static int level(long from, long to) {
    long differing = (from ^ to) | (SLOTS - 1);
    return Math.min(LEVELS - 1, (63 - Long.numberOfLeadingZeros(differing)) / SLOT_BITS);
  }

  void remove(Sleep entry) {
    int index = entry.slot;
    Sleep previous = entry.previous;
    Sleep next = entry.next;
    if (previous == null) {
      first[index] = next;
    } else {
      previous.next = next;
    }
    if (next == null) {
      last[index] = previous;
    } else {
      next.previous = previous;
    }
    if (first[index] == null) {
      occupied[index / SLOTS] &= ~(1L << (index % SLOTS));
    }
    entry.previous = null;
    entry.next = null;
    size--;
  }

  /**
   * The tick at which there is next something to do, which is an entry's own tick or, when it is
   * far, the start of the slot it lies in; {@link #NONE} when empty.
   */
  long nextTick() {
    for (int level = 0; level < LEVELS; level++) {
      if (occupied[level] != 0) {
        // All entries of a level fall due before those of the level above, so the first one counts.
        int shift = level * SLOT_BITS;
        int now = (int) (elapsed >>> shift) & (SLOTS - 1);
        // Slot `now` of a level above 0 is empty or (top level only) a whole turn away.
        int distance =
            1 + Long.numberOfTrailingZeros(Long.rotateRight(occupied[level], (now + 1) & 63));
        return ((elapsed >>> shift) + distance) << shift;
      }
    }
    return NONE;
  }

  /**
   * Moves time on to {@code tick} or to the next slot with anything in it, whichever is earlier,
   * and takes out what is due.
   *
   * @return the due entries, linked by {@code next} in firing order, or null; when it is null,
   *     {@link #elapsed} tells whether {@code tick} is reached
   */
  @Nullable Sleep advance(long tick) {
    long at = nextTick();
    if (at > tick) {
      elapsed = Math.max(elapsed, tick);
      return null;
    }
    int level = 0;
    while (occupied[level] == 0) {
      level++;
    }
    int slot = (int) (at >>> (level * SLOT_BITS)) & (SLOTS - 1);
    int index = level * SLOTS + slot;
    Sleep entry = first[index];
    first[index] = null;
    last[index] = null;
    occupied[level] &= ~(1L << slot);
    elapsed = at;
    Sleep due = null;
    Sleep lastDue = null;
    while (entry != null) {
      Sleep next = entry.next;
      if (entry.tick > elapsed) {
        link(entry);
      } else {
        entry.previous = null;
        entry.next = null;
        if (lastDue == null) {
          due = entry;
        } else {
          lastDue.next = entry;
        }
        lastDue = entry;
        size--;
      }
      entry = next;
    }
    return due;
  }
}
