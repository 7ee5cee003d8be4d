package bide.interpreter.sync;

import bide.interpreter.async.Acquisition;
import bide.interpreter.async.Strand;
import bide.interpreter.library.MethodSet;
import bide.interpreter.library.MethodTable;
import bide.interpreter.value.NativeObject;
import bide.interpreter.value.Nil;
import bide.interpreter.value.Region;
import bide.runtime.sync.RwLock;
import com.oracle.truffle.api.nodes.Node;

/** {@code RwLock(x)}: a value that many read at a time, or one changes. */
final class RwLockObject extends NativeObject {
  static {
    MethodTable.register(
        RwLockObject.class,
        new MethodSet()
            .add(
                "read()",
                "A future of a guard for reading; others may read at the same time. Waits for a writer that came before.",
                "let lock = RwLock(#{n: 1})\nlet a = lock.read().await\nlet b = lock.read().await\na.n + b.n -> 2",
                (cx, call, self, args) -> {
                  RwLockObject object = (RwLockObject) self;
                  return new Acquisition(
                      object.lock.read(), object.content, () -> object.reading(call));
                })
            .add(
                "write()",
                "A future of a guard for reading and changing; nobody else has one meanwhile.",
                "let lock = RwLock(#{n: 1})\nwith w = lock.write().await { w.n = 5 }\nlock.read().await.n -> 5",
                (cx, call, self, args) -> {
                  RwLockObject object = (RwLockObject) self;
                  return new Acquisition(
                      object.lock.write(), object.content, () -> object.writing(call));
                })
            .add(
                "try_read()",
                "A guard for reading if that is possible at once, else nil.",
                "let lock = RwLock(1)\nlock.try_read().value -> 1",
                (cx, call, self, args) -> {
                  RwLockObject object = (RwLockObject) self;
                  return object.lock.tryRead() ? held((Strand) cx, object.reading(call)) : Nil.NIL;
                })
            .add(
                "try_write()",
                "A guard for changing if that is possible at once, else nil.",
                "let lock = RwLock(1)\nlet r = lock.try_read()\nlock.try_write() -> nil",
                (cx, call, self, args) -> {
                  RwLockObject object = (RwLockObject) self;
                  return object.lock.tryWrite() ? held((Strand) cx, object.writing(call)) : Nil.NIL;
                }));
  }

  private final RwLock lock = new RwLock();
  private final Guard.Content content;

  RwLockObject(Object value, Region maker, Node place) {
    content = new Guard.Content("RwLock", value, maker, place);
  }

  private Guard reading(Node place) {
    return new Guard(Guard.Kind.READ, content, lock::endRead, place);
  }

  private Guard writing(Node place) {
    return new Guard(Guard.Kind.WRITE, content, lock::endWrite, place);
  }

  private static Object held(Strand strand, Guard guard) {
    strand.holds(guard);
    return guard;
  }

  @Override
  public String typeName() {
    return "RwLock";
  }
}
