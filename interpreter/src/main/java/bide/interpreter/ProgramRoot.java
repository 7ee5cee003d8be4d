package bide.interpreter;

import bide.interpreter.function.FunctionCode;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.RootNode;

/** What evaluating a source runs: its top level, as the main task, until that has ended. */
final class ProgramRoot extends RootNode {
  private final BideContext context;
  private final FunctionCode main;

  ProgramRoot(TruffleLanguage<?> language, BideContext context, FunctionCode main) {
    super(language);
    this.context = context;
    this.main = main;
  }

  @Override
  public Object execute(VirtualFrame frame) {
    return run();
  }

  @TruffleBoundary
  private Object run() {
    return context.runMain(main, this);
  }

  @Override
  public boolean isInternal() {
    return true;
  }
}
