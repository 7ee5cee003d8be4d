package bide.interpreter.compile;

import bide.grammar.Span;
import bide.grammar.tree.Argument;
import bide.grammar.tree.Block;
import bide.grammar.tree.Expr;
import bide.grammar.tree.Stmt;
import bide.grammar.tree.Tree;
import bide.interpreter.analysis.FunctionInfo;
import bide.interpreter.analysis.Resolution;
import bide.interpreter.analysis.Variable;
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
 * Makes the states of an async function or a generator: a {@code yield} ends a state as an await
 * does.
 *
 * <p>An expression that contains an await is brought into await-normal form on the way: what stands
 * left of the await is evaluated into slots first, the await ends a state, and the node that is
 * returned continues in the next one. Everything without an await is made by {@link Structured} and
 * stands whole inside one state. {@link Flow} has the state that code is added to.
 */
final class Lowering {
  private final Resolution resolution;
  private final ProgramCompiler program;
  private final FrameScope frame;
  private final Structured structured;
  private final StateGraph graph;

  /** Where an async generator keeps its coroutine; -1 in other functions. */
  private final int coroutineSlot;

  private final Flow flow;
  private final LoopLowering loops;
  private final ErrorLowering errors;
  private final SelectLowering selects;

  Lowering(ProgramCompiler program, FrameScope frame) {
    this.program = program;
    this.resolution = program.resolution();
    this.frame = frame;
    this.structured = new Structured(program, frame);
    FunctionInfo function = frame.function();
    this.coroutineSlot = function.isAsync() && function.isGenerator() ? frame.newSlot() : -1;
    this.graph = new StateGraph(coroutineSlot);
    this.flow = new Flow(graph, frame, program.isInternal());
    this.loops = new LoopLowering(this, flow, structured, frame, resolution);
    this.errors = new ErrorLowering(this, flow, structured, frame, resolution);
    this.selects = new SelectLowering(this, flow, structured, frame, resolution);
  }

  Structured structured() {
    return structured;
  }

  // ---------------------------------------------------------------- the function

  /** Lowers a whole function body. */
  StateGraph function(List<BideNode> prologue, Expr body, boolean defers) {
    if (coroutineSlot >= 0) {
      return asyncGenerator(prologue, body, defers);
    }
    start(prologue);
    withDefers(defers, endOf(body), () -> tail(body));
    return end();
  }

  /**
   * Lowers what an async function defers. Its value may be a future, which is awaited here and not
   * by the function, so that an error knows which of them it was.
   */
  StateGraph deferred(List<BideNode> prologue, Expr value, boolean defers) {
    start(prologue);
    withDefers(
        defers, endOf(value), () -> flow.await(expr(value), frame.newSlot(), value.span(), true));
    return end();
  }

  /** The bracket that ends a function's body: there it runs what it has deferred. */
  static Span endOf(Expr body) {
    return Span.of(body.span().end() - 1, body.span().end());
  }

  /**
   * A plain generator's end is seen by whoever resumed it. That of an async one may come after a
   * wait, when a driver resumed it; so its states themselves see to it.
   */
  private StateGraph asyncGenerator(List<BideNode> prologue, Expr body, boolean defers) {
    Draft failed = new Draft();
    int error = frame.newSlot();
    flow.handler = new Handler(failed, error);
    flow.traps++;
    int parameters = ((Expr.Function) frame.function().tree()).parameters().size();
    List<BideNode> begin = new ArrayList<>();
    begin.add(Nodes.writeLocal(coroutineSlot, StateNodes.coroutine(parameters)));
    begin.addAll(prologue);
    start(begin);
    withDefers(defers, endOf(body), () -> tail(body));
    StateGraph made = end();
    flow.traps--;
    flow.handler = null;
    flow.go(failed);
    flow.emit(StateNodes.endCoroutine(coroutineSlot));
    flow.emit(StateNodes.takeFailure(error));
    Draft closed = new Draft();
    Draft thrown = new Draft();
    StateGraph.branch(flow.current, StateNodes.isClosing(error), closed, thrown);
    flow.go(closed);
    StateGraph.returns(flow.current, Assembly.nil());
    flow.go(thrown);
    StateGraph.throwing(flow.current, StateNodes.rethrow(error));
    return made;
  }

  /**
   * Lowers the top level of a script, whose value is that of its last expression. That is no tail
   * position: it happens once, and an error should name its place.
   */
  StateGraph script(Block block, boolean defers, List<ProgramCompiler.Start> starts) {
    start(List.of());
    for (ProgramCompiler.Start module : starts) {
      flow.await(module.run().at(module.place()), frame.newSlot(), module.place(), true);
      flow.emit(module.ran());
    }
    withDefers(
        defers,
        null,
        () -> {
          statements(block);
          BideNode value = block.value() == null ? Assembly.nil() : expr(block.value());
          returnValue(value, block.span());
        });
    return end();
  }

  private StateGraph end() {
    if (flow.current.isOpen()) {
      StateGraph.returns(flow.current, Assembly.nil());
    }
    return graph;
  }

  private void start(List<BideNode> prologue) {
    flow.go(new Draft());
    prologue.forEach(flow::emit);
  }

  /**
   * Deferred calls form a stack in a slot; the function's end, in whatever way, runs them last to
   * first. Those of an async function are async themselves: they are awaited.
   *
   * @param end where that is; null for a script
   */
  private void withDefers(boolean defers, @Nullable Span end, Runnable body) {
    if (!defers) {
      body.run();
      return;
    }
    int stack = frame.newSlot();
    structured.deferInto(stack);
    flow.emit(StateNodes.newDeferStack(stack));
    flow.guarded(
        body,
        -1,
        exit -> {
          Draft header = flow.open();
          Draft call = new Draft();
          Draft failed = new Draft();
          Draft done = new Draft();
          StateGraph.branch(flow.current, StateNodes.hasDeferred(stack), call, done);
          int later = frame.newSlot();
          Handler outer = flow.handler;
          flow.handler = new Handler(failed, later);
          flow.go(call);
          if (frame.function().isAsync()) {
            StateGraph.await(
                flow.current, StateNodes.callDeferred(stack), frame.newSlot(), header, end, true);
          } else {
            flow.emit(StateNodes.callDeferred(stack).at(end));
            flow.jump(header);
          }
          flow.handler = outer;
          // The others run all the same; then the function ends with this error.
          flow.go(failed);
          flow.keepError(exit, later);
          flow.emit(Nodes.writeLocal(exit.valueSlot, Nodes.readLocal(later)));
          flow.emit(Nodes.writeLocal(exit.codeSlot, Nodes.constant(Flow.ERROR)));
          flow.jump(header);
          flow.go(done);
        });
  }

  /** Whether a piece of code has to be made of states. */
  private boolean suspends(Tree tree) {
    return resolution.suspends(tree instanceof Expr.BlockExpr block ? block.block() : tree)
        || (isLoop(tree) && frame.function().isAsync());
  }

  /** Loops give way between two rounds; the rounds themselves may be without awaits. */
  private static boolean isLoop(Tree tree) {
    return tree instanceof Expr.Loop || tree instanceof Expr.While || tree instanceof Expr.For;
  }

  // ---------------------------------------------------------------- tail position

  /** Lowers an expression whose value is the function's result. */
  private void tail(Expr expr) {
    if (!suspends(expr)) {
      returnValue(whole(expr), Structured.placeOfResult(expr));
      return;
    }
    switch (expr) {
      case Expr.BlockExpr block -> {
        statements(block.block());
        tailOrNil(block.block().value(), block.span());
      }
      case Expr.If branch -> {
        BideNode condition = expr(branch.condition());
        Draft then = new Draft();
        Draft otherwise = new Draft();
        flow.branch(condition, then, otherwise);
        flow.go(then);
        statements(branch.then());
        tailOrNil(branch.then().value(), branch.then().span());
        flow.go(otherwise);
        tailOrNil(branch.otherwise(), branch.span());
      }
      case Expr.Match match -> match(match, this::tail, null);
      case Expr.Await await -> {
        // A result that is to be checked comes back here first.
        if (flow.traps > 0 || frame.function().returnType() != null) {
          returnValue(expr(await), await.span());
        } else {
          tailAwait(await);
        }
      }
      default -> returnValue(expr(expr), expr.span());
    }
  }

  private void tailAwait(Expr.Await await) {
    // The operand first: awaits within it end the current state and begin another one.
    BideNode operand = expr(await.operand());
    if (flow.handler != null) {
      operand = flow.spill(operand);
      awaitBeforeClosing(operand, await);
    }
    StateGraph.tailAwait(flow.current, operand, await.span());
    flow.unreachable();
  }

  /**
   * A loop around a tail await stands in its way only if it goes over something that has to be
   * closed after the await. Goes on, without a handler, where no loop does.
   */
  private void awaitBeforeClosing(BideNode operand, Expr.Await await) {
    Draft waits = new Draft();
    for (Flow.Exit exit = flow.exits; exit != null; exit = exit.outer) {
      BideNode open = null;
      if (exit instanceof Flow.LoopExit loop && loop.iteratorSlot >= 0) {
        open = Nodes.mayClose(loop.iteratorSlot);
      } else if (exit instanceof Flow.FinallyExit last) {
        open = StateNodes.isOpen(last.streamSlot);
      }
      if (open != null) {
        Draft next = new Draft();
        StateGraph.branch(flow.current, open, waits, next);
        flow.goUnguarded(next);
      }
    }
    Draft free = flow.current;
    flow.go(waits);
    int result = frame.newSlot();
    flow.await(operand, result, await.span(), false);
    returnValue(Nodes.readLocal(result), await.span());
    flow.current = free;
  }

  private void tailOrNil(@Nullable Expr expr, Span place) {
    if (expr == null) {
      returnValue(Assembly.nil(), place);
    } else {
      tail(expr);
    }
  }

  private void returnValue(BideNode value, Span place) {
    flow.leave(new Flow.Jump(null, false), structured.checkedResult(value, place));
  }

  // ---------------------------------------------------------------- statements

  private void statements(Block block) {
    List<BideNode> functions = new ArrayList<>();
    structured.declareFunctions(block, functions);
    functions.forEach(flow::emit);
    for (Stmt statement : block.statements()) {
      statement(statement);
    }
  }

  private void statement(Stmt statement) {
    if (!suspends(statement)) {
      List<BideNode> nodes = new ArrayList<>();
      // A let declares a variable that later awaits may have to save, so it is not enclosed.
      if (statement instanceof Stmt.Let let) {
        structured.let(let, whole(let.value()), nodes);
      } else if (statement instanceof Stmt.Expression) {
        frame.enterStructured();
        structured.statement(statement, nodes);
        frame.leaveStructured();
      } else {
        structured.statement(statement, nodes);
      }
      nodes.forEach(flow::emit);
      return;
    }
    switch (statement) {
      case Stmt.Let let -> {
        List<BideNode> nodes = new ArrayList<>();
        structured.let(let, expr(let.value()), nodes);
        nodes.forEach(flow::emit);
      }
      case Stmt.Expression expression -> effect(expression.value());
      default ->
          throw new IllegalStateException("cannot wait: " + statement.getClass().getSimpleName());
    }
  }

  /** A piece of code without awaits, made whole. */
  private BideNode whole(Expr expr) {
    frame.enterStructured();
    BideNode node = structured.expr(expr);
    frame.leaveStructured();
    return node;
  }

  // ---------------------------------------------------------------- expressions

  /**
   * The node that gives the value of {@code expr} in the state that is current when this returns;
   * to be used there, once.
   */
  BideNode expr(Expr expr) {
    if (!suspends(expr)) {
      return whole(expr);
    }
    List<Expr> operands = Operands.of(expr);
    if (operands != null) {
      return structured.assembly().assemble(expr, operands(operands));
    }
    if (expr instanceof Expr.Await await) {
      int result = frame.newSlot();
      flow.await(expr(await.operand()), result, await.span(), false);
      return Nodes.readLocal(result).at(expr.span());
    }
    if (expr instanceof Expr.Yield yield) {
      int result = frame.newSlot();
      yields(yield, result);
      return Nodes.readLocal(result);
    }
    int result = frame.newSlot();
    into(expr, result);
    return Nodes.readLocal(result).at(expr.span());
  }

  private void yields(Expr.Yield yield, int result) {
    BideNode given = yield.value() == null ? Assembly.nil() : expr(yield.value());
    BideNode value = structured.checkedYield(given, yield);
    Draft next = new Draft();
    StateGraph.yields(flow.current, value, result, next);
    flow.go(next);
  }

  /** Operands left of the last one that waits are put into slots, in order. */
  private BideNode[] operands(List<Expr> operands) {
    int last = -1;
    for (int i = 0; i < operands.size(); i++) {
      if (suspends(operands.get(i))) {
        last = i;
      }
    }
    BideNode[] nodes = new BideNode[operands.size()];
    for (int i = 0; i < nodes.length; i++) {
      Expr operand = operands.get(i);
      BideNode node = expr(operand);
      nodes[i] = i < last && !isFixed(operand) ? flow.spill(node).at(operand.span()) : node;
    }
    return nodes;
  }

  /** Whether an expression gives the same value now and after any await. */
  private boolean isFixed(Expr expr) {
    return switch (expr) {
      case Expr.Nil x -> true;
      case Expr.Bool x -> true;
      case Expr.Int x -> true;
      case Expr.Float x -> true;
      case Expr.Duration x -> true;
      case Expr.Self x -> true;
      case Expr.Name name -> {
        Variable variable = resolution.variable(name);
        yield variable == null
            || (!variable.isMutable() && variable.storage() != Variable.Storage.CELL);
      }
      default -> false;
    };
  }

  /** Evaluates for the effect alone. */
  private void effect(Expr expr) {
    if (!suspends(expr)) {
      flow.emit(whole(expr));
    } else if (Operands.of(expr) != null) {
      flow.emit(expr(expr));
    } else if (expr instanceof Expr.Await await) {
      flow.await(expr(await.operand()), frame.newSlot(), await.span(), false);
    } else if (expr instanceof Expr.Yield yield) {
      yields(yield, frame.newSlot());
    } else {
      into(expr, -1);
    }
  }

  /** Evaluates into a slot; -1 for the effect alone. */
  void into(Expr expr, int slot) {
    if (!suspends(expr)) {
      store(whole(expr), slot);
      return;
    }
    switch (expr) {
      case Expr.BlockExpr block -> blockInto(block.block(), slot);
      case Expr.If branch -> ifInto(branch, slot);
      case Expr.Match match -> {
        Draft end = new Draft();
        match(match, body -> into(body, slot), end);
        flow.go(end);
      }
      case Expr.Logical logical -> logicalInto(logical, slot);
      case Expr.MethodCall call when call.safe() -> safeCallInto(call, slot);
      case Expr.Loop loop -> loops.loopInto(loop, slot);
      case Expr.While loop -> loops.whileInto(loop, slot);
      case Expr.For loop -> loops.forInto(loop, slot);
      case Expr.Break jump -> {
        BideNode value = jump.value() == null ? Assembly.nil() : expr(jump.value());
        flow.leave(new Flow.Jump(resolution.target(jump), false), value);
      }
      case Expr.Continue jump -> flow.leave(new Flow.Jump(resolution.target(jump), true), null);
      case Expr.Return ret -> tailOrNil(ret.value(), ret.span());
      case Expr.Try tryExpr -> errors.tryInto(tryExpr, slot);
      case Expr.With with -> errors.withInto(with, slot);
      case Expr.Select select -> selects.selectInto(select, slot);
      default -> store(expr(expr), slot);
    }
  }

  private void store(BideNode value, int slot) {
    flow.emit(slot >= 0 ? Nodes.writeLocal(slot, value) : value);
  }

  void blockInto(Block block, int slot) {
    statements(block);
    if (block.value() != null) {
      if (slot >= 0) {
        into(block.value(), slot);
      } else {
        effect(block.value());
      }
    } else if (slot >= 0) {
      store(Assembly.nil(), slot);
    }
  }

  private void ifInto(Expr.If branch, int slot) {
    BideNode condition = expr(branch.condition());
    Draft then = new Draft();
    Draft otherwise = new Draft();
    Draft end = branch.otherwise() == null && slot < 0 ? otherwise : new Draft();
    flow.branch(condition, then, otherwise);
    flow.go(then);
    blockInto(branch.then(), slot);
    flow.jump(end);
    if (end != otherwise) {
      flow.go(otherwise);
      if (branch.otherwise() == null) {
        store(Assembly.nil(), slot);
      } else {
        into(branch.otherwise(), slot);
      }
      flow.jump(end);
    }
    flow.go(end);
  }

  private void logicalInto(Expr.Logical logical, int slot) {
    int result = slot >= 0 ? slot : frame.newSlot();
    Draft right = new Draft();
    Draft end = new Draft();
    switch (logical.op()) {
      case AND -> {
        flow.emit(Nodes.writeLocal(result, Nodes.condition(expr(logical.left()))));
        flow.branch(Nodes.readLocal(result), right, end);
      }
      case OR -> {
        flow.emit(Nodes.writeLocal(result, Nodes.condition(expr(logical.left()))));
        flow.branch(Nodes.readLocal(result), end, right);
      }
      case COALESCE -> {
        flow.emit(Nodes.writeLocal(result, expr(logical.left())));
        flow.branch(StateNodes.isNil(Nodes.readLocal(result)), right, end);
      }
    }
    flow.go(right);
    BideNode value = expr(logical.right());
    boolean coalesce = logical.op() == Expr.LogicalOp.COALESCE;
    flow.emit(
        Nodes.writeLocal(
            result, coalesce ? value : Nodes.condition(value).at(logical.right().span())));
    flow.jump(end);
    flow.go(end);
  }

  private void safeCallInto(Expr.MethodCall call, int slot) {
    int result = slot >= 0 ? slot : frame.newSlot();
    flow.emit(Nodes.writeLocal(result, expr(call.receiver())));
    Draft invoke = new Draft();
    Draft end = new Draft();
    flow.branch(StateNodes.isNil(Nodes.readLocal(result)), end, invoke);
    flow.go(invoke);
    int receiver = frame.newSlot();
    flow.emit(Nodes.writeLocal(receiver, Nodes.readLocal(result)));
    BideNode[] arguments = operands(call.arguments().stream().map(Argument::value).toList());
    flow.emit(
        Nodes.writeLocal(
            result,
            structured
                .assembly()
                .methodCall(call, Nodes.readLocal(receiver), arguments)
                .at(call.span())));
    flow.jump(end);
    flow.go(end);
  }

  // ---------------------------------------------------------------- match

  /**
   * @param end where bodies go on; null where they end the function
   */
  private void match(Expr.Match match, Consumer<Expr> body, @Nullable Draft end) {
    int subject = frame.newSlot();
    flow.emit(Nodes.writeLocal(subject, expr(match.subject())));
    for (Expr.MatchArm arm : match.arms()) {
      Draft matched = new Draft();
      Draft next = new Draft();
      StateGraph.branch(
          flow.current,
          Nodes.matches(structured.patterns().pattern(arm.pattern()), subject)
              .at(arm.pattern().span()),
          matched,
          next);
      flow.go(matched);
      if (arm.guard() != null) {
        Draft guarded = new Draft();
        flow.branch(expr(arm.guard()), guarded, next);
        flow.go(guarded);
      }
      body.accept(arm.body());
      if (end != null) {
        flow.jump(end);
      }
      flow.go(next);
    }
    StateGraph.throwing(flow.current, StateNodes.noMatch(subject).at(match.subject().span()));
    flow.unreachable();
  }

  void nilInto(int slot) {
    if (slot >= 0) {
      store(Assembly.nil(), slot);
    }
  }
}
