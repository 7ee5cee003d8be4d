package bide.interpreter.async;

import bide.runtime.task.Pausable;
import bide.runtime.task.Waker;
import java.util.function.Supplier;

/** The future of something that the task which awaits it will hold. */
public final class Acquisition implements Pausable {
  private final Pausable acquire;
  private final Object source;
  private final Supplier<? extends Held> held;

  /**
   * @param source as {@link Held#source}
   * @param held makes what stands for it, once it is acquired
   */
  public Acquisition(Pausable acquire, Object source, Supplier<? extends Held> held) {
    this.acquire = acquire;
    this.source = source;
    this.held = held;
  }

  Object source() {
    return source;
  }

  @Override
  public Object poll(Waker waker) {
    if (acquire.poll(waker) == PENDING) {
      return PENDING;
    }
    Held result = held.get();
    // A waker made by hand says nothing of who polls: that is the task which runs.
    Strand holder = waker instanceof StrandWaker waiting ? waiting.strand() : Strand.running();
    holder.holds(result);
    return result;
  }

  @Override
  public boolean hasBegun() {
    return acquire.hasBegun();
  }

  @Override
  public void drop() {
    acquire.drop();
  }

  @Override
  public boolean pause() {
    return acquire.pause();
  }

  @Override
  public boolean keepsSomething() {
    return acquire.keepsSomething();
  }

  @Override
  public void retreat(Waker last) {
    acquire.retreat(last);
  }

  @Override
  public String toString() {
    return acquire.toString();
  }
}
