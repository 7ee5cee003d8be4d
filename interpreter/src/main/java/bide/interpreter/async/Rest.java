package bide.interpreter.async;

import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import org.jspecify.annotations.Nullable;

/**
 * A place where calls of an async function may rest: an await or a yield, behind which they go on,
 * or the head of a loop, where they give way between two rounds and go on with the next one. Shared
 * by the fresh and the resume root.
 */
final class Rest {
  /** The index of the state that waits, or that the loop begins with. */
  final int state;

  /** A call that goes on begins the state, rather than to go on behind it. */
  final boolean atHead;

  /** The slots that a call which goes on reads. */
  @CompilationFinal(dimensions = 1)
  final int[] live;

  /** Where a call that rests here is saved; known once one has rested. */
  @CompilationFinal @Nullable Layout layout;

  /** A call has rested here, or has to be expected to. */
  @CompilationFinal boolean reached;

  Rest(int state, boolean atHead, int[] live) {
    this.state = state;
    this.atHead = atHead;
    this.live = live;
  }
}
