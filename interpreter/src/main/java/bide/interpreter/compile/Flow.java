package bide.interpreter.compile;

import bide.grammar.Span;
import bide.grammar.tree.Expr;
import bide.grammar.tree.Tree;
import bide.interpreter.async.LoopWatch;
import bide.interpreter.async.StateGraph;
import bide.interpreter.async.StateGraph.Draft;
import bide.interpreter.async.StateGraph.Handler;
import bide.interpreter.async.StateNodes;
import bide.interpreter.node.BideNode;
import bide.interpreter.node.Nodes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The state that code is added to, and the ways out of it: what handles its errors, and what a jump
 * has to pass through. {@code finally} is lowered once: whoever leaves the guarded part (the end,
 * an error, return, break, continue) leaves a completion code in a slot, and the end of the finally
 * part goes on from there.
 */
final class Flow {
  /** Completion codes; jumps count up from {@link #FIRST_JUMP}. */
  private static final long NORMAL = 0;

  static final long ERROR = 1;
  private static final long FIRST_JUMP = 2;

  private final StateGraph graph;
  private final FrameScope frame;

  /** The source is a part of the library: there `.await` takes what is no future, too. */
  private final boolean internal;

  /** The state that code is added to; never null, but unreachable after a jump. */
  Draft current;

  /** What handles errors here; null for the caller. */
  @Nullable Handler handler;

  /**
   * How many {@code try}s, pending {@code defer}s and the like enclose the current place. Loops
   * that close what they go over have a handler, too, but are none of these: see {@link
   * Lowering#tailAwait}.
   */
  int traps;

  /** What a jump meets on its way out, innermost first. */
  @Nullable Exit exits;

  Flow(StateGraph graph, FrameScope frame, boolean internal) {
    this.graph = graph;
    this.frame = frame;
    this.internal = internal;
  }

  /** An enclosing construct that a jump may end at or has to pass through; innermost first. */
  abstract static sealed class Exit {
    final @Nullable Exit outer;

    Exit(@Nullable Exit outer) {
      this.outer = outer;
    }
  }

  static final class LoopExit extends Exit {
    final Tree loop;
    final Draft onBreak;
    final Draft onContinue;
    final int valueSlot;

    /** Holds the iterator of a {@code for} that is closed when the loop is left; -1 for none. */
    final int iteratorSlot;

    LoopExit(@Nullable Exit outer, Tree loop, Draft onBreak, Draft onContinue, int valueSlot) {
      this(outer, loop, onBreak, onContinue, valueSlot, -1);
    }

    LoopExit(
        @Nullable Exit outer,
        Tree loop,
        Draft onBreak,
        Draft onContinue,
        int valueSlot,
        int iteratorSlot) {
      super(outer);
      this.loop = loop;
      this.onBreak = onBreak;
      this.onContinue = onContinue;
      this.valueSlot = valueSlot;
      this.iteratorSlot = iteratorSlot;
    }
  }

  static final class FinallyExit extends Exit {
    final Draft entry;
    final int codeSlot;
    final int valueSlot;

    /**
     * Holds the stream of the {@code for await} whose end this is; -1 for what always has something
     * to run.
     */
    final int streamSlot;

    final List<Jump> pending = new ArrayList<>();

    FinallyExit(@Nullable Exit outer, Draft entry, int codeSlot, int valueSlot, int streamSlot) {
      super(outer);
      this.streamSlot = streamSlot;
      this.entry = entry;
      this.codeSlot = codeSlot;
      this.valueSlot = valueSlot;
    }
  }

  /** A way out: return (loop null), break or continue. */
  record Jump(@Nullable Tree loop, boolean isContinue) {}

  // ---------------------------------------------------------------- states

  /** What loops look at to give way. */
  LoopWatch loops() {
    return graph.loops();
  }

  void emit(BideNode node) {
    current.add(node);
  }

  /** Ends the current state with a jump to a new one and goes on there. */
  Draft open() {
    Draft next = new Draft();
    jump(next);
    return current = graph.begin(next, handler);
  }

  void jump(Draft to) {
    if (current.isOpen()) {
      StateGraph.jump(current, to);
    }
  }

  void go(Draft state) {
    current = graph.begin(state, handler);
  }

  /** Code after a jump out: it is compiled, found unreachable, and dropped. */
  void unreachable() {
    current = graph.begin(new Draft(), handler);
  }

  void branch(BideNode condition, Draft then, Draft otherwise) {
    StateGraph.branch(current, Nodes.condition(condition), then, otherwise);
  }

  BideNode spill(BideNode value) {
    int slot = frame.newSlot();
    emit(Nodes.writeLocal(slot, value));
    return Nodes.readLocal(slot);
  }

  void await(BideNode value, int result, @Nullable Span span, boolean lenient) {
    Draft next = new Draft();
    StateGraph.await(current, value, result, next, span, lenient || internal);
    go(next);
  }

  /** Goes on in a state whose errors leave the function. */
  void goUnguarded(Draft state) {
    current = graph.begin(state, null);
  }

  // ---------------------------------------------------------------- ways out

  void inLoop(LoopExit exit, Runnable body) {
    exits = exit;
    body.run();
    exits = exit.outer;
  }

  /** Leaves towards the target of {@code jump}, through the finally parts on the way. */
  void leave(Jump jump, @Nullable BideNode value) {
    if (current.isOpen()) {
      for (Exit exit = exits; ; exit = exit.outer) {
        if (exit == null) {
          StateGraph.returns(current, value);
          break;
        }
        if (exit instanceof LoopExit l && l.loop != jump.loop && l.iteratorSlot >= 0) {
          value = value == null ? null : spill(value);
          emit(Nodes.close(l.iteratorSlot).at(((Expr.For) l.loop).iterable().span()));
        }
        if (exit instanceof FinallyExit f) {
          int code = f.pending.indexOf(jump);
          if (code < 0) {
            code = f.pending.size();
            f.pending.add(jump);
          }
          if (value != null) {
            emit(Nodes.writeLocal(f.valueSlot, value));
          }
          emit(Nodes.writeLocal(f.codeSlot, Nodes.constant(FIRST_JUMP + code)));
          jump(f.entry);
          break;
        }
        if (exit instanceof LoopExit l && l.loop == jump.loop) {
          if (value != null && l.valueSlot >= 0) {
            emit(Nodes.writeLocal(l.valueSlot, value));
          } else if (value != null) {
            emit(value);
          }
          jump(jump.isContinue ? l.onContinue : l.onBreak);
          break;
        }
      }
    }
    unreachable();
  }

  /**
   * Runs {@code body}, then {@code last} in whatever way the body ends.
   *
   * @param streamSlot of a {@code for await}, which runs nothing at its end where its stream is not
   *     open; -1 for others
   */
  void guarded(Runnable body, int streamSlot, Consumer<FinallyExit> last) {
    Draft onError = new Draft();
    Draft entry = new Draft();
    int code = frame.newSlot();
    int value = frame.newSlot();
    Handler outerHandler = handler;
    FinallyExit exit = new FinallyExit(exits, entry, code, value, streamSlot);
    exits = exit;
    handler = new Handler(onError, value);
    int trap = streamSlot >= 0 ? 0 : 1;
    traps += trap;
    open();
    body.run();
    traps -= trap;
    if (current.isOpen()) {
      emit(Nodes.writeLocal(code, Nodes.constant(NORMAL)));
      jump(entry);
    }
    handler = outerHandler;
    exits = exit.outer;
    go(onError);
    emit(Nodes.writeLocal(code, Nodes.constant(ERROR)));
    jump(entry);
    go(entry);
    emit(StateNodes.enterCleanup());
    Draft onLater = new Draft();
    int later = frame.newSlot();
    handler = new Handler(onLater, later);
    open();
    last.accept(exit);
    handler = outerHandler;
    Draft end = new Draft();
    jump(end);
    go(onLater);
    emit(StateNodes.leaveCleanup());
    if (streamSlot >= 0) {
      leaveError(exit, later);
    } else {
      keepError(exit, later);
    }
    StateGraph.throwing(current, StateNodes.rethrow(later));
    go(end);
    emit(StateNodes.leaveCleanup());
    // Go on as the guarded part ended.
    Draft error = new Draft();
    Draft rest = new Draft();
    StateGraph.branch(current, StateNodes.isCode(code, ERROR), error, rest);
    go(error);
    StateGraph.throwing(current, StateNodes.rethrow(value));
    go(rest);
    for (int i = 0; i < exit.pending.size(); i++) {
      Draft taken = new Draft();
      Draft next = new Draft();
      StateGraph.branch(current, StateNodes.isCode(code, FIRST_JUMP + i), taken, next);
      go(taken);
      Jump jump = exit.pending.get(i);
      leave(jump, jump.isContinue() ? null : Nodes.readLocal(value));
      go(next);
    }
  }

  /** An error of closing a stream, which is in {@code slot}, stands beside that of the loop. */
  private void leaveError(FinallyExit exit, int slot) {
    Draft failed = new Draft();
    Draft rest = new Draft();
    StateGraph.branch(current, StateNodes.isCode(exit.codeSlot, ERROR), failed, rest);
    go(failed);
    StateGraph.throwing(current, StateNodes.rethrowLeaving(exit.valueSlot, Nodes.readLocal(slot)));
    go(rest);
  }

  /** An error of a finally part, which is in {@code slot}, keeps that of the guarded part. */
  void keepError(FinallyExit exit, int slot) {
    Draft failed = new Draft();
    Draft end = new Draft();
    StateGraph.branch(current, StateNodes.isCode(exit.codeSlot, ERROR), failed, end);
    go(failed);
    emit(StateNodes.keepError(slot, Nodes.readLocal(exit.valueSlot)));
    jump(end);
    go(end);
  }
}
