package bide.interpreter.async;

import bide.interpreter.BideContext;
import bide.interpreter.function.FunctionCode;
import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.source.SourceSection;
import org.jspecify.annotations.Nullable;

/**
 * Makes the futures of one place, and has the first {@value #WATCHED} of them watched ({@link
 * UnrunFutures}): a forgotten await shows with the first. Later ones cost nothing.
 *
 * <p>Python has the collector tell of each coroutine that was never awaited. Here that would put a
 * reference for the collector beside every future, which are by far the most frequent objects of
 * programs that use them as values.
 */
public final class FirstFutures extends Node {
  private static final int WATCHED = 8;

  private int watched;

  /**
   * @param arguments with the strand that makes the future, which need not be the one that runs it
   */
  public CallFuture make(FunctionCode code, Object[] arguments) {
    Object maker = arguments[0];
    arguments[0] = null;
    // Code runs in the interpreter first, so compiled code need know nothing of this: a check there
    // would be paid for at each call, and giving the code up at the last of the first ones by all.
    if (CompilerDirectives.inInterpreter() && watched < WATCHED && maker != null) {
      arguments[0] = watch(code, (Strand) maker);
    }
    return new CallFuture(code, arguments);
  }

  /** Null where there is nobody to tell, or no place that could be told. */
  @TruffleBoundary
  private @Nullable Object watch(FunctionCode code, Strand maker) {
    watched++;
    BideContext context = maker.context();
    SourceSection place = getEncapsulatingSourceSection();
    return context == null || place == null || place.getSource().isInternal()
        ? null
        : context.unrunFutures().made(code.name(), place, maker);
  }
}
