package bide.runtime.sync;

import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.junit.jupiter.api.Test;

/** A mutex: what a thread waits for may be granted and dropped. */
public class MutexLincheckTest {
  private final Slots slots = new Slots();
  private final Mutex mutex = new Mutex();
  private final boolean[] holds = new boolean[8];

  @Operation
  public String lock(@Param(gen = ThreadIdGen.class) int thread) {
    String outcome = slots.poll(thread, mutex::lock);
    holds[thread] |= outcome.startsWith("got");
    return outcome;
  }

  @Operation
  public boolean tryLock(@Param(gen = ThreadIdGen.class) int thread) {
    boolean locked = mutex.tryLock();
    holds[thread] |= locked;
    return locked;
  }

  @Operation
  public boolean unlock(@Param(gen = ThreadIdGen.class) int thread) {
    boolean held = holds[thread];
    holds[thread] = false;
    if (held) {
      mutex.unlock();
    }
    return held;
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
    Checks.everyInterleavingEqualsSomeOrder(MutexLincheckTest.class);
  }
}
