package bide.runtime.sync;

import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.junit.jupiter.api.Test;

/** Two permits; waits for one and for both, which may be dropped when they are granted. */
public class SemaphoreLincheckTest {
  private final Slots slots = new Slots();
  private final Semaphore semaphore = new Semaphore(2);

  @Operation
  public String acquireOne(@Param(gen = ThreadIdGen.class) int thread) {
    return slots.poll(thread, () -> semaphore.acquire(1));
  }

  @Operation
  public String acquireBoth(@Param(gen = ThreadIdGen.class) int thread) {
    return slots.poll(thread, () -> semaphore.acquire(2));
  }

  @Operation
  public boolean tryAcquire() {
    return semaphore.tryAcquire(1);
  }

  @Operation
  public void release() {
    semaphore.release(1);
  }

  @Operation
  public long available() {
    return semaphore.available();
  }

  @Operation
  public boolean close() {
    return semaphore.close();
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
    Checks.everyInterleavingEqualsSomeOrder(SemaphoreLincheckTest.class);
  }
}
