package bide.runtime.task;

import org.jspecify.annotations.Nullable;

/**
 * A future was polled while somebody else waits for it, who would not be woken any more. The one
 * that waits is none the worse for it.
 */
@SuppressWarnings("serial")
public final class FutureBusyException extends IllegalStateException {
  private final String name;
  private final transient Waker waiter;

  /**
   * @param name what made the future: "sleep"
   * @param waiter with whose waker the future was polled before
   */
  public FutureBusyException(String name, Waker waiter) {
    super("poll of a future of " + name + " that somebody else waits for");
    this.name = name;
    this.waiter = waiter;
  }

  /**
   * Throws where a future may not be polled with {@code next}, since another one still waits.
   *
   * @param known the waker of the last poll; null for none
   */
  public static void check(String name, @Nullable Waker known, Waker next) {
    if (known != next && known != null && known.isWaiting()) {
      throw new FutureBusyException(name, known);
    }
  }

  public String name() {
    return name;
  }

  public Waker waiter() {
    return waiter;
  }
}
