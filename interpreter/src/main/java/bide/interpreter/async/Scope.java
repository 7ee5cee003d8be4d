package bide.interpreter.async;

import bide.interpreter.error.BideException;
import bide.interpreter.error.CancelledException;
import bide.interpreter.library.MethodSet;
import bide.interpreter.library.MethodTable;
import bide.interpreter.value.Loan;
import bide.interpreter.value.NativeObject;
import bide.interpreter.value.Region;
import bide.runtime.task.FutureBusyException;
import bide.runtime.task.FutureEndedException;
import bide.runtime.task.Scheduler;
import bide.runtime.task.Task;
import bide.runtime.task.Waker;
import com.oracle.truffle.api.exception.AbstractTruffleException;
import com.oracle.truffle.api.nodes.Node;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tasks that end together: {@code scope(async |s| { s.spawn(f()) … })}. The future ends when its
 * body and all children have; the first error cancels whatever still runs, and is thrown when that
 * has ended.
 *
 * <p>What others do, and why this differs. Trio's nursery and Kotlin's coroutineScope keep a set of
 * children which each child leaves under a lock or by atomic updates of a linked list. Here only
 * the task that waits touches the list of children; a child that ends puts itself on a stack,
 * lock-free, and wakes the task, which takes the whole stack. So a child costs O(1), and no lock is
 * shared. The body runs as a strand of the waiting task and so reads what that task owns.
 */
final class Scope extends Composite implements Scheduler {
  private static final VarHandle ENDED;

  static {
    try {
      ENDED = MethodHandles.lookup().findVarHandle(Scope.class, "ended", Child.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** What the body is given. Any task may use it. */
  static final class Handle extends NativeObject {
    private final Scope scope;

    Handle(Scope scope) {
      this.scope = scope;
    }

    @Override
    public String typeName() {
      return "scope";
    }
  }

  /** A task of the scope; the waker of its end. */
  private static final class Child implements Waker {
    final Scope scope;
    final Strand task;

    /** Links of the list of children that have not been seen to end; guarded by the scope. */
    @Nullable Child previous;

    @Nullable Child next;

    @Nullable Child nextEnded;

    Child(Scope scope, Strand task) {
      this.scope = scope;
      this.task = task;
    }

    @Override
    public void wake() {
      Child head;
      do {
        head = scope.ended;
        nextEnded = head;
      } while (!ENDED.compareAndSet(scope, head, this));
      scope.parent.wake();
    }
  }

  static void register() {
    MethodTable.register(
        Handle.class,
        new MethodSet()
            .add(
                "spawn(future)",
                "Starts a task of the scope, and gives its handle at once. The scope ends when all of its tasks have.",
                "scope(async |s| { s.spawn(async { 6 * 7 }).await }).await -> 42",
                (cx, call, self, args) -> ((Handle) self).scope.spawn((Strand) cx, args[0], call))
            .add(
                "cancel()",
                "Cancels all tasks of the scope that still run; the body goes on.",
                "scope(async |s| { s.spawn(sleep(1h)); s.cancel(); \"done\" }).await -> done",
                (cx, call, self, args) -> {
                  ((Handle) self).scope.cancelChildren((Strand) cx, call);
                  return bide.interpreter.value.Nil.NIL;
                }));
  }

  private final Object body;
  private final Handle handle = new Handle(this);
  private volatile Strand parent;
  private @Nullable Strand main;
  private volatile @Nullable Child ended;

  /** Children that run. Guarded by this. */
  private @Nullable Child children;

  /** Guarded by this. */
  private boolean over;

  /** The first error, or the cancellation: whatever is spawned from now on is cancelled at once. */
  private volatile @Nullable AbstractTruffleException failure;

  /** What the scope's tasks may read of the waiting task's; null until something is lent. */
  private volatile @Nullable Loan loan;

  private boolean taken;

  /**
   * @param body a function of the scope's handle
   */
  Scope(Object body) {
    this.body = body;
  }

  @Override
  String name() {
    return "scope";
  }

  @Override
  public boolean hasBegun() {
    return main != null;
  }

  @Override
  public Object poll(Waker waker) {
    if (taken) {
      throw new FutureEndedException(name());
    }
    if (main == null) {
      start((Strand) waker);
    } else {
      FutureBusyException.check(name(), parent, waker);
    }
    collectEnded();
    if (main.failure() instanceof AbstractTruffleException error) {
      fail(error);
    }
    if (!main.isFinished() || !close()) {
      return PENDING;
    }
    taken = true;
    if (loan != null) {
      loan.end();
    }
    if (failure != null) {
      throw through(name(), failure);
    }
    if (main.isCancelled()) {
      throw new CancelledException();
    }
    return main.outcome();
  }

  private void start(Strand waiter) {
    parent = waiter;
    if (waiter.region().borrowed() != null) {
      loan = new Loan(waiter.region(), null); // what was lent to this task, its tasks read too
    }
    main = new Strand(waiter, this);
    main.innermost = new Relay(null);
    try {
      Object awaitable = call(waiter, body, handle);
      if (Awaitables.isAwaitable(awaitable)) {
        main.innermost = null;
        main.begin(awaitable);
      } else {
        main.value = awaitable;
      }
    } catch (AbstractTruffleException thrown) {
      fail(thrown); // what it has spawned has to end first
    }
    main.wake();
  }

  private Strand spawn(Strand spawner, Object awaitable, Node call) {
    TaskInfo info =
        new TaskInfo(
            null, call.getEncapsulatingSourceSection(), call.getRootNode().getName(), false);
    if (!isOpen()) {
      throw ended(awaitable);
    }
    Strand task = TaskFunctions.prepare(spawner, awaitable, info, this);
    Child child = new Child(this, task);
    synchronized (this) {
      if (over) { // meanwhile, so the spawner is another task, and has lent nothing
        Transfer.takeBack(spawner, task);
        throw ended(awaitable);
      }
      child.next = children;
      if (children != null) {
        children.previous = child;
      }
      children = child;
    }
    task.poll(child); // it cannot have ended before it is started
    if (failure != null) {
      task.cancel();
    }
    TaskFunctions.start(task);
    return task;
  }

  private synchronized boolean isOpen() {
    return parent != null && !over;
  }

  private static BideException ended(Object awaitable) {
    if (awaitable instanceof CallFuture call) {
      call.forget(); // the error tells
    }
    return new BideException("ScopeError", "the scope has ended, nothing can be spawned in it");
  }

  private void collectEnded() {
    if (ended == null) {
      return;
    }
    Child list = null;
    for (Child c = (Child) ENDED.getAndSet(this, null); c != null; ) {
      Child following = c.nextEnded;
      c.nextEnded = list;
      list = c;
      c = following;
    }
    // In the order in which they ended: the first error is the scope's.
    for (Child c = list; c != null; c = c.nextEnded) {
      synchronized (this) {
        remove(c);
      }
      Transfer.inherit(c.task, parent);
      if (c.task.failure() instanceof AbstractTruffleException error) {
        fail(error);
      }
    }
  }

  private void remove(Child child) {
    if (child.previous == null) {
      children = child.next;
    } else {
      child.previous.next = child.next;
    }
    if (child.next != null) {
      child.next.previous = child.previous;
    }
  }

  private void fail(AbstractTruffleException error) {
    AbstractTruffleException first = failure;
    if (first == error) {
      return;
    }
    failure = (AbstractTruffleException) Awaitables.both(first, error);
    if (first == null) {
      cancelAll();
    }
  }

  private void cancelAll() {
    main.cancel();
    cancelChildren();
  }

  private void cancelChildren(Strand canceller, Node call) {
    synchronized (this) {
      for (Child c = children; c != null; c = c.next) {
        Cancellation.note(canceller, c.task, call);
      }
    }
    cancelChildren();
  }

  private void cancelChildren() {
    java.util.List<Strand> running = new java.util.ArrayList<>();
    synchronized (this) {
      for (Child c = children; c != null; c = c.next) {
        running.add(c.task);
      }
    }
    for (Strand task : running) {
      task.cancel();
    }
  }

  /** Ends the scope if nothing runs in it any more. */
  private synchronized boolean close() {
    if (children != null) {
      return false;
    }
    over = true;
    return true;
  }

  @Override
  boolean cancel() {
    if (main == null || taken) {
      return false;
    }
    if (failure == null) {
      failure = new CancelledException();
    }
    cancelAll();
    return true;
  }

  @Nullable Loan loan() {
    return loan;
  }

  /** Whether it is the task of {@code strand} that waits for the scope. */
  boolean isOf(Strand strand) {
    Strand waiter = parent;
    return waiter != null && waiter.root() == strand.root();
  }

  /** The loan of this scope, made at the first need. For the task that waits for the scope. */
  Loan loan(Region lender, @Nullable Object place) {
    if (loan == null) {
      loan = new Loan(lender, place);
    }
    return loan;
  }

  @Override
  public void reach(Consumer<Object> visitor) {
    visitor.accept(body);
    if (main != null) {
      main.reach(visitor);
    }
    visitor.accept(apart());
  }

  @Override
  public void schedule(Task branch) {
    parent.scheduleBranch(branch);
  }

  @Override
  public void finished(Task task) {
    parent.wake();
  }

  @Override
  @Nullable Strand waiter() {
    return parent;
  }

  @Override
  void parts(BiConsumer<String, Object> out) {
    if (main != null && !main.isFinished()) {
      out.accept("body", main);
    }
    synchronized (this) {
      for (Child c = children; c != null; c = c.next) {
        out.accept("task", c.task);
      }
    }
  }

  @Override
  void moveTo(Strand task) {
    if (main != null) {
      main.moveTo(task);
    }
    if (loan != null) {
      loan.movesTo(task.region());
    }
  }
}
