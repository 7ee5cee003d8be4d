package bide.runtime.sync;

import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.junit.jupiter.api.Test;

/** Turns that end with a value, or give up, or are dropped. */
public class OnceCellLincheckTest {
  private final Slots slots = new Slots();
  private final OnceCell<Integer> cell = new OnceCell<>();
  private final boolean[] turn = new boolean[8];

  @Operation
  public String enter(@Param(gen = ThreadIdGen.class) int thread) {
    if (turn[thread]) {
      return "has the turn";
    }
    String outcome = slots.poll(thread, cell::enter);
    turn[thread] = outcome.equals("got TURN");
    return outcome;
  }

  @Operation
  public boolean set(@Param(gen = ThreadIdGen.class) int thread) {
    boolean mine = turn[thread];
    turn[thread] = false;
    if (mine) {
      cell.set(thread);
    }
    return mine;
  }

  @Operation
  public boolean giveUp(@Param(gen = ThreadIdGen.class) int thread) {
    boolean mine = turn[thread];
    turn[thread] = false;
    if (mine) {
      cell.giveUp();
    }
    return mine;
  }

  @Operation
  public boolean trySet(@Param(gen = ThreadIdGen.class) int thread) {
    return cell.trySet(100 + thread);
  }

  @Operation
  public String get() {
    return String.valueOf(cell.get());
  }

  @Operation
  public boolean drop(@Param(gen = ThreadIdGen.class) int thread) {
    return slots.drop(thread);
  }

  @Test
  void every_interleaving_equals_some_order() {
    Checks.everyInterleavingEqualsSomeOrder(OnceCellLincheckTest.class);
  }
}
