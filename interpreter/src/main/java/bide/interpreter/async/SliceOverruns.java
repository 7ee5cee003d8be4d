package bide.interpreter.async;

import bide.interpreter.BideContext;
import bide.runtime.executor.HeldWorker;
import bide.runtime.executor.Worker;
import com.oracle.truffle.api.Truffle;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.nodes.NodeUtil;
import com.oracle.truffle.api.nodes.RootNode;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the loop that a task is in which was asked to give way and did not, and makes the loops of
 * that function look from then on. Where a sync function holds the task, which cannot give way, but
 * its time is over, or what it is a part of has been cancelled, it is cancelled here. The task does
 * so itself, at its next safepoint.
 */
final class SliceOverruns implements HeldWorker {
  /** Calls of sync functions above the loop that are looked through. */
  private static final int MOST_FRAMES = 1_000;

  private final BideContext context;

  /** The run in which each worker was last found. */
  private final Map<Worker, Long> found = new ConcurrentHashMap<>();

  SliceOverruns(BideContext context) {
    this.context = context;
  }

  @Override
  public void held(Worker worker, Thread thread, long run) {
    Long before = found.put(worker, run);
    boolean again = before != null && before == run;
    RunningStacks.inTask(
        context.env(),
        worker,
        thread,
        run,
        (strand, location) -> {
          boolean[] inSync = {false};
          LoopWatch loops = loopsOf(location, inSync);
          if (loops != null) {
            loops.begin();
          }
          // Where a loop may rest, what it calls has the time to come back to it.
          if (inSync[0] && (loops == null || again)) {
            Slices.raiseCancellation();
          }
        });
  }

  /** The loops of the async function that this thread runs; null where it is in none of them. */
  static @Nullable LoopWatch loopsOf(@Nullable Node location) {
    return loopsOf(location, new boolean[1]);
  }

  /**
   * @param inSync is set where the innermost function is one that cannot rest
   */
  private static @Nullable LoopWatch loopsOf(@Nullable Node location, boolean[] inSync) {
    int[] count = {0};
    LoopWatch[] found = {null};
    var unused =
        Truffle.getRuntime()
            .iterateFrames(
                frame -> {
                  RootNode root = RunningStacks.rootOf(frame);
                  Dispatch dispatch = Dispatch.of(root);
                  inSync[0] |= dispatch == null ? root != null : !dispatch.mayRest();
                  if (dispatch == null) {
                    return ++count[0] >= MOST_FRAMES || root instanceof DriverRoot ? frame : null;
                  }
                  Node node = frame.getCallNode() == null ? location : frame.getCallNode();
                  State state = node == null ? null : NodeUtil.findParent(node, State.class);
                  // Compiled code may know its place no better than by the function.
                  if (state == null || state.loopDepth > 0) {
                    found[0] = dispatch.loops();
                  }
                  return frame;
                });
    return found[0];
  }
}
