package bide.interpreter.async;

import bide.interpreter.async.Coroutine.Wants;
import bide.interpreter.function.Signature;
import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.RootNode;
import com.oracle.truffle.api.source.SourceSection;

/**
 * One step of an async generator, as the code of a future: {strand, null, coroutine, wants, value}.
 * So a step can be awaited, spawned, joined or timed out like any call. It keeps nothing while the
 * generator waits: whoever awaits the step becomes the generator's parent. One for each generator
 * function, so that the function's roots are compiled into it.
 */
final class StepRoot extends RootNode {
  static final Signature SIGNATURE = new Signature(new String[0], new boolean[0], false);

  private final AsyncFunction function;
  @Child private ResumeNode resume = ResumeNode.create();

  StepRoot(TruffleLanguage<?> language, AsyncFunction function) {
    super(language);
    this.function = function;
  }

  @Override
  public Object execute(VirtualFrame frame) {
    Object[] arguments = frame.getArguments();
    Strand strand = (Strand) arguments[0];
    Coroutine coroutine = (Coroutine) arguments[2];
    Wants wants = (Wants) arguments[3];
    return wants == Wants.CLOSE
        ? resume.close(strand, coroutine)
        : resume.resume(strand, coroutine, wants, arguments[4]);
  }

  @Override
  public boolean isInternal() {
    return true;
  }

  @Override
  public String getName() {
    return function.code().name();
  }

  @Override
  public SourceSection getSourceSection() {
    return function.code().section();
  }
}
