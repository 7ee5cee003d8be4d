package bide.runtime.sync;

import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.junit.jupiter.api.Test;

/** A receiver that several threads share, and which lags. */
public class BroadcastLincheckTest {
  private final Slots slots = new Slots();
  private final Broadcast<Integer> source = new Broadcast<>(1);
  private final Published.Receiver<Integer> receiver = source.subscribe();

  @Operation
  public String recv(@Param(gen = ThreadIdGen.class) int thread) {
    return slots.poll(thread, receiver::recv);
  }

  @Operation
  public String tryRecv() {
    try {
      return String.valueOf(receiver.tryRecv());
    } catch (LaggedException e) {
      return "missed " + e.missed();
    }
  }

  @Operation
  public boolean send(@Param(gen = ThreadIdGen.class) int thread) {
    return source.send(thread);
  }

  @Operation
  public boolean close() {
    return source.close();
  }

  @Operation
  public boolean retreat(@Param(gen = ThreadIdGen.class) int thread) {
    return slots.retreat(thread);
  }

  @Operation
  public boolean drop(@Param(gen = ThreadIdGen.class) int thread) {
    return slots.drop(thread);
  }

  @Test
  void every_interleaving_equals_some_order() {
    Checks.everyInterleavingEqualsSomeOrder(BroadcastLincheckTest.class);
  }
}
