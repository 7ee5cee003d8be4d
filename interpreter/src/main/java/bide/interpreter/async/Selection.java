package bide.interpreter.async;

import bide.interpreter.error.BideException;
import bide.interpreter.error.CancelledException;
import bide.interpreter.value.Nil;
import bide.runtime.sync.ChannelClosedException;
import bide.runtime.sync.Receive;
import bide.runtime.task.Future;
import bide.runtime.task.Task;
import bide.runtime.task.Waker;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.BitSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The wait of one {@code select}.
 *
 * <p>What others do, and why this differs. tokio's {@code select!} polls every branch at every
 * wake, from a random one on; Go locks all channels of a select in a fixed order and queues on
 * each. Here each branch has a waker of its own, which notes the branch before it wakes the task: a
 * wake polls that branch and no other, so its cost does not grow with the number of branches. Among
 * branches that are ready one is chosen at random (the first one in a {@code biased} select). A
 * branch is dropped only when another one's value has matched its pattern, and what was handed to
 * it goes back where it came from; one that is still in the middle of a call is cancelled, and the
 * select ends when its {@code finally} blocks have.
 *
 * <p>Most selects in a loop find a value ready: then the first branch that is polled decides. None
 * of the others has been polled, so none is registered anywhere and none has to be let go of. To
 * find it, a receive whose channel is empty, which can be seen without a lock, is passed over at
 * first. (kotlinx.coroutines registers its clauses in turn and stops at the first that succeeds at
 * once; but then it has to undo the registration of those before it.)
 *
 * <p>Wakers may be called by any thread; everything else belongs to the task that selects.
 */
final class Selection extends Composite {
  /** What {@link #poll} gives when no branch can become ready any more. */
  static final long NONE = -1;

  private static final int WORD = Long.SIZE;

  private static final VarHandle WOKEN;
  private static final VarHandle QUEUED;
  private static final VarHandle PARENT;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      WOKEN = lookup.findVarHandle(Selection.class, "woken", Branch.class);
      QUEUED = lookup.findVarHandle(Branch.class, "queued", boolean.class);
      PARENT = lookup.findVarHandle(Selection.class, "parent", Strand.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** One branch: the waker that its future is polled with. */
  private static final class Branch implements StrandWaker {
    final Selection selection;
    final int index;

    /** The select has made this future: when it loses it is dropped. */
    final boolean own;

    final Future future;

    /** It was polled and may have registered this waker. */
    boolean polled;

    /** It cannot win any more: it has ended. */
    boolean over;

    /** In the list of woken branches, or about to be. */
    private volatile boolean queued;

    private Branch nextWoken;

    Branch(Selection selection, int index, boolean own, Future future) {
      this.selection = selection;
      this.index = index;
      this.own = own;
      this.future = future;
    }

    @Override
    public Strand strand() {
      return selection.parent;
    }

    @Override
    public boolean isWaiting() {
      return !over && !selection.settling;
    }

    @Override
    public void wake() {
      if (!QUEUED.compareAndSet(this, false, true)) {
        return;
      }
      Branch head;
      do {
        head = selection.woken;
        nextWoken = head;
      } while (!WOKEN.compareAndSet(selection, head, this));
      Strand waiting = selection.parent;
      if (waiting != null) {
        waiting.wake();
      }
    }
  }

  private final boolean biased;
  private final Branch[] branches;
  private volatile Strand parent;
  private volatile Branch woken;

  /** Branches that are to be polled: all at first, then those that were woken. A bit for each. */
  private long due;

  /** The same for those from {@value #WORD} on; null where there are none. */
  private @Nullable BitSet furtherDue;

  /** Branches that can still win. */
  private int open;

  /** Those of them that have been polled: they have to be let go of when another wins. */
  private int begun;

  private int winner = -1;
  private Object value = Nil.NIL;
  private RuntimeException failure;

  /** Some branch has been polled. */
  private boolean polled;

  /** Nothing is selected any more: the losers are on their way out. */
  private boolean settling;

  Selection(int count, boolean biased) {
    this.biased = biased;
    this.branches = new Branch[count];
  }

  /**
   * Opens a branch.
   *
   * @param future as {@link Awaitables#selectable} gives it
   * @param own the future was made for this branch alone, nobody else can go on with it
   */
  void add(int index, Future future, boolean own) {
    branches[index] = new Branch(this, index, own, future);
    setDue(index);
    open++;
  }

  @Override
  String name() {
    return "select";
  }

  int winner() {
    return winner;
  }

  Object value() {
    return value;
  }

  /** The value of the winner fits no pattern: the others go on. */
  void reject() {
    Awaitables.discard(branches[winner].future, value);
    winner = -1;
    value = Nil.NIL;
  }

  @Override
  public Object poll(Waker waker) {
    attend((Strand) waker);
    collectWoken();
    if (settling) {
      return settled();
    }
    while (open > 0) {
      int index = choose();
      if (index < 0) {
        return PENDING;
      }
      clearDue(index);
      if (!branches[index].over && pollBranch(branches[index])) {
        return failure == null ? winner : fail();
      }
    }
    return NONE;
  }

  private void attend(Strand strand) {
    if (parent == null) {
      // Nobody has a waker of this select yet, so nothing need be ordered before the look at woken.
      PARENT.setRelease(this, strand);
    } else if (parent != strand) {
      parent = strand;
    }
  }

  private void collectWoken() {
    if (woken == null) {
      return;
    }
    for (Branch b = (Branch) WOKEN.getAndSet(this, null); b != null; ) {
      Branch following = b.nextWoken;
      b.nextWoken = null;
      b.queued = false; // from here on a wake puts it into the list again
      setDue(b.index);
      b = following;
    }
  }

  private int choose() {
    if (!polled) {
      polled = true;
      int promising = promising();
      if (promising >= 0) {
        return promising;
      }
    }
    int first = nextDue(0);
    if (biased || first < 0 || nextDue(first + 1) < 0) {
      return first;
    }
    int from = (int) Long.remainderUnsigned(parent.worker().random(), branches.length);
    int next = nextDue(from);
    return next >= 0 ? next : first;
  }

  /**
   * Which branch to begin with: from a random one on, the first that is no receive from an empty
   * channel. Negative where all are.
   */
  private int promising() {
    int count = branches.length;
    int from =
        biased || count == 1 ? 0 : (int) Long.remainderUnsigned(parent.worker().random(), count);
    for (int i = 0; i < count; i++) {
      int index = from + i < count ? from + i : from + i - count;
      Branch branch = branches[index];
      if (branch != null && !(branch.future instanceof Receive receive && receive.wouldWait())) {
        return index;
      }
    }
    return -1;
  }

  private void setDue(int index) {
    if (index < WORD) {
      due |= 1L << index;
    } else {
      setFurtherDue(index);
    }
  }

  @TruffleBoundary
  private void setFurtherDue(int index) {
    if (furtherDue == null) {
      furtherDue = new BitSet(branches.length);
    }
    furtherDue.set(index);
  }

  private void clearDue(int index) {
    if (index < WORD) {
      due &= ~(1L << index);
    } else {
      furtherDue.clear(index);
    }
  }

  /** The first branch from {@code from} on that is to be polled; negative for none. */
  private int nextDue(int from) {
    if (from < WORD) {
      long rest = due & -1L << from;
      if (rest != 0) {
        return Long.numberOfTrailingZeros(rest);
      }
    }
    return furtherDue == null ? -1 : furtherDue.nextSetBit(from);
  }

  /** Whether the branch decides the select, by its value or its failure. */
  private boolean pollBranch(Branch branch) {
    if (!branch.polled) {
      branch.polled = true;
      begun++;
    }
    if (branch.future instanceof StartedCall call && call.isSpent()) {
      finish(branch); // a fused future that has ended
      return false;
    }
    Object result;
    try {
      result = branch.future.poll(branch);
      if (result == PENDING) {
        return false;
      }
    } catch (ChannelClosedException closed) {
      if (branch.future instanceof Receive) {
        finish(branch); // nothing will ever come from it
        return false;
      }
      failure = closed;
      result = null;
    } catch (RuntimeException thrown) {
      Object unused = Transfer.received(branch.future, Nil.NIL, parent);
      failure = through(part(branch), thrown);
      result = null;
    }
    finish(branch);
    winner = branch.index;
    value = Transfer.received(branch.future, Awaitables.result(result), parent);
    return true;
  }

  private static String part(Branch branch) {
    return "select branch " + (branch.index + 1);
  }

  @Override
  String passage(Object future) {
    for (Branch branch : branches) {
      if (branch != null && branch.future == future) {
        return part(branch);
      }
    }
    return name();
  }

  private void finish(Branch branch) {
    branch.over = true;
    open--;
    begun--;
  }

  private Object fail() {
    settle();
    return settled();
  }

  /**
   * Lets go of all branches but the winner: those that the select made are dropped, or cancelled if
   * they have begun.
   *
   * @return whether some have to end first: then the selection is to be awaited once more
   */
  boolean settle() {
    settling = true;
    return begun > 0 && letGoOfLosers();
  }

  @TruffleBoundary
  private boolean letGoOfLosers() {
    boolean waits = false;
    for (Branch branch : branches) {
      if (branch != null && branch.polled && !branch.over) {
        waits |= letGo(branch);
      }
    }
    return waits;
  }

  private boolean letGo(Branch branch) {
    switch (branch.future) {
      case StartedCall call -> {
        if (branch.own) {
          boolean ends = call.cancel(branch);
          if (!ends) {
            call.discard();
          }
          return ends;
        }
        call.pause();
      }
      case Task task -> task.stopWaiting(branch);
      default -> {
        if (branch.own) {
          branch.future.drop();
        } else {
          parent.keeps(branch.future, branch);
        }
      }
    }
    branch.over = true;
    return false;
  }

  private Object settled() {
    for (Branch branch : branches) {
      if (branch != null
          && branch.own
          && !branch.over
          && branch.polled
          && branch.future instanceof StartedCall call) {
        if (!call.isFinished()) {
          return PENDING;
        }
        branch.over = true;
        RuntimeException wayOut = through(part(branch), call.failure());
        failure = Awaitables.both(failure, wayOut);
        call.discard();
      }
    }
    if (failure != null) {
      throw failure;
    }
    return null;
  }

  @Override
  boolean cancel() {
    failure = new CancelledException();
    return settle();
  }

  @Override
  void parts(BiConsumer<String, Object> out) {
    for (Branch branch : branches) {
      if (branch != null && branch.polled && !branch.over) {
        out.accept("branch " + (branch.index + 1), branch.future);
      }
    }
  }

  @Override
  public void reach(Consumer<Object> visitor) {
    for (Branch branch : branches) {
      if (branch != null) {
        visitor.accept(branch.future);
      }
    }
    visitor.accept(value);
    visitor.accept(apart());
  }

  @Override
  void moveTo(Strand task) {
    for (Branch branch : branches) {
      if (branch != null && branch.future instanceof StartedCall call && branch.polled) {
        call.moveTo(task);
      }
    }
  }

  /** The error of a select without {@code else} whose branches are all over. */
  static BideException exhausted() {
    return new BideException(
            "SelectError",
            "every branch of this `select` is done, or its value did not fit the pattern")
        .withHelp("say what is to happen then: `else => …`");
  }
}
