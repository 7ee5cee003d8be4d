package bide.interpreter.sync;

import bide.interpreter.async.Held;
import bide.interpreter.error.BideException;
import bide.interpreter.library.Method;
import bide.interpreter.library.MethodSet;
import bide.interpreter.library.MethodTable;
import bide.interpreter.node.Failures;
import bide.interpreter.ownership.Handover;
import bide.interpreter.ownership.Ownership;
import bide.interpreter.value.Guarded;
import bide.interpreter.value.Kinds;
import bide.interpreter.value.NativeObject;
import bide.interpreter.value.Nil;
import bide.interpreter.value.Region;
import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.nodes.Node;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A lock that is held, and the way to the value behind it: {@code g.value} is the value; fields,
 * elements and methods of the guard are those of the value, except {@code release} and {@code
 * close}. Of no use once it is released. Thread-safe.
 */
public final class Guard extends NativeObject implements Held {
  /** The field that is the whole value. */
  public static final String VALUE = "value";

  /** What a guard gives access to, and how. */
  enum Kind {
    MUTEX("MutexGuard"),
    READ("ReadGuard"),
    WRITE("WriteGuard");

    private final String name;

    Kind(String name) {
      this.name = name;
    }
  }

  /** What is behind a lock. Only who holds the lock uses it. */
  static final class Content {
    final Guarded region;
    Object value;

    /**
     * Takes a value over.
     *
     * @param lock what messages call the lock
     * @param place where it is made: a node
     */
    Content(String lock, Object value, Region maker, @Nullable Node place) {
      this.region = new Guarded(lock, place);
      this.value = value;
      if (Handover.mayHold(value)) {
        Handover.move(value, maker, region);
      }
    }

    /** Puts another value in its place; the old one belongs to the task again. */
    void replace(Object newValue, Region mine) {
      if (newValue == value) {
        return;
      }
      if (Handover.mayHold(newValue)) {
        Handover.move(newValue, mine, region);
      }
      if (Handover.mayHold(value)) {
        Handover.move(value, region, mine);
      }
      value = newValue;
    }
  }

  private static final VarHandle RELEASED;

  static {
    try {
      RELEASED = MethodHandles.lookup().findVarHandle(Guard.class, "released", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
    MethodTable.register(
        Guard.class,
        new MethodSet()
            .add(
                "release()",
                "Gives the lock back, before the end of the `with` or of the task. Harmless when repeated.",
                "let m = Mutex(1)\nlet g = m.lock().await\ng.release()\nm.is_locked() -> false",
                (cx, call, self, args) -> {
                  ((Guard) self).releaseBy(cx.region());
                  return Nil.NIL;
                })
            .add(
                "close()",
                "The same as `release`: what a `with` calls at its end.",
                "let m = Mutex(1)\nwith g = m.lock().await { g.value += 1 }\nm.is_locked() -> false",
                (cx, call, self, args) -> {
                  ((Guard) self).releaseBy(cx.region());
                  return Nil.NIL;
                }));
  }

  private final Kind kind;
  private final Content content;
  private final Runnable unlock;
  private final Node place;

  /** Whose the lock is. */
  private @Nullable Region holder;

  @SuppressWarnings("unused") // through RELEASED
  private volatile boolean released;

  /**
   * @param place where it was asked for
   */
  Guard(Kind kind, Content content, Runnable unlock, Node place) {
    this.kind = kind;
    this.content = content;
    this.unlock = unlock;
    this.place = place;
  }

  @Override
  public void release() {
    if (RELEASED.compareAndSet(this, false, true)) {
      if (kind == Kind.READ && holder != null) {
        content.region.readNoMoreBy(holder);
      } else if (kind != Kind.READ) {
        content.region.heldBy(null);
      }
      unlock.run();
    }
  }

  /** By code of a task, which has to be the one that holds the lock. */
  private void releaseBy(Region task) {
    if (!released && holder != null && !holder.isOwnedBy(task)) {
      throw new BideException(
              Ownership.KIND, "this " + kind.name + " is held by " + Ownership.ownerName(holder))
          .withHelp("the task that took the lock releases it, at its end at the latest");
    }
    release();
  }

  @Override
  public void heldBy(Region task) {
    if (kind != Kind.READ) {
      content.region.heldBy(task);
    } else {
      if (holder != null) {
        content.region.readNoMoreBy(holder);
      }
      content.region.readBy(task);
    }
    holder = task;
  }

  @Override
  public boolean isReleased() {
    return released;
  }

  @Override
  public Object source() {
    return content;
  }

  @Override
  public Node place() {
    return place;
  }

  /**
   * The value; an error at {@code place} once the guard is released.
   *
   * @param place null where the caller knows none
   */
  public Object value(@Nullable Node place) {
    if (released) {
      CompilerDirectives.transferToInterpreter();
      throw at(place, wasReleased());
    }
    return content.value;
  }

  /** The value, in order to change what is in it. */
  public Object valueToChange(@Nullable Node place) {
    Object value = value(place);
    if (kind == Kind.READ) {
      CompilerDirectives.transferToInterpreter();
      throw at(place, onlyReads("a ReadGuard is for reading, its value cannot be changed"));
    }
    return value;
  }

  /** The value, in order to call the method {@code name} of it. */
  public Object valueToCall(String name, @Nullable Node place) {
    Object value = value(place);
    if (kind == Kind.READ) {
      checkReads(value, name, place);
    }
    return value;
  }

  @TruffleBoundary
  private static void checkReads(Object value, String name, @Nullable Node place) {
    Method method = MethodTable.lookup(value, name);
    if (method != null && method.changes()) {
      throw at(
          place,
          onlyReads("a ReadGuard is for reading: `" + name + "` changes the " + Kinds.name(value)));
    }
  }

  /** Puts another value behind the lock, for the task of region {@code mine}. */
  @TruffleBoundary
  public void setValue(Object value, Region mine, @Nullable Node place) {
    Object unused = valueToChange(place);
    try {
      content.replace(value, mine);
    } catch (BideException error) {
      throw at(place, error);
    }
  }

  @TruffleBoundary
  private BideException wasReleased() {
    return new BideException("LockError", "this " + kind.name + " has been released")
        .withHelp(
            "a guard lives until its `with` block or the task that took it ends; take the lock again");
  }

  @TruffleBoundary
  private static BideException onlyReads(String message) {
    return new BideException("LockError", message)
        .withHelp("`write()` gives a guard that may change the value");
  }

  private static BideException at(@Nullable Node place, BideException error) {
    return place == null ? error : Failures.at(place, error);
  }

  @Override
  public String typeName() {
    return kind.name;
  }

  @Override
  public @Nullable Object field(String name) {
    return name.equals(VALUE) ? value(null) : null;
  }

  @Override
  public Iterable<String> fieldNames() {
    return Set.of(VALUE);
  }

  @Override
  public String toString() {
    return released ? "<" + kind.name + ", released>" : "<" + kind.name + ">";
  }
}
