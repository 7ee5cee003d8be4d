package bide.interpreter.async;

import bide.interpreter.error.Trace;
import bide.interpreter.function.FunctionCode;
import com.oracle.truffle.api.Truffle;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.nodes.RootNode;
import com.oracle.truffle.api.source.SourceSection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call that was awaited and has not ended. A call does not know its future, and nothing is noted
 * when it ends: it is looked for among the calls of the strand that has begun it, when somebody
 * else wants to await it.
 *
 * @param awaited where it is awaited; null where that is not known
 */
record RunningCall(Strand strand, @Nullable SourceSection awaited) {
  /** How long another thread may take to tell what it runs. */
  private static final long PATIENCE_MILLIS = 50;

  /** The run of a call that has been started, and not apart; null where it runs no more. */
  static @Nullable RunningCall of(CallFuture future) {
    Strand strand = future.runner();
    if (strand == null || strand.isFinished()) {
      return null;
    }
    RunningCall resting = resting(strand, future.code());
    if (resting != null) {
      return resting;
    }
    return strand.root() == Slices.held()
        ? onStack(strand, future.code())
        : onOtherStack(strand, future.code());
  }

  /** Reads what belongs to the strand without holding it: a call that rests never changes. */
  private static @Nullable RunningCall resting(Strand strand, FunctionCode code) {
    for (Activation call = strand.innermost; call != null; call = call.parent) {
      if (codeOf(call) == code) {
        Activation above = call.parent;
        boolean known = above != null && above.layout != null;
        return new RunningCall(strand, known ? above.layout.place() : null);
      }
    }
    return null;
  }

  private static @Nullable FunctionCode codeOf(Activation call) {
    if (call instanceof NotStarted begins) {
      return begins.code;
    }
    return call.layout == null ? null : call.layout.root.function().code();
  }

  /** For the strand's own thread. */
  private static @Nullable RunningCall onStack(Strand strand, FunctionCode code) {
    boolean[] found = new boolean[1];
    return Truffle.getRuntime()
        .iterateFrames(
            frame -> {
              RootNode root = RunningStacks.rootOf(frame);
              if (found[0] || root instanceof DriverRoot) {
                Node await = root instanceof DriverRoot ? null : frame.getCallNode();
                return found[0]
                    ? new RunningCall(
                        strand, await == null ? null : await.getEncapsulatingSourceSection())
                    : null;
              }
              found[0] =
                  root instanceof FreshRoot fresh && fresh.function().code() == code
                      || root instanceof ResumeRoot resumed && resumed.function().code() == code;
              return null;
            });
  }

  private static @Nullable RunningCall onOtherStack(Strand strand, FunctionCode code) {
    Trace stack =
        RunningStacks.read(strand.context().env(), null, PATIENCE_MILLIS).get(strand.root());
    List<Trace.@Nullable Run> steps = stack == null ? List.of() : stack.steps();
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i) != null && steps.get(i).step().function().equals(code.name())) {
        Trace.Run above = i + 1 < steps.size() ? steps.get(i + 1) : null;
        return new RunningCall(strand, above == null ? null : above.step().place());
      }
    }
    return null;
  }
}
