package bide.interpreter.sync;

import bide.interpreter.async.Held;
import bide.interpreter.library.MethodSet;
import bide.interpreter.library.MethodTable;
import bide.interpreter.value.NativeObject;
import bide.interpreter.value.Nil;
import bide.runtime.sync.Semaphore;
import com.oracle.truffle.api.nodes.Node;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Permits of a semaphore, taken together. Thread-safe. */
final class Permit extends NativeObject implements Held {
  static {
    MethodTable.register(
        Permit.class,
        new MethodSet()
            .add(
                "release()",
                "Gives the permits back, before the end of the `with` or of the task. Harmless when repeated.",
                "let s = Semaphore(1)\nlet permit = s.acquire().await\npermit.release()\ns.available() -> 1",
                (cx, call, self, args) -> {
                  ((Permit) self).release();
                  return Nil.NIL;
                })
            .add(
                "close()",
                "The same as `release`: what a `with` calls at its end.",
                "let s = Semaphore(2)\nwith permit = s.acquire(2).await { permit.count } -> 2",
                (cx, call, self, args) -> {
                  ((Permit) self).release();
                  return Nil.NIL;
                }));
  }

  private final Semaphore semaphore;
  private final long count;
  private final Node place;
  private final AtomicBoolean released = new AtomicBoolean();

  /**
   * @param place where it was asked for
   */
  Permit(Semaphore semaphore, long count, Node place) {
    this.semaphore = semaphore;
    this.count = count;
    this.place = place;
  }

  @Override
  public void release() {
    if (released.compareAndSet(false, true)) {
      semaphore.release(count);
    }
  }

  @Override
  public boolean isReleased() {
    return released.get();
  }

  @Override
  public Object source() {
    return semaphore;
  }

  @Override
  public Node place() {
    return place;
  }

  @Override
  public String typeName() {
    return "Permit";
  }

  @Override
  public @Nullable Object field(String name) {
    return name.equals("count") ? count : null;
  }

  @Override
  public Iterable<String> fieldNames() {
    return Set.of("count");
  }

  @Override
  public String toString() {
    return isReleased() ? "<Permit, released>" : "<Permit>";
  }
}
