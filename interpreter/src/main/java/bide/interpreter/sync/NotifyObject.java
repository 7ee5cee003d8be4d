package bide.interpreter.sync;

import bide.interpreter.library.MethodSet;
import bide.interpreter.library.MethodTable;
import bide.interpreter.value.NativeObject;
import bide.interpreter.value.Nil;
import bide.runtime.sync.Notify;

/** {@code Notify()}: a signal without a value. */
final class NotifyObject extends NativeObject {
  static {
    MethodTable.register(
        NotifyObject.class,
        new MethodSet()
            .add(
                "notified()",
                "A future that ends at the next signal.",
                "let n = Notify()\nlet waits = spawn(n.notified())\nn.notify_one()\nwaits.await -> nil",
                (cx, call, self, args) -> ((NotifyObject) self).notify.notified())
            .add(
                "notify_one()",
                "Wakes the task that has waited longest. Where nobody waits, one signal is kept for the next who does.",
                "let n = Notify()\nn.notify_one()\nn.notified().await -> nil",
                (cx, call, self, args) -> {
                  ((NotifyObject) self).notify.notifyOne();
                  return Nil.NIL;
                })
            .add(
                "notify_all()",
                "Wakes all who have called `notified` by now; nothing is kept.",
                "let n = Notify()\nlet both = [n.notified(), n.notified()]\nn.notify_all()\njoin_all(both).await -> [nil, nil]",
                (cx, call, self, args) -> {
                  ((NotifyObject) self).notify.notifyWaiting();
                  return Nil.NIL;
                }));
  }

  private final Notify notify = new Notify();

  @Override
  public String typeName() {
    return "Notify";
  }
}
