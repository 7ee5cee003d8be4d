package bide.interpreter.sync;

import bide.interpreter.library.MethodSet;
import bide.interpreter.library.MethodTable;
import bide.interpreter.value.NativeObject;
import bide.runtime.sync.Barrier;

/** {@code Barrier(n)}: where n tasks wait for each other. */
final class BarrierObject extends NativeObject {
  static {
    MethodTable.register(
        BarrierObject.class,
        new MethodSet()
            .add(
                "wait()",
                "A future that ends when as many tasks wait as the barrier is for; true for one of them, the leader, false for the others.",
                "let b = Barrier(2)\njoin(b.wait(), b.wait()).await.count(|leads| leads) -> 1",
                (cx, call, self, args) -> ((BarrierObject) self).barrier.arrive()));
  }

  private final Barrier barrier;

  BarrierObject(int parties) {
    barrier = new Barrier(parties);
  }

  @Override
  public String typeName() {
    return "Barrier";
  }
}
