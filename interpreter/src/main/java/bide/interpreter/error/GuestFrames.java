package bide.interpreter.error;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.exception.AbstractTruffleException;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.DirectCallNode;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.nodes.RootNode;
import com.oracle.truffle.api.source.SourceSection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Gives a failure that leaves the engine the stack that its error's way would have been. The engine
 * takes guest frames from the stack alone, and neither suspended calls nor the task that spawned
 * another one are on it. So there is one root for each step that the report shows, the outermost
 * calls the next, and the innermost throws.
 */
final class GuestFrames {
  /** Steps kept at each end, so that the calls fit on any thread's stack. */
  private static final int KEPT = 150;

  private GuestFrames() {}

  /**
   * @param make makes the failure of the node that throws it
   */
  static <T extends AbstractTruffleException> T of(
      TruffleLanguage<?> language, BideException error, Function<@Nullable Node, T> make) {
    List<Trace.Step> steps = bounded(ErrorPrinter.shownSteps(error));
    if (steps.isEmpty()) {
      return make.apply(null);
    }
    T failure = null;
    FrameRoot root = null;
    for (Trace.Step step : steps) {
      root = new FrameRoot(language, step, root);
      if (failure == null) {
        failure = make.apply(root.place);
        root.failure = failure;
      }
    }
    try {
      Object unused = root.getCallTarget().call();
      throw new IllegalStateException("the innermost frame throws");
    } catch (AbstractTruffleException thrown) {
      if (thrown != failure) {
        throw thrown; // somebody has asked this thread to end
      }
      return failure;
    }
  }

  private static List<Trace.Step> bounded(List<Trace.Step> steps) {
    if (steps.size() <= 2 * KEPT) {
      return steps;
    }
    List<Trace.Step> kept = new ArrayList<>(steps.subList(0, KEPT));
    kept.addAll(steps.subList(steps.size() - KEPT, steps.size()));
    return kept;
  }

  private static final class FrameRoot extends RootNode {
    private final String name;
    @Child private Place place;
    private @Nullable AbstractTruffleException failure;

    FrameRoot(TruffleLanguage<?> language, Trace.Step step, @Nullable FrameRoot inner) {
      super(language);
      this.name = step.function();
      this.place = new Place(step.place(), inner);
    }

    @Override
    public Object execute(VirtualFrame frame) {
      return run();
    }

    @TruffleBoundary
    private Object run() {
      if (failure != null) {
        throw failure;
      }
      return place.call.call();
    }

    @Override
    public String getName() {
      return name;
    }
  }

  /** Where a step is. */
  private static final class Place extends Node {
    private final @Nullable SourceSection section;
    @Child private @Nullable DirectCallNode call;

    Place(@Nullable SourceSection section, @Nullable FrameRoot inner) {
      this.section = section;
      this.call = inner == null ? null : DirectCallNode.create(inner.getCallTarget());
    }

    @Override
    public @Nullable SourceSection getSourceSection() {
      return section;
    }
  }
}
