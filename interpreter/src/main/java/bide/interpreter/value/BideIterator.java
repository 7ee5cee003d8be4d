package bide.interpreter.value;

import bide.interpreter.library.CallContext;
import bide.interpreter.library.Invoker;
import bide.interpreter.ownership.Ownership;

/**
 * Gives values one after the other, each when it is asked for. It belongs to one task, and once it
 * has ended it stays so. The caller of {@link #next} lends its invoker: adapters such as {@code
 * map} call their functions through it.
 */
public abstract class BideIterator extends Owned {
  /** Comes after the last value. Never seen by scripts. */
  public static final Object END = new Object();

  protected BideIterator(Region region) {
    super(region);
  }

  /** The next value, or {@link #END}; an OwnershipError for a task that does not own this. */
  public final Object next(CallContext cx, Invoker invoker) {
    Ownership.checkWrite(this, cx.region(), null);
    return step(cx, invoker);
  }

  /** The next value, or {@link #END}. */
  protected abstract Object step(CallContext cx, Invoker invoker);

  /**
   * Nobody wants more of it, although it may not have ended: a generator runs its {@code finally}
   * parts, an adapter closes its source. Iterators over data are not changed by it.
   */
  public void close(CallContext cx, Invoker invoker) {}

  /** What {@code type_of} gives. */
  public String kind() {
    return "iterator";
  }

  @Override
  public String toString() {
    return "<iterator>";
  }
}
