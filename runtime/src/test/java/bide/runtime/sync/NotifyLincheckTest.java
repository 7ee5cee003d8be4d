package bide.runtime.sync;

import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.junit.jupiter.api.Test;

/** Signals for one and for all, and waits that may be dropped when they were chosen. */
public class NotifyLincheckTest {
  private final Slots slots = new Slots();
  private final Notify notify = new Notify();

  /** A step of its own: from here on a signal for all reaches the wait, polled or not. */
  @Operation
  public boolean notified(@Param(gen = ThreadIdGen.class) int thread) {
    return slots.make(thread, notify::notified);
  }

  @Operation
  public String poll(@Param(gen = ThreadIdGen.class) int thread) {
    return slots.poll(thread);
  }

  @Operation
  public void notifyOne() {
    notify.notifyOne();
  }

  @Operation
  public void notifyWaiting() {
    notify.notifyWaiting();
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
    Checks.everyInterleavingEqualsSomeOrder(NotifyLincheckTest.class);
  }
}
