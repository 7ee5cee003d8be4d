package bide.interpreter.sync;

import bide.interpreter.async.Acquisition;
import bide.interpreter.async.Awaitables;
import bide.interpreter.async.Strand;
import bide.interpreter.library.Args;
import bide.interpreter.library.CallContext;
import bide.interpreter.library.MethodSet;
import bide.interpreter.library.MethodTable;
import bide.interpreter.value.NativeObject;
import bide.interpreter.value.Nil;
import bide.runtime.sync.Semaphore;
import com.oracle.truffle.api.nodes.Node;
import org.jspecify.annotations.Nullable;

/** {@code Semaphore(n)}: permits. */
final class SemaphoreObject extends NativeObject {
  static {
    MethodTable.register(
        SemaphoreObject.class,
        new MethodSet()
            .add(
                "acquire(count?)",
                "A future of a permit, which stands for `count` permits (1) until it is released. Whoever waits is not overtaken. Throws SemaphoreClosed when the semaphore is closed.",
                "let s = Semaphore(3)\nwith permit = s.acquire(2).await { s.available() } -> 1",
                (cx, call, self, args) -> {
                  Semaphore semaphore = ((SemaphoreObject) self).semaphore;
                  long count = count(args[0], "acquire");
                  return new Acquisition(
                      semaphore.acquire(count),
                      semaphore,
                      () -> new Permit(semaphore, count, call));
                })
            .add(
                "try_acquire(count?)",
                "A permit if there are enough and nobody waits, else nil.",
                "Semaphore(1).try_acquire(2) -> nil",
                (cx, call, self, args) -> ((SemaphoreObject) self).tryAcquire(cx, args[0], call))
            .add(
                "add_permits(count)",
                "Makes more permits.",
                "let s = Semaphore(0)\ns.add_permits(2)\ns.available() -> 2",
                (cx, call, self, args) -> {
                  ((SemaphoreObject) self)
                      .semaphore.release(Args.count(args[0], "add_permits", "count"));
                  return Nil.NIL;
                })
            .add(
                "available()",
                "How many permits nobody holds.",
                "Semaphore(3).available() -> 3",
                (cx, call, self, args) -> ((SemaphoreObject) self).semaphore.available())
            .add(
                "close()",
                "Lets those who wait, and those who come later, fail; what is held can still be released.",
                "let s = Semaphore(0)\ns.close()\ntry { s.acquire().await } catch e { e.kind } -> SemaphoreClosed",
                (cx, call, self, args) -> {
                  ((SemaphoreObject) self)
                      .semaphore.close(Awaitables.deed("Closed", "closed", (Strand) cx, call));
                  return Nil.NIL;
                })
            .add(
                "is_closed()",
                "Whether the semaphore has been closed.",
                "Semaphore(1).is_closed() -> false",
                (cx, call, self, args) -> ((SemaphoreObject) self).semaphore.isClosed()));
  }

  private final Semaphore semaphore;

  SemaphoreObject(int permits) {
    semaphore = new Semaphore(permits);
  }

  private static long count(@Nullable Object argument, String method) {
    return argument == null ? 1 : Args.positive(argument, method, "count");
  }

  private Object tryAcquire(CallContext cx, @Nullable Object argument, Node place) {
    long count = count(argument, "try_acquire");
    if (!semaphore.tryAcquire(count)) {
      return Nil.NIL;
    }
    Permit permit = new Permit(semaphore, count, place);
    ((Strand) cx).holds(permit);
    return permit;
  }

  @Override
  public String typeName() {
    return "Semaphore";
  }
}
