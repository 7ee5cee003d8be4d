package bide.interpreter.compile;

import bide.grammar.tree.Expr;
import bide.grammar.tree.Pattern;
import bide.interpreter.analysis.Resolution;
import bide.interpreter.async.SelectNodes;
import bide.interpreter.async.StateGraph;
import bide.interpreter.async.StateGraph.Draft;
import bide.interpreter.node.Nodes;
import java.util.List;

/** The states of {@code select}. */
final class SelectLowering {
  private final Lowering lowering;
  private final Flow flow;
  private final Structured structured;
  private final FrameScope frame;
  private final Resolution resolution;

  SelectLowering(
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

  /** Futures are made in order; then the selection is awaited until a value fits its pattern. */
  void selectInto(Expr.Select select, int slot) {
    List<Expr.SelectBranch> branches = select.branches();
    int selection = frame.newSlot();
    flow.emit(Nodes.writeLocal(selection, SelectNodes.create(branches.size(), select.isBiased())));
    for (int i = 0; i < branches.size(); i++) {
      openBranch(selection, i, branches.get(i));
    }
    Draft header = flow.open();
    Draft end = new Draft();
    flow.await(Nodes.readLocal(selection), frame.newSlot(), select.span(), false);
    for (int i = 0; i < branches.size(); i++) {
      Draft won = new Draft();
      Draft next = new Draft();
      StateGraph.branch(flow.current, SelectNodes.isWinner(selection, i), won, next);
      flow.go(won);
      bindWinner(selection, branches.get(i), header);
      flow.await(SelectNodes.settle(selection), frame.newSlot(), select.span(), true);
      flow.emit(Nodes.clearLocal(selection));
      lowering.into(branches.get(i).body(), slot);
      flow.jump(end);
      flow.go(next);
    }
    if (select.otherwise() != null) {
      lowering.into(select.otherwise(), slot);
      flow.jump(end);
    } else {
      StateGraph.throwing(flow.current, SelectNodes.exhausted().at(select.span()));
    }
    flow.go(end);
  }

  private void openBranch(int selection, int index, Expr.SelectBranch branch) {
    Draft closed = new Draft();
    if (branch.guard() != null) {
      Draft guarded = new Draft();
      flow.branch(lowering.expr(branch.guard()), guarded, closed);
      flow.go(guarded);
    }
    boolean own = !(branch.future() instanceof Expr.Name);
    flow.emit(
        SelectNodes.add(selection, index, lowering.expr(branch.future()), own)
            .at(branch.future().span()));
    if (branch.guard() != null) {
      flow.jump(closed);
      flow.go(closed);
    }
  }

  private void bindWinner(int selection, Expr.SelectBranch branch, Draft header) {
    switch (branch.pattern()) {
      case Pattern.Wildcard ignored -> {}
      case Pattern.Name name when resolution.binds(name) ->
          flow.emit(
              Nodes.destructure(structured.patterns().pattern(name), SelectNodes.value(selection))
                  .at(name.span()));
      default -> {
        int value = frame.newSlot();
        flow.emit(Nodes.writeLocal(value, SelectNodes.value(selection)));
        Draft fits = new Draft();
        Draft other = new Draft();
        StateGraph.branch(
            flow.current,
            Nodes.matches(structured.patterns().pattern(branch.pattern()), value)
                .at(branch.pattern().span()),
            fits,
            other);
        flow.go(other);
        flow.emit(SelectNodes.reject(selection));
        flow.jump(header);
        flow.go(fits);
      }
    }
  }
}
