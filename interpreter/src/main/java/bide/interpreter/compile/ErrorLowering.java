package bide.interpreter.compile;

import bide.grammar.tree.Expr;
import bide.interpreter.analysis.Resolution;
import bide.interpreter.async.StateGraph;
import bide.interpreter.async.StateGraph.Draft;
import bide.interpreter.async.StateGraph.Handler;
import bide.interpreter.async.StateNodes;
import bide.interpreter.node.BideNode;
import bide.interpreter.node.Nodes;

/** The states of {@code try} and {@code with} around code that waits. */
final class ErrorLowering {
  private final Lowering lowering;
  private final Flow flow;
  private final Structured structured;
  private final FrameScope frame;
  private final Resolution resolution;

  ErrorLowering(
      Lowering lowering,
      Flow flow,
      Structured structured,
      FrameScope frame,
      Resolution resolution) {
    this.resolution = resolution;
    this.lowering = lowering;
    this.flow = flow;
    this.structured = structured;
    this.frame = frame;
  }

  void tryInto(Expr.Try tryExpr, int slot) {
    if (tryExpr.finallyBody() == null) {
      catchInto(tryExpr, slot);
    } else {
      flow.guarded(
          () -> {
            if (tryExpr.catchBody() == null) {
              lowering.blockInto(tryExpr.body(), slot);
            } else {
              catchInto(tryExpr, slot);
            }
          },
          -1,
          exit -> lowering.blockInto(tryExpr.finallyBody(), -1));
    }
  }

  private void catchInto(Expr.Try tryExpr, int slot) {
    Draft onError = new Draft();
    Draft end = new Draft();
    int error = frame.newSlot();
    Handler outer = flow.handler;
    flow.handler = new Handler(onError, error);
    flow.traps++;
    flow.open();
    lowering.blockInto(tryExpr.body(), slot);
    flow.jump(end);
    flow.traps--;
    flow.handler = outer;
    flow.go(onError);
    // A cancellation is nobody's to catch: it goes on to the next finally.
    flow.emit(StateNodes.rethrowCancellation(error));
    if (CaughtError.escapes(tryExpr, resolution)) {
      flow.emit(Nodes.traceError(error));
    }
    if (tryExpr.catchPattern() != null) {
      Draft caught = new Draft();
      Draft other = new Draft();
      StateGraph.branch(
          flow.current,
          Nodes.matches(structured.patterns().pattern(tryExpr.catchPattern()), error)
              .at(tryExpr.catchPattern().span()),
          caught,
          other);
      flow.go(other);
      StateGraph.throwing(flow.current, StateNodes.rethrow(error));
      flow.go(caught);
    }
    lowering.blockInto(tryExpr.catchBody(), slot);
    flow.jump(end);
    flow.go(end);
  }

  void withInto(Expr.With with, int slot) {
    int resource = frame.newSlot();
    flow.emit(Nodes.writeLocal(resource, lowering.expr(with.value())));
    flow.guarded(
        () -> {
          flow.emit(
              Nodes.destructure(
                      structured.patterns().pattern(with.pattern()), Nodes.readLocal(resource))
                  .at(with.pattern().span()));
          lowering.blockInto(with.body(), slot);
        },
        -1,
        exit -> {
          BideNode close = structured.closeCall(resource, with);
          if (frame.function().isAsync()) {
            flow.await(close, frame.newSlot(), with.value().span(), true);
          } else {
            flow.emit(close);
          }
        });
  }
}
