package bide.interpreter.value;

import bide.interpreter.ownership.Ownership;
import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Proves that nothing forgot to ask {@link Ownership}: with {@code -Dbide.audit=true} every access
 * to the content of a list, map, buffer, instance or cell, by whatever code, looks whether the task
 * that this thread runs may make it. Such an access is a bug of ours and becomes an InternalError.
 * What kind of array a list has, and how long it is, is not looked at here: nodes choose by it what
 * to do, and then ask. Without the option nothing is left of this.
 */
public final class Audit {
  private static final boolean ON = Boolean.getBoolean("bide.audit");

  /** This thread gives values away: it looks into them after they have changed their owner. */
  private static final ThreadLocal<Integer> EXEMPT = ThreadLocal.withInitial(() -> 0);

  /** The first accesses that nobody had asked for. */
  private static final Queue<AssertionError> FOUND = new ConcurrentLinkedQueue<>();

  private Audit() {}

  /** What has been found since the last call, also where the script caught the error. */
  public static List<AssertionError> found() {
    List<AssertionError> all = new ArrayList<>();
    for (AssertionError each = FOUND.poll(); each != null; each = FOUND.poll()) {
      all.add(each);
    }
    return all;
  }

  public static boolean isOn() {
    return ON;
  }

  public static void read(Owned value) {
    if (ON) {
      CompilerDirectives.transferToInterpreter();
      check(value, false);
    }
  }

  public static void write(Owned value) {
    if (ON) {
      CompilerDirectives.transferToInterpreter();
      check(value, true);
    }
  }

  /** Until {@link #resume}, this thread looks into what is nobody's at the moment. */
  public static void suspend() {
    if (ON) {
      EXEMPT.set(EXEMPT.get() + 1);
    }
  }

  public static void resume() {
    if (ON) {
      EXEMPT.set(EXEMPT.get() - 1);
    }
  }

  @TruffleBoundary
  private static void check(Owned value, boolean writes) {
    Region region = value.region();
    Region mine = EXEMPT.get() > 0 ? null : Ownership.current();
    if (mine == null || region == null) {
      return; // no task: the program has ended, or a tool looks at it
    }
    boolean allowed = writes ? region.isOwnedBy(mine) : region.isReadableBy(mine);
    if (!allowed) {
      AssertionError error =
          new AssertionError(
              "audit: task "
                  + mine.owner().taskId()
                  + (writes ? " changes a " : " reads a ")
                  + value.getClass().getSimpleName()
                  + " of task "
                  + region.owner().taskId()
                  + " ("
                  + region.owner().getClass().getSimpleName()
                  + (region == Region.FROZEN ? ", frozen" : "")
                  + ") without having asked");
      FOUND.add(error);
      throw error;
    }
  }
}
