package bide.interpreter.async;

import bide.interpreter.error.BideException;
import bide.interpreter.error.CancelledException;
import bide.interpreter.ownership.Ownership;
import bide.runtime.sync.OnceCell;
import bide.runtime.task.Future;
import bide.runtime.task.FutureEndedException;
import bide.runtime.task.Scheduler;
import bide.runtime.task.Task;
import bide.runtime.task.Waker;
import com.oracle.truffle.api.exception.AbstractTruffleException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The future of {@code once.get_or_init(function)}: waits for its turn or the value. In its turn it
 * calls the function, which runs as a strand of the waiting task; when that fails or is cancelled,
 * the next in line has its turn.
 */
public final class Initialisation extends Composite implements Scheduler {
  private final OnceCell<Object> cell;
  private final Object function;
  private final Future enter;
  private @Nullable Strand parent;
  private @Nullable Strand main;
  private @Nullable BideException unshareable;
  private boolean polled;
  private boolean ended;

  public Initialisation(OnceCell<Object> cell, Object function) {
    this.cell = cell;
    this.function = function;
    this.enter = cell.enter();
  }

  @Override
  String name() {
    return "get_or_init";
  }

  @Override
  public boolean hasBegun() {
    return polled;
  }

  @Override
  public Object poll(Waker waker) {
    polled = true;
    if (ended) {
      throw new FutureEndedException(name());
    }
    if (main == null) {
      Object entered = enter.poll(waker);
      if (entered == PENDING) {
        return PENDING;
      }
      if (entered != OnceCell.TURN || !start((Strand) waker)) {
        ended = true;
        return cell.get();
      }
    }
    if (!main.isFinished()) {
      return PENDING;
    }
    ended = true;
    RuntimeException failure = main.failure();
    if (failure != null) {
      throw through(name(), failure);
    }
    if (unshareable != null) {
      throw unshareable;
    }
    if (main.isCancelled()) {
      throw new CancelledException();
    }
    return main.outcome();
  }

  /** Calls the function; false when it gave the value at once. */
  private boolean start(Strand waiter) {
    boolean called = false;
    try {
      Object made = call(waiter, function);
      if (Awaitables.isAwaitable(made)) {
        Strand strand = new Strand(waiter, this);
        strand.begin(made);
        parent = waiter;
        main = strand;
        cell.madeBy(this);
      } else {
        cell.set(shared(made, waiter));
      }
      called = true;
    } catch (AbstractTruffleException thrown) {
      throw through(name(), thrown);
    } finally {
      if (!called) {
        ended = true;
        cell.giveUp();
      }
    }
    if (main != null) {
      main.wake();
    }
    return main != null;
  }

  /** All tasks get the same value, so it is frozen. */
  private static Object shared(Object made, Strand maker) {
    Ownership.freeze(made, maker.region());
    return made;
  }

  @Override
  public void reach(Consumer<Object> visitor) {
    visitor.accept(function);
    if (main != null) {
      main.reach(visitor);
    }
    visitor.accept(apart());
  }

  @Override
  public void schedule(Task branch) {
    parent.scheduleBranch(branch);
  }

  /** Before anybody asks for the result: it must not be lost when the waiter goes away now. */
  @Override
  public void finished(Task task) {
    if (task.isFailed() || task.isCancelled()) {
      cell.giveUp();
    } else {
      try {
        cell.set(shared(Awaitables.result(task.outcome()), parent));
      } catch (BideException notForAll) {
        unshareable = notForAll;
        cell.giveUp();
      }
    }
    parent.wake();
  }

  @Override
  boolean cancel() {
    if (main == null || main.isFinished()) {
      return false;
    }
    return main.cancel();
  }

  @Override
  @Nullable Strand waiter() {
    return parent;
  }

  @Override
  void parts(BiConsumer<String, Object> out) {
    if (main != null) {
      out.accept("", main);
    } else {
      out.accept("", cell.maker() instanceof Initialisation maker ? new Turn(maker) : enter);
    }
  }

  /** What who waits for a value waits for, as long as another one makes it. */
  record Turn(Initialisation maker) {
    Strand task() {
      return maker.parent.root();
    }
  }

  @Override
  void moveTo(Strand task) {
    if (main != null) {
      main.moveTo(task);
    }
  }

  @Override
  public void drop() {
    ended = true;
    enter.drop(); // passes the turn on where it was not taken up
  }
}
