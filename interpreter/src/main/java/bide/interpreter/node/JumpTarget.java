package bide.interpreter.node;

import bide.interpreter.node.control.BreakException;
import bide.interpreter.node.control.ContinueException;
import bide.interpreter.value.Nil;
import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;

/**
 * A loop, as its {@code break} and {@code continue} see it. Building such a node marks the target,
 * so that a loop without them has no handlers. Jumps that carry no value are thrown from here and
 * never allocated.
 */
public final class JumpTarget {
  private final BreakException plainBreak = new BreakException(this, Nil.NIL);
  private final ContinueException again = new ContinueException(this);
  @CompilationFinal private boolean broken;
  @CompilationFinal private boolean continued;

  public BreakException plainBreak() {
    return plainBreak;
  }

  public ContinueException again() {
    return again;
  }

  public boolean isBroken() {
    return broken;
  }

  public boolean isContinued() {
    return continued;
  }

  void markBroken() {
    broken = true;
  }

  void markContinued() {
    continued = true;
  }
}
