package bide.interpreter.compile;

import bide.grammar.tree.Expr;
import bide.grammar.tree.Pattern;
import bide.interpreter.analysis.Resolution;
import bide.interpreter.analysis.Variable;
import bide.interpreter.async.StateGraph;
import bide.interpreter.async.StateGraph.Draft;
import bide.interpreter.async.StateGraph.Handler;
import bide.interpreter.async.StateNodes;
import bide.interpreter.node.BideNode;
import bide.interpreter.node.Nodes;

/**
 * The states of loops in async functions and generators. One that waits, or that a jump leaves to
 * somewhere else, is made of states. Any other is one node, in a state of its own that begins anew
 * when the node gave way between two rounds: as fast as in a sync function ({@link
 * bide.interpreter.async.LoopWatch}).
 */
final class LoopLowering {
  private final Lowering lowering;
  private final Flow flow;
  private final Structured structured;
  private final FrameScope frame;
  private final Resolution resolution;

  LoopLowering(
      Lowering lowering,
      Flow flow,
      Structured structured,
      FrameScope frame,
      Resolution resolution) {
    this.lowering = lowering;
    this.flow = flow;
    this.structured = structured;
    this.frame = frame;
    this.resolution = resolution;
  }

  void loopInto(Expr.Loop loop, int slot) {
    if (!resolution.suspends(loop)) {
      whole(loop, -1, slot);
      return;
    }
    Draft header = open(loop);
    Draft end = new Draft();
    flow.inLoop(
        new Flow.LoopExit(flow.exits, loop, end, header, slot),
        () -> lowering.blockInto(loop.body(), -1));
    flow.jump(header);
    flow.go(end);
  }

  void whileInto(Expr.While loop, int slot) {
    if (!resolution.suspends(loop)) {
      whole(loop, -1, slot);
      return;
    }
    Draft header = open(loop);
    Draft body = new Draft();
    Draft end = new Draft();
    flow.inLoop(
        new Flow.LoopExit(flow.exits, loop, end, header, -1),
        () -> {
          flow.branch(lowering.expr(loop.condition()), body, end);
          flow.go(body);
          lowering.blockInto(loop.body(), -1);
        });
    flow.jump(header);
    flow.go(end);
    lowering.nilInto(slot);
  }

  private Draft open(Expr loop) {
    Draft header = flow.open();
    header.loop = loop.span();
    return header;
  }

  /**
   * The rounds of a loop that does not wait.
   *
   * @param iterator holds that of a {@code for}; -1 for other loops
   */
  private void whole(Expr loop, int iterator, int slot) {
    frame.enterStructured();
    BideNode rounds = structured.rounds(loop, iterator);
    frame.leaveStructured();
    lowering.nilInto(slot); // what is kept where it gives way has a value
    Draft header = open(loop);
    Draft end = new Draft();
    StateGraph.branch(
        flow.current, Nodes.givesWay(rounds, slot, flow.loops()).at(loop.span()), header, end);
    flow.go(end);
  }

  void forInto(Expr.For loop, int slot) {
    int iterator = frame.newSlot();
    BideNode iterable = lowering.expr(loop.iterable());
    flow.emit(
        Nodes.writeLocal(
                iterator,
                loop.isAwait() ? StateNodes.asyncIterator(iterable) : Nodes.iterator(iterable))
            .at(loop.iterable().span()));
    if (loop.isAwait()) {
      flow.guarded(
          () -> rounds(loop, iterator, false),
          iterator,
          exit ->
              flow.await(
                  StateNodes.leave(iterator), frame.newSlot(), loop.iterable().span(), true));
    } else if (isData(loop.iterable())) {
      rounds(loop, iterator, false);
    } else {
      closing(loop, iterator);
    }
    lowering.nilInto(slot);
  }

  /** What can only be a list or the like: leaving its loop has nothing to run. */
  private static boolean isData(Expr iterable) {
    return iterable instanceof Expr.Range
        || iterable instanceof Expr.ListLit
        || iterable instanceof Expr.MapLit
        || iterable instanceof Expr.Str;
  }

  /** Closes the iterator in whatever way the loop is left; that never waits. */
  private void closing(Expr.For loop, int iterator) {
    Draft onError = new Draft();
    Draft end = new Draft();
    int error = frame.newSlot();
    Handler outer = flow.handler;
    flow.handler = new Handler(onError, error);
    rounds(loop, iterator, true);
    flow.emit(Nodes.close(iterator).at(loop.iterable().span()));
    flow.jump(end);
    flow.handler = outer;
    Draft onLater = new Draft();
    int later = frame.newSlot();
    flow.go(onError);
    flow.handler = new Handler(onLater, later);
    flow.open();
    flow.emit(Nodes.close(iterator).at(loop.iterable().span()));
    flow.handler = outer;
    Draft closed = new Draft();
    flow.jump(closed);
    flow.go(onLater);
    StateGraph.throwing(flow.current, StateNodes.rethrowLeaving(error, Nodes.readLocal(later)));
    flow.go(closed);
    StateGraph.throwing(flow.current, StateNodes.rethrow(error));
    flow.go(end);
  }

  /**
   * @param closes a jump through the loop closes the iterator
   */
  private void rounds(Expr.For loop, int iterator, boolean closes) {
    if (!resolution.suspends(loop)) {
      whole(loop, iterator, -1);
      return;
    }
    int item = itemSlot(loop.pattern());
    Draft header = open(loop);
    Draft body = new Draft();
    Draft end = new Draft();
    if (loop.isAwait()) {
      flow.await(StateNodes.nextFuture(iterator), item, loop.iterable().span(), false);
      flow.branch(StateNodes.isEnd(item), end, body);
    } else {
      BideNode advance = Nodes.advance(iterator, item).at(loop.iterable().span());
      StateGraph.branch(flow.current, advance, body, end);
    }
    flow.go(body);
    if (!bindsDirectly(loop.pattern())) {
      flow.emit(
          Nodes.destructure(structured.patterns().pattern(loop.pattern()), Nodes.readLocal(item))
              .at(loop.pattern().span()));
    }
    flow.inLoop(
        new Flow.LoopExit(flow.exits, loop, end, header, -1, closes ? iterator : -1),
        () -> lowering.blockInto(loop.body(), -1));
    flow.jump(header);
    flow.go(end);
  }

  private boolean bindsDirectly(Pattern pattern) {
    return pattern instanceof Pattern.Name name
        && resolution.binds(name)
        && resolution.variable(name).storage() == Variable.Storage.SLOT;
  }

  private int itemSlot(Pattern pattern) {
    return bindsDirectly(pattern) ? frame.slot(resolution.variable(pattern)) : frame.newSlot();
  }
}
