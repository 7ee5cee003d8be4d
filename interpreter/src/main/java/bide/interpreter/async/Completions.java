package bide.interpreter.async;

import bide.interpreter.library.MethodTable;
import bide.interpreter.ownership.Holder;
import bide.interpreter.stream.StreamMethods;
import bide.interpreter.value.NativeObject;
import bide.interpreter.value.Nil;
import bide.runtime.task.Future;
import bide.runtime.task.FutureEndedException;
import bide.runtime.task.Waker;
import java.util.ArrayDeque;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The stream of {@code as_completed(futures)}: their results in the order in which they end. Like
 * the branches of {@code join}, the futures are strands of the task that asks first, and a wake
 * resumes the one it is for: each costs the same however many there are.
 *
 * <p>What others do, and why this differs. Rust's FuturesUnordered gets nothing done while the loop
 * around it awaits something else, which has surprised many; Python makes each future a task, which
 * could not use what its maker owns. Here they go on for as long as the task waits for anything,
 * and are cancelled when the loop is left or the task ends. A future that throws makes the stream
 * throw in its turn; who asks again gets the next one.
 */
final class Completions extends NativeObject implements Holder, Stream {
  static {
    MethodTable.register(Completions.class, StreamMethods.all());
  }

  /** All futures as one, which ends when they have; nobody asks for what it gives. */
  private static final class Members extends Group {
    /** Members that have ended and have not been handed out, first ended first. */
    private final ArrayDeque<Strand> ended = new ArrayDeque<>();

    /** Who waits for the next one to end. */
    private @Nullable Waker asker;

    private @Nullable RuntimeException failure;
    private boolean cancelled;

    Members(Object[] awaitables) {
      super(awaitables);
    }

    @Override
    String name() {
      return "as_completed";
    }

    @Override
    public @Nullable Object poll(Waker waker) {
      if (!isStarted()) {
        start((Strand) waker);
      }
      if (running() > 0) {
        return PENDING;
      }
      if (failure != null) {
        throw failure;
      }
      return null;
    }

    @Override
    String part(int index) {
      return "future " + (index + 1);
    }

    @Override
    void ended(Strand member) {
      if (cancelled) {
        failure = Awaitables.both(failure, failure(member));
        discardOutcome(member);
      } else {
        ended.add(member);
      }
      if (asker != null) {
        asker.wake();
        asker = null;
      }
    }

    /** What a member has failed with; null where it has not. */
    @Nullable RuntimeException failure(Strand member) {
      RuntimeException thrown = member.failure();
      return thrown == null ? null : through(passage(member), thrown);
    }

    @Override
    boolean cancel() {
      cancelled |= running() > 0;
      return super.cancel();
    }

    @Override
    public void reach(Consumer<Object> visitor) {
      super.reach(visitor);
      for (Strand done : ended) {
        visitor.accept(done.outcome());
      }
    }
  }

  private final Members members;

  /** Runs the members, and ends with the last of them. */
  private final StartedCall all;

  /** The end of all has been asked for. */
  private boolean told;

  /** The error that the last one asked for has ended with; null where it gave a value. */
  private @Nullable RuntimeException thrown;

  Completions(Object[] awaitables) {
    this.members = new Members(awaitables);
    this.all = members.startApart(true);
  }

  @Override
  public void reach(Consumer<Object> visitor) {
    members.reach(visitor);
    visitor.accept(all);
  }

  @Override
  public String typeName() {
    return "stream";
  }

  @Override
  public Object nextItem() {
    thrown = null;
    return new Next();
  }

  @Override
  public boolean isOpen() {
    return members.isStarted() && (!all.isFinished() || !members.ended.isEmpty());
  }

  @Override
  public Object abandon() {
    return isOpen() ? new Stop(null) : Nil.NIL;
  }

  @Override
  public Object leave() {
    return isOpen() ? new Stop(thrown) : Nil.NIL;
  }

  private final class Next implements Future {
    private boolean over;

    @Override
    public Object poll(Waker waker) {
      if (over) {
        throw new FutureEndedException("as_completed");
      }
      Strand first = members.ended.poll();
      if (first == null && !all.isFinished()) {
        members.asker = waker;
        all.attend((StrandWaker) waker);
        return PENDING;
      }
      over = true;
      if (first == null) {
        RuntimeException failure = told ? null : all.failure(); // they could not all begin
        told = true;
        if (failure != null) {
          throw failure;
        }
        return Stream.END;
      }
      if (first.isCancelled()) {
        throw first.cancellation();
      }
      RuntimeException failure = members.failure(first);
      if (failure != null) {
        thrown = failure;
        throw failure;
      }
      return first.outcome();
    }

    @Override
    public void drop() {
      members.asker = null;
    }

    @Override
    public String toString() {
      return "<future as_completed>";
    }
  }

  /** Cancels the rest, and ends when that has. */
  private final class Stop extends Composite {
    /** On its way already: it keeps what the others throw; null where there is none. */
    private final @Nullable RuntimeException first;

    private boolean begun;

    Stop(@Nullable RuntimeException first) {
      this.first = first;
    }

    @Override
    String name() {
      return "as_completed";
    }

    @Override
    public @Nullable Object poll(Waker waker) {
      if (!begun) {
        begun = true;
        boolean unused = all.cancel((StrandWaker) waker);
      }
      if (!all.isFinished()) {
        return PENDING;
      }
      RuntimeException failure = first;
      for (Strand left = members.ended.poll(); left != null; left = members.ended.poll()) {
        failure = Awaitables.both(failure, members.failure(left)); // nobody else will see it
        members.discardOutcome(left);
      }
      failure = Awaitables.both(failure, all.failure());
      if (failure != first) {
        throw failure;
      }
      return null;
    }

    /** It is a cancellation already. */
    @Override
    boolean cancel() {
      return begun && !all.isFinished();
    }

    @Override
    void parts(BiConsumer<String, Object> out) {
      members.parts(out);
    }

    @Override
    public void reach(Consumer<Object> visitor) {
      visitor.accept(all);
    }

    @Override
    void moveTo(Strand task) {}
  }
}
