package bide.runtime.sync;

import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.junit.jupiter.api.Test;

/** Two parties, of whom one may leave again. */
public class BarrierLincheckTest {
  private final Slots slots = new Slots();
  private final Barrier barrier = new Barrier(2);

  @Operation
  public String arrive(@Param(gen = ThreadIdGen.class) int thread) {
    return slots.poll(thread, barrier::arrive);
  }

  @Operation
  public boolean drop(@Param(gen = ThreadIdGen.class) int thread) {
    return slots.drop(thread);
  }

  @Test
  void every_interleaving_equals_some_order() {
    Checks.everyInterleavingEqualsSomeOrder(BarrierLincheckTest.class);
  }
}
