package bide.interpreter.async;

import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.frame.FrameDescriptor;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.RootNode;
import com.oracle.truffle.api.source.SourceSection;

/** Entry of an async function for fresh calls: {strand, captures, parameters…}. */
public final class FreshRoot extends RootNode {
  private final AsyncFunction function;
  @Child private Dispatch dispatch;

  FreshRoot(
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
    return dispatch.run(frame, 0);
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
    return getName();
  }
}
