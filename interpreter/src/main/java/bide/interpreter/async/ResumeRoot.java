package bide.interpreter.async;

import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.frame.FrameDescriptor;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.RootNode;
import com.oracle.truffle.api.source.SourceSection;

/**
 * Entry of an async function for suspended calls: {strand, activation, value or {@link Thrown}}.
 */
public final class ResumeRoot extends RootNode {
  private final AsyncFunction function;
  @Child private Dispatch dispatch;

  ResumeRoot(
      TruffleLanguage<?> language,
      AsyncFunction function,
      FrameDescriptor descriptor,
      Dispatch dispatch) {
    super(language, descriptor);
    this.function = function;
    this.dispatch = dispatch;
  }

  AsyncFunction function() {
    return function;
  }

  Dispatch dispatch() {
    return dispatch;
  }

  @Override
  public Object execute(VirtualFrame frame) {
    return dispatch.run(frame, Dispatch.RESUME);
  }

  @Override
  public String getName() {
    return function.code().name();
  }

  @Override
  public SourceSection getSourceSection() {
    return function.code().section();
  }

  @Override
  public String toString() {
    return getName() + " (resumed)";
  }
}
