package bide.interpreter.async;

import bide.grammar.Span;
import bide.interpreter.node.BideNode;
import bide.interpreter.node.SlotWriter;
import bide.interpreter.node.control.GivesWayNode;
import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import com.oracle.truffle.api.nodes.Node;
import org.jspecify.annotations.Nullable;

/**
 * One state of an async function: structured code without awaits, then a terminator that says where
 * to go. A state knows the state that handles its errors, so that a failed await, an error of its
 * own and a cancellation take the same road.
 */
public final class State extends Node {
  /** Go to {@link #next}. */
  static final int JUMP = 0;

  /** Go to {@link #next} when {@link #value} is true, else to {@link #otherwise}. */
  static final int BRANCH = 1;

  /** The function's result is {@link #value}. */
  static final int RETURN = 2;

  /** Wait for {@link #value}, put the result into a slot, go to {@link #next}. */
  static final int AWAIT = 3;

  /**
   * The function's result is that of {@link #value}; nothing of this call is kept while it runs.
   */
  static final int TAIL_AWAIT = 4;

  /** {@link #value} throws. */
  static final int THROW = 5;

  /**
   * Give {@link #value} to whoever resumed the generator and rest; when it is resumed, put what it
   * is given into a slot and go to {@link #next}.
   */
  static final int YIELD = 6;

  final int kind;
  final int index;
  final int next;
  final int otherwise;

  /** The state that handles errors of this one, -1 where they leave the function. */
  final int handler;

  /** Where the handler finds the error. */
  final int errorSlot;

  /** How many loops of states enclose this one. */
  final int loopDepth;

  /** Target of an edge from a later state. */
  final boolean loopHeader;

  /** Where this await or yield rests; null for other states. */
  final @Nullable Rest rest;

  /** Where a loop that begins with this state gives way; null where none does. */
  final @Nullable Rest head;

  /** The loop that begins with this state, in the source; null where that is not known. */
  final @Nullable Span loop;

  /** A loop in one node, which is true where it gave way: then the call rests. */
  final boolean loops;

  @Children final BideNode[] body;
  @Child BideNode value;
  @Child AwaitNode await;
  @Child SlotWriter result;

  @CompilationFinal boolean failed;
  @CompilationFinal boolean resumedWithError;

  State(
      StateGraph.Draft draft,
      @Nullable Rest rest,
      @Nullable Rest head,
      int loopDepth,
      boolean loopHeader) {
    this.kind = draft.kind;
    this.index = draft.index;
    this.next = draft.next;
    this.otherwise = draft.otherwise;
    this.handler = draft.handler;
    this.errorSlot = draft.errorSlot;
    this.body = draft.body.toArray(BideNode[]::new);
    this.value = draft.value;
    this.await =
        draft.kind == AWAIT || draft.kind == TAIL_AWAIT
            ? new AwaitNode(draft.awaitSpan, draft.lenient, draft.handler >= 0)
            : null;
    this.result = draft.suspends() ? SlotWriter.create(draft.resultSlot) : null;
    this.rest = rest;
    this.head = head;
    this.loops = draft.value instanceof GivesWayNode;
    this.loop = draft.loop;
    this.loopDepth = loopDepth;
    this.loopHeader = loopHeader;
  }

  @ExplodeLoop
  void executeBody(VirtualFrame frame) {
    for (BideNode node : body) {
      node.executeVoid(frame);
    }
  }
}
