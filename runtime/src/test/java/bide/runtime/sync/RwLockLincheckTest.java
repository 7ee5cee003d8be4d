package bide.runtime.sync;

import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.junit.jupiter.api.Test;

/** Readers and writers that come, leave and give up. */
public class RwLockLincheckTest {
  private final Slots slots = new Slots();
  private final RwLock lock = new RwLock();
  private final int[] reads = new int[8];
  private final int[] writes = new int[8];
  private final boolean[] waitsToWrite = new boolean[8];
  private final boolean[] waitsToRead = new boolean[8];

  @Operation
  public String read(@Param(gen = ThreadIdGen.class) int thread) {
    if (waitsToWrite[thread]) {
      return "waits to write";
    }
    String outcome = slots.poll(thread, lock::read);
    waitsToRead[thread] = outcome.equals("pending");
    reads[thread] += outcome.startsWith("got") ? 1 : 0;
    return outcome;
  }

  @Operation
  public String write(@Param(gen = ThreadIdGen.class) int thread) {
    if (waitsToRead[thread]) {
      return "waits to read";
    }
    String outcome = slots.poll(thread, lock::write);
    waitsToWrite[thread] = outcome.equals("pending");
    writes[thread] += outcome.startsWith("got") ? 1 : 0;
    return outcome;
  }

  @Operation
  public boolean tryRead(@Param(gen = ThreadIdGen.class) int thread) {
    boolean got = lock.tryRead();
    reads[thread] += got ? 1 : 0;
    return got;
  }

  @Operation
  public boolean tryWrite(@Param(gen = ThreadIdGen.class) int thread) {
    boolean got = lock.tryWrite();
    writes[thread] += got ? 1 : 0;
    return got;
  }

  @Operation
  public String end(@Param(gen = ThreadIdGen.class) int thread) {
    if (writes[thread] > 0) {
      writes[thread]--;
      lock.endWrite();
      return "wrote";
    }
    if (reads[thread] > 0) {
      reads[thread]--;
      lock.endRead();
      return "read";
    }
    return "held nothing";
  }

  @Operation
  public boolean retreat(@Param(gen = ThreadIdGen.class) int thread) {
    return slots.retreat(thread);
  }

  @Operation
  public boolean drop(@Param(gen = ThreadIdGen.class) int thread) {
    waitsToRead[thread] = false;
    waitsToWrite[thread] = false;
    return slots.drop(thread);
  }

  @Test
  void every_interleaving_equals_some_order() {
    Checks.everyInterleavingEqualsSomeOrder(RwLockLincheckTest.class);
  }
}
