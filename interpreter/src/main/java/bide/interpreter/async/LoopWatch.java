package bide.interpreter.async;

import bide.interpreter.BideLanguage;
import com.oracle.truffle.api.Assumption;
import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.frame.VirtualFrame;

/**
 * Whether the loops of one async function look in each round if they are to give way. Compiled code
 * does not, at first: the look at a flag would cost a short loop up to two thirds of its speed, as
 * it can then neither be unrolled nor moved. Only when a task has been asked to give way and is
 * found in a loop of the function ({@link SliceOverruns}), that code is given up, once, and
 * compiled with the look in it. In a deterministic run rounds are counted, so all look from the
 * beginning.
 */
public final class LoopWatch {
  private final Assumption nobodyWaits =
      Assumption.create("no loop of the function was in the way");

  /** For the context that is entered. */
  LoopWatch() {
    if (BideLanguage.context(null).isDeterministic()) {
      begin();
    }
  }

  /** From now on all rounds look. Any thread. */
  void begin() {
    nobodyWaits.invalidate("a task waits for a loop of the function");
  }

  /** Whether the loop of the function that runs in {@code frame} is to give way now. */
  public boolean givesWay(VirtualFrame frame) {
    if (CompilerDirectives.inCompiledCode() && nobodyWaits.isValid()) {
      return false;
    }
    return ((Strand) frame.getArguments()[0]).givesWay();
  }
}
