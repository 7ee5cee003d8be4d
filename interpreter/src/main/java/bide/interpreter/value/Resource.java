package bide.interpreter.value;

import java.lang.ref.Cleaner;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * An owned object of the library that keeps something of the system open: a socket. It belongs to
 * the task that made or received it, and what a task still owns when it ends is closed then. For
 * that each region lists its open resources; an open resource is in the list of whoever owns it.
 *
 * <p>What is in nobody's hands (in a message that is not received, behind a lock, in the result of
 * a task that is not awaited) is closed when it has become unreachable, by the collector, or else
 * with the program. What a task owns is never left to the collector: when it is closed must not
 * depend on the memory.
 *
 * <p>All methods are for the task that owns it.
 */
public abstract class Resource extends Owned implements LibraryObject {
  /** Made when the first resource is in nobody's hands: it has a thread. */
  private static final class Collected {
    static final Cleaner CLEANER = Cleaner.create();
  }

  private final OpenResources.Entry entry = new OpenResources.Entry(this);

  /** Closes; null once that is done. Apart from this object, which the collector is to find. */
  private final AtomicReference<@Nullable Runnable> close;

  private boolean listed = true;
  private boolean watched;

  /**
   * @param close gives back what it keeps open; called at most once, by any thread. Must not refer
   *     to this object
   */
  protected Resource(Region region, Runnable close) {
    super(region);
    this.close = new AtomicReference<>(close);
    region.open(entry);
  }

  @Override
  public final void moveTo(Region region) {
    super.moveTo(region);
    if (listed) {
      entry.remove();
      region.open(entry);
      if (region.taskId() == 0) {
        watch();
      }
    }
  }

  /** Closes it; harmless when repeated. */
  public final void close() {
    unlist();
    run(close);
  }

  /** Something else has taken over what it keeps open: there is nothing left to close. */
  protected final void handOver() {
    unlist();
    close.set(null);
  }

  /** {@link #close} has been called, or {@link #handOver}. */
  public boolean isClosed() {
    return !listed;
  }

  /** What helps who wants to use it in several tasks, for messages. */
  public String sharing() {
    return "one task at a time uses it: let that one do the work, or give it back as its result";
  }

  /** What helps a task that it is only lent to, for messages. */
  public String handingOver() {
    return "to hand it over write `async move { … }`";
  }

  private void unlist() {
    if (listed) {
      listed = false;
      entry.remove();
    }
  }

  /** It may be forgotten from now on without its owner's end. */
  public final void watch() {
    if (!watched && listed) {
      watched = true;
      AtomicReference<@Nullable Runnable> left = close;
      Cleaner.Cleanable unused = Collected.CLEANER.register(this, () -> run(left));
    }
  }

  private static void run(AtomicReference<@Nullable Runnable> close) {
    Runnable action = close.getAndSet(null);
    if (action != null) {
      action.run();
    }
  }

  @Override
  public String toString() {
    return "<" + typeName() + ">";
  }
}
