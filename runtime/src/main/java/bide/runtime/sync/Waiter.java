package bide.runtime.sync;

import bide.runtime.task.FutureBusyException;
import bide.runtime.task.Pausable;
import bide.runtime.task.Waker;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A future that is its own entry in a list of waiters. Its phase goes NEW → QUEUED → DONE or
 * CLOSED, from NEW straight to either, and to TAKEN when the result was handed out or dropped. All
 * fields are guarded by the lock of the object waited for, except that the waiter itself may read
 * the phase without it: DONE and CLOSED are final until it acts. Once it has been {@link #paused},
 * DONE goes back to NEW when it {@link #retreat}s.
 */
abstract class Waiter implements Pausable {
  static final int NEW = 0;
  static final int QUEUED = 1;
  static final int DONE = 2;
  static final int CLOSED = 3;
  static final int TAKEN = 4;

  private static final VarHandle PHASE;

  static {
    try {
      PHASE = MethodHandles.lookup().findVarHandle(Waiter.class, "phase", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Through PHASE: a volatile store would cost a full fence at each of its many changes. */
  private int phase;

  @Nullable Waiter previous;
  @Nullable Waiter next;
  @Nullable Waker waker;

  /** What is to be sent, or has been received. */
  @Nullable Object value;

  /** Somebody has it who does not wait; written before anybody else has it. */
  private boolean paused;

  @Override
  public boolean pause() {
    paused = true;
    return keepsSomething();
  }

  @Override
  public final boolean keepsSomething() {
    int p = phase();
    return p == QUEUED || p == DONE;
  }

  @Override
  public void retreat(Waker last) {}

  /** Takes the result, whose phase was DONE; false where it has been given back meanwhile. */
  final boolean take() {
    if (paused) {
      return PHASE.compareAndSet(this, DONE, TAKEN);
    }
    setPhase(TAKEN);
    return true;
  }

  /** Under the lock: what was DONE begins anew; false where it was taken. */
  final boolean untake() {
    return PHASE.compareAndSet(this, DONE, NEW);
  }

  final int phase() {
    return (int) PHASE.getAcquire(this);
  }

  @Override
  public final boolean hasBegun() {
    return phase() != NEW;
  }

  final void setPhase(int newPhase) {
    PHASE.setRelease(this, newPhase);
  }

  /**
   * Takes the waker of a poll that has to wait; under the lock.
   *
   * @param name what made the future, for the error where somebody else waits for it
   */
  final void await(String name, Waker newWaker) {
    FutureBusyException.check(name, waker, newWaker);
    waker = newWaker;
  }

  /** Leaves the list having got what it waited for; the caller wakes the result after unlocking. */
  final @Nullable Waker finish(int newPhase) {
    Waker w = takeWaker();
    setPhase(newPhase);
    return w;
  }

  final @Nullable Waker takeWaker() {
    Waker w = waker;
    waker = null;
    return w;
  }

  /** A doubly linked list of waiters, first in first out. */
  static final class Queue {
    private @Nullable Waiter first;
    private @Nullable Waiter last;

    boolean isEmpty() {
      return first == null;
    }

    void add(Waiter waiter) {
      waiter.previous = last;
      waiter.next = null;
      if (last == null) {
        first = waiter;
      } else {
        last.next = waiter;
      }
      last = waiter;
    }

    @Nullable Waiter peek() {
      return first;
    }

    @Nullable Waiter poll() {
      Waiter waiter = first;
      if (waiter != null) {
        remove(waiter);
      }
      return waiter;
    }

    /** Empties the list; all get the same phase. */
    void finishAll(int newPhase, Woken woken) {
      for (Waiter w = poll(); w != null; w = poll()) {
        woken.add(w.finish(newPhase));
      }
    }

    void remove(Waiter waiter) {
      Waiter p = waiter.previous;
      Waiter n = waiter.next;
      if (p == null) {
        first = n;
      } else {
        p.next = n;
      }
      if (n == null) {
        last = p;
      } else {
        n.previous = p;
      }
      waiter.previous = null;
      waiter.next = null;
    }
  }
}
