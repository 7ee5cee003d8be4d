package bide.interpreter.async;

import bide.interpreter.error.BideException;
import bide.interpreter.function.Closure;
import bide.interpreter.function.FunctionCode;
import bide.interpreter.function.Surroundings;
import bide.interpreter.node.Binding;
import bide.interpreter.ownership.Handover;
import bide.interpreter.ownership.Ownership;
import bide.interpreter.ownership.Parcel;
import bide.interpreter.value.Owned;
import bide.interpreter.value.Region;
import bide.interpreter.value.Resource;
import bide.runtime.task.Future;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.exception.AbstractTruffleException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What passes from task to task when one starts another or waits for its end. By the rules of
 * {@link bide.interpreter.ownership}: the arguments of a call move, and what a {@code move} block
 * captured; what other blocks capture must be for all tasks, or is lent by a scope.
 */
final class Transfer {
  /** Arguments of a call come after the strand and the captures. */
  private static final int CAPTURES = 1;

  private static final int FIRST_ARGUMENT = 2;

  private final Strand spawner;
  private final Strand task;
  private final @Nullable Object place;

  /** What a scope's loan has got for this task. */
  private final List<Owned> lent = new ArrayList<>();

  private Transfer(Strand spawner, Strand task, @Nullable Object place) {
    Ownership.enforce();
    this.spawner = spawner;
    this.task = task;
    this.place = place;
  }

  /**
   * Gives a new task what it is started with.
   *
   * @param awaitable what it is to run; not started yet
   * @param place of the spawn: a node or a source section
   */
  static void toTask(Strand spawner, Strand task, Object awaitable, @Nullable Object place) {
    new Transfer(spawner, task, place).giveAll(awaitable, null);
  }

  /**
   * Gives a new task of a scope what it is started with, and lends it what it captured.
   *
   * @param scope makes the scope's loan when it is needed
   */
  static void toChild(
      Strand spawner, Strand task, Object awaitable, @Nullable Object place, Scope scope) {
    new Transfer(spawner, task, place).giveAll(awaitable, scope);
  }

  /** The task is not started after all: what it was given belongs to the spawner again. */
  static void takeBack(Strand spawner, Strand task) {
    inherit(task, spawner);
  }

  /** All or nothing: where one argument cannot be given, those before it come back. */
  private void giveAll(Object awaitable, @Nullable Scope scope) {
    try {
      give(awaitable, scope);
    } catch (BideException notAllowed) {
      takeBack(spawner, task);
      lent.forEach(owned -> owned.moveTo(spawner.region()));
      if (awaitable instanceof CallFuture call) {
        call.forget(); // the error tells
      }
      throw notAllowed;
    }
  }

  private void give(Object awaitable, @Nullable Scope scope) {
    if (awaitable instanceof CallFuture call && call.arguments() != null) {
      Object[] arguments = call.arguments();
      Object[] captures = (Object[]) arguments[CAPTURES];
      if (captures != null || !call.code().surroundings().globals().isEmpty()) {
        // Whoever else spawns in the scope has nothing that it could lend until the scope ends.
        captured(call.code(), captures, scope != null && scope.isOf(spawner) ? scope : null);
      }
      for (int i = FIRST_ARGUMENT; i < arguments.length; i++) {
        move(arguments[i]);
      }
    } else if (Handover.mayHold(awaitable)) {
      move(awaitable);
    }
    if (scope != null && scope.loan() != null) {
      target().borrow(scope.loan());
    }
  }

  /**
   * A function that is to run on a thread of its own.
   *
   * @param place of the call that starts it; null where there is none
   */
  static void toThread(Strand spawner, Strand task, Object function, @Nullable Object place) {
    Transfer transfer = new Transfer(spawner, task, place);
    try {
      if (function instanceof Closure closure) {
        transfer.captured(closure.code(), closure.captures(), null);
      } else {
        transfer.move(function);
      }
    } catch (BideException notAllowed) {
      takeBack(spawner, task);
      throw notAllowed;
    }
  }

  private void captured(FunctionCode code, Object @Nullable [] captures, @Nullable Scope scope) {
    Surroundings around = code.surroundings();
    if (captures != null) {
      for (int i = 0; i < captures.length; i++) {
        Object capture = captures[i];
        if (!Handover.mayHold(capture)) {
          continue;
        }
        if (around.moves()) {
          move(capture);
        } else if (!Handover.isShareable(capture)) {
          if (scope == null) {
            throw notMoved(code, around.captures().get(i), capture);
          }
          lend(capture, scope);
        }
      }
    }
    if (scope != null) {
      lendGlobals(code, scope);
    } else if (!around.moves() && isBlock(code)) {
      for (Binding global : around.globals()) {
        if (isSpawners(global)) {
          throw notMoved(code, global.name(), owned(global));
        }
      }
    }
  }

  /** The top-level variables that a function refers to, or one that it calls by name. */
  private void lendGlobals(FunctionCode code, Scope scope) {
    Set<FunctionCode> seen = new HashSet<>();
    ArrayDeque<FunctionCode> unseen = new ArrayDeque<>();
    unseen.add(code);
    while (!unseen.isEmpty()) {
      for (Binding global : unseen.pop().surroundings().globals()) {
        if (global.valueOrNull() instanceof Closure function && seen.add(function.code())) {
          unseen.add(function.code());
        }
        if (isSpawners(global)) {
          lend(owned(global), scope);
        }
      }
    }
  }

  /** What is written for this one spawn; other functions may be for some other use. */
  private static boolean isBlock(FunctionCode code) {
    return code.surroundings().isBlock();
  }

  private void move(@Nullable Object value) {
    if (Handover.mayHold(value)) {
      Handover.move(value, spawner.region(), target());
    }
  }

  private Region target() {
    Region region = task.regionOrNull();
    if (region == null) {
      task.context().executor().number(task);
      region = new Region(task.id(), place);
      task.owns(region);
    }
    return region;
  }

  private void lend(Object value, Scope scope) {
    Handover.lend(value, spawner.region(), scope.loan(spawner.region(), place), lent);
  }

  /** Whether a top-level variable is, or holds, the spawner's; others are none of its business. */
  private boolean isSpawners(Binding global) {
    Region region = global.region();
    if (region != null) {
      return region.isOwnedBy(spawner.region());
    }
    Object value = global.valueOrNull();
    return value != null && !(value instanceof Closure) && !Handover.isShareable(value);
  }

  /** The variable where it can change, else what it holds. */
  private static Object owned(Binding global) {
    return global.region() != null ? global : global.valueOrNull();
  }

  @TruffleBoundary
  private static BideException notMoved(FunctionCode code, String variable, Object value) {
    boolean block = isBlock(code);
    String what =
        !block
            ? "`" + code.name() + "`"
            : code.name().equals("closure") ? "the closure" : "the async block";
    String captures =
        value instanceof Owned
            ? "` of the task that spawns it"
            : "`, through which it reaches what the task that spawns it owns";
    String how =
        block
            ? "write `async move { … }` or `move |…| …` to hand it over"
            : "pass it as an argument or write `move` to hand it over";
    return new BideException(Ownership.KIND, what + " captures `" + variable + captures)
        .withHelp(
            value instanceof Resource
                ? how
                : how + ", or share it: `freeze(…)` to read, `Mutex(…)` or `Atomic(…)` to change");
  }

  // ---------------------------------------------------------------- the end

  /**
   * What {@code strand} gets from a leaf that has ended: what a message holds, and all that a task
   * has left.
   */
  static Object received(Object leaf, Object result, Strand strand) {
    if (result == Future.PENDING) {
      return result;
    }
    if (result instanceof Parcel) {
      return Parcel.open(result, strand.region());
    }
    if (leaf instanceof Strand task) {
      inherit(task, strand);
    } else if (leaf instanceof BlockingCall call) {
      inherit(call.strand(), strand);
    }
    return result;
  }

  /**
   * A task ends: what it has open is closed, except what its result reaches, which whoever awaits
   * it gets. Costs a comparison where nothing is open.
   *
   * @param result a value or a {@link Thrown}
   * @param kept somebody may get the result
   * @return the result, or the failure to close something
   */
  static Object closeLeft(Strand task, Object result, boolean kept) {
    Region region = task.regionOrNull();
    return region == null || !region.hasOpen() ? result : close(region, result, kept);
  }

  @TruffleBoundary
  private static Object close(Region region, Object result, boolean kept) {
    Object value = result instanceof Thrown thrown ? thrown.error() : result;
    Set<Resource> passedOn = kept ? Handover.resources(value, region) : Set.of();
    RuntimeException failure = result instanceof Thrown thrown ? thrown.error() : null;
    for (Resource resource : region.allOpen()) {
      if (passedOn.contains(resource)) {
        resource.watch();
        continue;
      }
      try {
        resource.close();
      } catch (RuntimeException e) {
        failure = Awaitables.both(failure, Awaitables.failure(e, null));
      }
    }
    return failure == null ? result : new Thrown((AbstractTruffleException) failure);
  }

  /** All that a task has left passes to the one that learns of its end first. */
  @TruffleBoundary
  static void inherit(Strand ended, Strand heir) {
    Region left = ended.regionOrNull();
    if (left != null) {
      left.passTo(heir.region());
    }
  }
}
