package bide.interpreter.value;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A set of owned values that belong together: to a task, to a lock, to a message on its way, to a
 * scope that lends them. Every owned value names its region, so whether a task may use the value is
 * one comparison with the task's own region.
 *
 * <p>What others do, and why this differs. Rust proves at compile time that a value has one owner;
 * Pony does it with types for references. Both need a type for every variable. Erlang copies every
 * message, which costs time in proportion to the data at each send <em>and</em> each join. Here a
 * value is handed over by renaming the region of all that it reaches, once, at the send; and when a
 * task is joined nothing is walked: its region gets an {@link #heir}, as in a union-find forest
 * (Tarjan, 1975), so that whatever the task had made belongs to the joiner at once. The value keeps
 * its own region's name, and with it the place where it was handed over, for the message of an
 * error.
 *
 * <p>Only the owner's thread changes the region of a value, or the heir of a region. Others may
 * read both at any time: a task that has given a value away has itself written the new name, so it
 * never sees itself as the owner again.
 */
public class Region {
  /** What can never change any more: any task reads it, none writes it. */
  public static final Region FROZEN = new Region(0, null);

  /** The id of the main task. */
  public static final long MAIN = 1;

  private static final VarHandle HEIR;

  static {
    try {
      HEIR = MethodHandles.lookup().findVarHandle(Region.class, "heir", Region.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Stands for {@link #taskId} where the values are behind a lock. */
  static final long LOCK = -1;

  /** Whose the values are; 0 for no task's. */
  private final long taskId;

  /** Where the values were handed over: a node or a source section; null where they were made. */
  private final @Nullable Object place;

  /**
   * Whose the values are now: the region of the task that has joined this one's, received the
   * message, or holds the lock. Null while they are nobody's but this region's.
   */
  @Nullable Region heir;

  /** What is open of the values; null until there is something. In what has an heir, nothing. */
  private @Nullable OpenResources open;

  /** What a task of a scope may read although it belongs to the task that waits; null for none. */
  private @Nullable Loan borrowed;

  /**
   * @param taskId whose the values are; 0 for no task's
   * @param place where they were handed over, see {@link #place()}
   */
  public Region(long taskId, @Nullable Object place) {
    this.taskId = taskId;
    this.place = place;
  }

  /** Of what a task makes itself. */
  public Region(long taskId) {
    this(taskId, null);
  }

  /** Whether the values are behind a lock: see {@link Guarded}. */
  public final boolean isLock() {
    return taskId == LOCK;
  }

  /** Whose the values are; 0 for no task's. */
  public final long taskId() {
    return taskId == LOCK ? 0 : taskId;
  }

  /** A node or a source section; null where the values have not been handed over. */
  public final @Nullable Object place() {
    return place;
  }

  public final @Nullable Region heir() {
    return heir;
  }

  /** The region of whoever owns the values now; this one where it has no heir. */
  @TruffleBoundary
  public final Region owner() {
    Region owner = this;
    for (Region next = owner.heir; next != null; next = next.heir) {
      owner = next;
    }
    // Shorter next time. A lock's holder changes, so its way is never shortened.
    Region step = this;
    while (step.heir != null && step.heir != owner && !step.isLock()) {
      Region next = step.heir;
      step.heir = owner;
      step = next;
    }
    return owner;
  }

  /** Whether the task of region {@code mine} may read the values, and change them. */
  public final boolean isOwnedBy(Region mine) {
    return this == mine || heir == mine || (heir != null && owner() == mine);
  }

  /** Whether the task of region {@code mine} may read the values. */
  public final boolean isReadableBy(Region mine) {
    return isOwnedBy(mine) || this == FROZEN || lends(mine);
  }

  /** Whether the values are lent to, or by, the task of region {@code mine}. */
  boolean lends(@SuppressWarnings("unused") Region mine) {
    return false;
  }

  /**
   * All values pass to another region, unless they have passed to one already. For the end of what
   * this region stands for: a task, a message, a loan.
   */
  public final void passTo(Region region) {
    if (region != this && HEIR.compareAndSet(this, null, region) && open != null) {
      region.owner().openList().takeAll(open);
      open = null;
    }
  }

  // ---------------------------------------------------------------- what is open

  /** A resource of this region is open. */
  final void open(OpenResources.Entry entry) {
    openList().add(entry);
  }

  private OpenResources openList() {
    if (open == null) {
      open = new OpenResources();
    }
    return open;
  }

  /** Whether a resource of this region is open. For the task that owns it. */
  public final boolean hasOpen() {
    return open != null && !open.isEmpty();
  }

  /** The open resources, last come first. For the task that owns it. */
  public final List<Resource> allOpen() {
    return open == null ? List.of() : open.all().reversed();
  }

  final void holder(@Nullable Region holder) {
    heir = holder;
  }

  public final @Nullable Loan borrowed() {
    return borrowed;
  }

  /** To be called before the task starts. */
  public final void borrow(@Nullable Loan loan) {
    borrowed = loan;
  }
}
