package bide.interpreter.function;

import bide.interpreter.async.Strand;
import bide.interpreter.error.BideException;
import bide.interpreter.error.Errors;
import bide.interpreter.node.BideNode;
import bide.interpreter.node.Failures;
import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.frame.FrameDescriptor;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import com.oracle.truffle.api.nodes.RootNode;
import com.oracle.truffle.api.source.SourceSection;
import java.util.Locale;

/**
 * The executable form of a sync function. Its frame arguments are {@code {strand, captures,
 * parameters…}}; the prologue moves the parameters to slots and puts defaults where an argument is
 * {@link Absent}, then the body gives the result.
 */
public final class FunctionRoot extends RootNode {
  private final FunctionCode code;
  @Children private final BideNode[] prologue;
  @Child private BideNode body;

  public FunctionRoot(
      TruffleLanguage<?> language,
      FrameDescriptor descriptor,
      FunctionCode code,
      BideNode[] prologue,
      BideNode body) {
    super(language, descriptor);
    this.code = code;
    this.prologue = prologue;
    this.body = body;
  }

  /**
   * Each frame of the native stack counts; a call that is compiled into its caller has none. All in
   * one method, since every frame of the interpreter costs stack.
   */
  @Override
  @ExplodeLoop
  public Object execute(VirtualFrame frame) {
    boolean counts = CompilerDirectives.inInterpreter() || CompilerDirectives.inCompilationRoot();
    Strand strand = (Strand) frame.getArguments()[0];
    if (counts && !strand.enterCall()) {
      CompilerDirectives.transferToInterpreter();
      throw tooDeep(String.format(Locale.ROOT, "more than %,d calls", Strand.MAX_CALLS));
    }
    try {
      for (BideNode node : prologue) {
        node.executeVoid(frame);
      }
      return body.executeGeneric(frame);
    } catch (StackOverflowError overflow) {
      // Where there is too little room even for the error, the caller gets here in the same way.
      CompilerDirectives.transferToInterpreter();
      throw tooDeep("the stack is used up");
    } catch (OutOfMemoryError full) {
      CompilerDirectives.transferToInterpreter();
      throw Failures.memory(body);
    } finally {
      if (counts) {
        strand.leaveCall();
      }
    }
  }

  /**
   * The function counts as not begun: the error arises at the call, which is the next step of its
   * trace. To look for the call here would take stack that is not there.
   */
  @TruffleBoundary
  private static BideException tooDeep(String why) {
    BideException error = Errors.recursion("recursion too deep: " + why);
    error.trace().leaveOutInnermost();
    return error;
  }

  public FunctionCode code() {
    return code;
  }

  @Override
  public String getName() {
    return code.name();
  }

  @Override
  public SourceSection getSourceSection() {
    return code.section();
  }

  @Override
  public boolean isInternal() {
    return code.section().getSource().isInternal();
  }

  /**
   * A function that is called with values of different kinds from different places may get a copy
   * for each place.
   */
  @Override
  public boolean isCloningAllowed() {
    return true;
  }

  @Override
  public String toString() {
    return code.name();
  }
}
