package bide.interpreter.async;

import bide.interpreter.error.BideException;
import bide.interpreter.error.CancelledException;
import bide.interpreter.value.Nil;
import bide.runtime.sync.ChannelClosedException;
import bide.runtime.sync.Receive;
import bide.runtime.task.Future;
import bide.runtime.task.Task;
import bide.runtime.task.Waker;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.BitSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

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
 * <p>Wakers may be called by any thread; everything else belongs to the task that selects.
 */
final class Selection extends Composite {
  /** What {@link #poll} gives when no branch can become ready any more. */
  static final long NONE = -1;

  private static final VarHandle WOKEN;
  private static final VarHandle QUEUED;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      WOKEN = lookup.findVarHandle(Selection.class, "woken", Branch.class);
      QUEUED = lookup.findVarHandle(Branch.class, "queued", boolean.class);
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

  /** Branches that are to be polled: all at first, then those that were woken. */
  private final BitSet due = new BitSet();

  private int open;
  private int winner = -1;
  private Object value = Nil.NIL;
  private RuntimeException failure;

  /** Nothing is selected any more: the losers are on their way out. */
  private boolean settling;

  Selection(int count, boolean biased) {
    this.biased = biased;
    this.branches = new Branch[count];
  }

  /**
   * @param own the future was made for this branch alone, nobody else can go on with it
   */
  void add(int index, Object awaitable, boolean own) {
    branches[index] = new Branch(this, index, own, Awaitables.selectable(awaitable, own));
    due.set(index);
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
    parent = (Strand) waker;
    collectWoken();
    if (settling) {
      return settled();
    }
    while (open > 0) {
      int index = choose();
      if (index < 0) {
        return PENDING;
      }
      due.clear(index);
      if (!branches[index].over && pollBranch(branches[index])) {
        return failure == null ? winner : fail();
      }
    }
    return NONE;
  }

  private void collectWoken() {
    if (woken == null) {
      return;
    }
    for (Branch b = (Branch) WOKEN.getAndSet(this, null); b != null; ) {
      Branch following = b.nextWoken;
      b.nextWoken = null;
      b.queued = false; // from here on a wake puts it into the list again
      due.set(b.index);
      b = following;
    }
  }

  private int choose() {
    int first = due.nextSetBit(0);
    if (biased || first < 0 || due.nextSetBit(first + 1) < 0) {
      return first;
    }
    int from = (int) Long.remainderUnsigned(parent.worker().random(), branches.length);
    int next = due.nextSetBit(from);
    return next >= 0 ? next : first;
  }

  /** Whether the branch decides the select, by its value or its failure. */
  private boolean pollBranch(Branch branch) {
    branch.polled = true;
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
      failure = through("select branch " + (branch.index + 1), thrown);
      result = null;
    }
    finish(branch);
    winner = branch.index;
    value = Transfer.received(branch.future, Awaitables.result(result), parent);
    return true;
  }

  private void finish(Branch branch) {
    branch.over = true;
    open--;
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
        failure = Awaitables.both(failure, call.failure()); // of its way out
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
