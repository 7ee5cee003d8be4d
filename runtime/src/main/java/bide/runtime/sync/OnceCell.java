package bide.runtime.sync;

import bide.runtime.task.Future;
import org.jspecify.annotations.Nullable;

/**
 * A value that is set once, by whoever comes first; the others wait for it. When that one fails,
 * the next in line has its turn. Thread-safe; a turn that is dropped goes to the next.
 *
 * @param <T> what it holds; null is allowed
 */
public final class OnceCell<T> extends Guarded {
  /**
   * {@link #enter}: this caller is to make the value, and to call {@link #set} or {@link #giveUp}.
   */
  public static final Object TURN = named("TURN");

  /** {@link #get}: there is no value. */
  public static final Object UNSET = named("UNSET");

  // All guarded by the lock.
  private @Nullable Object value = UNSET;
  private boolean inTurn;
  private @Nullable Object maker;
  private final Waiter.Queue waiting = new Waiter.Queue();

  private static Object named(String name) {
    return new Object() {
      @Override
      public String toString() {
        return name;
      }
    };
  }

  /** The value, or UNSET. */
  public @Nullable Object get() {
    lock();
    Object v = value;
    unlock();
    return v;
  }

  /** Completes with the value, or with TURN, waiting while somebody else has the turn. */
  public Future enter() {
    return new Enter(this);
  }

  /** By who has the turn: it makes the value, for those who ask why there is none. */
  public void madeBy(Object who) {
    lock();
    maker = who;
    unlock();
  }

  /** Who makes the value now, as given to {@link #madeBy}; null where that is not known. */
  public @Nullable Object maker() {
    lock();
    Object who = maker;
    unlock();
    return who;
  }

  /** By who has the turn: sets the value and gives it to all who wait. */
  public void set(@Nullable T newValue) {
    Woken woken = new Woken();
    lock();
    try {
      put(newValue, woken);
    } finally {
      unlock();
    }
    woken.wakeAll();
  }

  /** Sets the value unless it is set, or somebody is making it; whether it did. */
  public boolean trySet(@Nullable T newValue) {
    lock();
    try {
      if (value != UNSET || inTurn) {
        return false;
      }
      value = newValue; // nobody waits while nobody has the turn
      return true;
    } finally {
      unlock();
    }
  }

  /** By who has the turn: there will be no value of it; the next one may try. */
  public void giveUp() {
    Woken woken = new Woken();
    lock();
    try {
      pass(woken);
    } finally {
      unlock();
    }
    woken.wakeAll();
  }

  private void put(@Nullable Object newValue, Woken woken) {
    value = newValue;
    inTurn = false;
    maker = null;
    for (Waiter w = waiting.poll(); w != null; w = waiting.poll()) {
      w.value = newValue;
      woken.add(w.finish(Waiter.DONE));
    }
  }

  private void pass(Woken woken) {
    Waiter next = waiting.poll();
    inTurn = next != null;
    maker = null;
    if (next != null) {
      next.value = TURN;
      woken.add(next.finish(Waiter.DONE));
    }
  }

  private static final class Enter extends Wait {
    private final OnceCell<?> cell;

    Enter(OnceCell<?> cell) {
      super(cell, cell.waiting);
      this.cell = cell;
    }

    @Override
    String name() {
      return "get_or_init";
    }

    @Override
    void attempt(Woken woken) {
      if (cell.value != UNSET) {
        value = cell.value;
        setPhase(DONE);
      } else if (!cell.inTurn) {
        cell.inTurn = true;
        value = TURN;
        setPhase(DONE);
      }
    }

    @Override
    void giveBack(Woken woken) {
      if (value == TURN) {
        cell.pass(woken);
      }
    }
  }
}
