package bide.runtime.sync;

import bide.runtime.task.Future;
import bide.runtime.task.Pausable;
import bide.runtime.task.Waker;
import java.util.function.Supplier;

/**
 * A wait of each thread of a Lincheck test, which is begun, polled again or dropped as it comes:
 * each of these is one step, so the outcomes must equal some order of the steps.
 */
final class Slots {
  private static final Waker NOBODY = () -> {};

  /** Lincheck numbers threads from 0; those before and after the parallel part have one too. */
  private final Future[] waits = new Future[8];

  /**
   * Begins a wait, or polls the one that is under way; what that gave. Only for waits that take
   * nothing from their object before they are polled: making and polling is one step here.
   */
  String poll(int thread, Supplier<? extends Future> wait) {
    make(thread, wait);
    return poll(thread);
  }

  /** Makes a wait, to be polled in a step of its own; false where one is under way. */
  boolean make(int thread, Supplier<? extends Future> wait) {
    boolean none = waits[thread] == null;
    if (none) {
      waits[thread] = wait.get();
    }
    return none;
  }

  /** Polls the wait that is under way; what that gave. */
  String poll(int thread) {
    if (waits[thread] == null) {
      return "none";
    }
    try {
      Object result = waits[thread].poll(NOBODY);
      if (result == Future.PENDING) {
        return "pending";
      }
      waits[thread] = null;
      return "got " + result;
    } catch (ChannelClosedException | SemaphoreClosedException e) {
      waits[thread] = null;
      return "closed";
    } catch (LaggedException e) {
      waits[thread] = null;
      return "missed " + e.missed();
    }
  }

  /**
   * Nobody waits for the wait that is under way, and what it has goes back; it can be polled anew.
   */
  boolean retreat(int thread) {
    if (!(waits[thread] instanceof Pausable wait)) {
      return false;
    }
    boolean unused = wait.pause();
    wait.retreat(NOBODY);
    return true;
  }

  boolean drop(int thread) {
    Future wait = waits[thread];
    waits[thread] = null;
    if (wait != null) {
      wait.drop();
    }
    return wait != null;
  }
}
