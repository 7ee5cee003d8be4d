package bide.runtime.sync;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A lock of one int for the critical sections of this package, which are a few dozen instructions
 * long and never wait inside: taking it is one atomic update and giving it back a plain ordered
 * store, half of what a monitor costs. Not reentrant.
 */
abstract class Guarded {
  /** After this many tries the holder has probably lost its processor: let it have ours. */
  private static final int SPINS = 100;

  private static final VarHandle LOCK;

  static {
    try {
      LOCK = MethodHandles.lookup().findVarHandle(Guarded.class, "locked", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @SuppressWarnings("unused") // through LOCK
  private volatile int locked;

  /** See {@link #closer}; written under the lock, before those who wait are told. */
  private @Nullable Object closer;

  final void closedBy(@Nullable Object by) {
    closer = by;
  }

  /** Who closed it, as given to {@code close}, for errors; null where that is not known. */
  public final @Nullable Object closer() {
    return closer;
  }

  final void lock() {
    if (!LOCK.compareAndSet(this, 0, 1)) {
      lockContended();
    }
  }

  private void lockContended() {
    for (int i = 1; ; i++) {
      if ((int) LOCK.getOpaque(this) == 0 && LOCK.compareAndSet(this, 0, 1)) {
        return;
      }
      if (i % SPINS == 0) {
        Thread.yield();
      } else {
        Thread.onSpinWait();
      }
    }
  }

  final void unlock() {
    LOCK.setRelease(this, 0);
  }
}
