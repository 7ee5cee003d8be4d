package bide.interpreter.async;

import bide.grammar.Diagnostic;
import bide.grammar.Span;
import bide.interpreter.BideLanguage;
import bide.interpreter.error.ErrorPrinter;
import bide.interpreter.node.BideNode;
import bide.interpreter.value.Nil;
import bide.runtime.task.Future;
import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.source.SourceSection;

/**
 * A call whose result nobody takes. Where that is a future that nothing has run, nothing ever will:
 * says so, once for each place. The compiler warns of calls of async functions; this sees methods
 * and builtins, too, at the price of one comparison for those that give nil.
 */
public final class DiscardNode extends BideNode {
  @Child private BideNode call;
  @CompilationFinal private boolean warned;

  /**
   * @param warned the compiler has said so
   */
  public DiscardNode(BideNode call, boolean warned) {
    this.call = call;
    this.warned = warned;
  }

  @Override
  public Object executeGeneric(VirtualFrame frame) {
    Object value = call.executeGeneric(frame);
    if (value != Nil.NIL && isLost(value)) {
      if (value instanceof CallFuture future) {
        future.forget();
      }
      if (!warned) {
        CompilerDirectives.transferToInterpreterAndInvalidate();
        warned = true;
        warn(value);
      }
    }
    return value;
  }

  private static boolean isLost(Object value) {
    if (value instanceof CallFuture call) {
      return !call.isStarted();
    }
    return (value instanceof Future
            || value instanceof SharedFuture
            || value instanceof PollFunction)
        && !hasBegun(value);
  }

  @CompilerDirectives.TruffleBoundary
  private static boolean hasBegun(Object future) {
    return switch (future) {
      case SharedFuture shared -> shared.isStarted();
      case PollFunction polled -> polled.hasBegun();
      case Future other -> other.hasBegun();
      default -> true;
    };
  }

  private void warn(Object value) {
    SourceSection place = getSourceSection();
    Diagnostic warning =
        new Diagnostic(
            Diagnostic.Severity.WARNING,
            "lost-future",
            "nothing runs this "
                + value.toString().replaceAll("[<>]", "").replaceFirst(" ", " of `")
                + "`",
            Span.of(place.getCharIndex(), place.getCharEndIndex()),
            "write `.await` behind it, or `spawn(…)` it");
    BideLanguage.context(this).printError(ErrorPrinter.render(place.getSource(), warning));
  }
}
