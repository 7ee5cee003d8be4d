package bide.interpreter.sync;

import bide.interpreter.async.Acquisition;
import bide.interpreter.async.Strand;
import bide.interpreter.library.CallContext;
import bide.interpreter.library.MethodSet;
import bide.interpreter.library.MethodTable;
import bide.interpreter.value.NativeObject;
import bide.interpreter.value.Nil;
import bide.interpreter.value.Region;
import bide.runtime.sync.Mutex;
import com.oracle.truffle.api.nodes.Node;

/** {@code Mutex(x)}: a value, and the lock before it. */
final class MutexObject extends NativeObject {
  static {
    MethodTable.register(
        MutexObject.class,
        new MethodSet()
            .add(
                "lock()",
                "A future of a guard, through which the value is used: `with g = m.lock().await { … }`. Tasks that wait are served in order.",
                "let m = Mutex(#{n: 1})\nwith g = m.lock().await { g.n += 1; g.n } -> 2",
                (cx, call, self, args) -> {
                  MutexObject object = (MutexObject) self;
                  return new Acquisition(
                      object.mutex.lock(), object.content, () -> object.guard(call));
                })
            .add(
                "try_lock()",
                "A guard if the lock is free and nobody waits for it, else nil.",
                "let m = Mutex(1)\nlet g = m.try_lock()\nm.try_lock() -> nil\ng.release()",
                (cx, call, self, args) -> ((MutexObject) self).tryLock(cx, call))
            .add(
                "is_locked()",
                "Whether somebody holds the lock.",
                "Mutex(1).is_locked() -> false",
                (cx, call, self, args) -> ((MutexObject) self).mutex.isLocked()));
  }

  private final Mutex mutex = new Mutex();
  private final Guard.Content content;

  MutexObject(Object value, Region maker, Node place) {
    content = new Guard.Content("Mutex", value, maker, place);
  }

  private Guard guard(Node place) {
    return new Guard(Guard.Kind.MUTEX, content, mutex::unlock, place);
  }

  private Object tryLock(CallContext cx, Node place) {
    if (!mutex.tryLock()) {
      return Nil.NIL;
    }
    Guard guard = guard(place);
    ((Strand) cx).holds(guard);
    return guard;
  }

  @Override
  public String typeName() {
    return "Mutex";
  }
}
