package bide.interpreter.compile;

import bide.grammar.Span;
import bide.grammar.tree.Argument;
import bide.grammar.tree.Block;
import bide.grammar.tree.Expr;
import bide.grammar.tree.Pattern;
import bide.grammar.tree.Stmt;
import bide.grammar.tree.Tree;
import bide.interpreter.analysis.FunctionInfo;
import bide.interpreter.analysis.Resolution;
import bide.interpreter.analysis.Variable;
import bide.interpreter.async.SelectNodes;
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
 * stands whole inside one state. {@code finally} is lowered once: whoever leaves the guarded part
 * (the end, an error, return, break, continue) leaves a completion code in a slot, and the end of
 * the finally part goes on from there.
 */
final class Lowering {
  /** Completion codes; jumps count up from {@link #FIRST_JUMP}. */
  private static final long NORMAL = 0;

  private static final long ERROR = 1;
  private static final long FIRST_JUMP = 2;

  private final Resolution resolution;
  private final ProgramCompiler program;
  private final FrameScope frame;
  private final Structured structured;
  private final StateGraph graph;

  /** Where an async generator keeps its coroutine; -1 in other functions. */
  private final int coroutineSlot;

  /** The state that code is added to; never null, but unreachable after a jump. */
  private Draft current;

  private @Nullable Handler handler;

  /**
   * How many {@code try}s, pending {@code defer}s and the like enclose the current place. Loops
   * that close what they go over have a handler, too, but are none of these: see {@link
   * #tailAwait}.
   */
  private int traps;

  private @Nullable Exit exits;

  Lowering(ProgramCompiler program, FrameScope frame) {
    this.program = program;
    this.resolution = program.resolution();
    this.frame = frame;
    this.structured = new Structured(program, frame);
    FunctionInfo function = frame.function();
    this.coroutineSlot = function.isAsync() && function.isGenerator() ? frame.newSlot() : -1;
    this.graph = new StateGraph(coroutineSlot);
  }

  Structured structured() {
    return structured;
  }

  // ---------------------------------------------------------------- what a jump meets on its way
  // out

  /** An enclosing construct that a jump may end at or has to pass through; innermost first. */
  private abstract static sealed class Exit {
    final @Nullable Exit outer;

    Exit(@Nullable Exit outer) {
      this.outer = outer;
    }
  }

  private static final class LoopExit extends Exit {
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

  private static final class FinallyExit extends Exit {
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
  private record Jump(@Nullable Tree loop, boolean isContinue) {}

  // ---------------------------------------------------------------- the function

  /** Lowers a whole function body. */
  StateGraph function(List<BideNode> prologue, Expr body, boolean defers) {
    if (coroutineSlot >= 0) {
      return asyncGenerator(prologue, body, defers);
    }
    start(prologue);
    withDefers(defers, () -> tail(body));
    return end();
  }

  /**
   * A plain generator's end is seen by whoever resumed it. That of an async one may come after a
   * wait, when a driver resumed it; so its states themselves see to it.
   */
  private StateGraph asyncGenerator(List<BideNode> prologue, Expr body, boolean defers) {
    Draft failed = new Draft();
    int error = frame.newSlot();
    handler = new Handler(failed, error);
    traps++;
    int parameters = ((Expr.Function) frame.function().tree()).parameters().size();
    List<BideNode> begin = new ArrayList<>();
    begin.add(Nodes.writeLocal(coroutineSlot, StateNodes.coroutine(parameters)));
    begin.addAll(prologue);
    start(begin);
    withDefers(defers, () -> tail(body));
    StateGraph made = end();
    traps--;
    handler = null;
    go(failed);
    emit(StateNodes.endCoroutine(coroutineSlot));
    Draft closed = new Draft();
    Draft thrown = new Draft();
    StateGraph.branch(current, StateNodes.isClosing(error), closed, thrown);
    go(closed);
    StateGraph.returns(current, Structured.nil());
    go(thrown);
    StateGraph.throwing(current, StateNodes.rethrow(error));
    return made;
  }

  /**
   * Lowers the top level of a script, whose value is that of its last expression. That is no tail
   * position: it happens once, and an error should name its place.
   */
  StateGraph script(Block block, boolean defers, List<ProgramCompiler.Start> starts) {
    start(List.of());
    for (ProgramCompiler.Start module : starts) {
      await(module.run().at(module.place()), frame.newSlot(), module.place(), true);
      emit(module.ran());
    }
    withDefers(
        defers,
        () -> {
          statements(block);
          BideNode value = block.value() == null ? Structured.nil() : expr(block.value());
          returnValue(value, block.span());
        });
    return end();
  }

  private StateGraph end() {
    if (current.isOpen()) {
      StateGraph.returns(current, Structured.nil());
    }
    return graph;
  }

  private void start(List<BideNode> prologue) {
    current = graph.begin(new Draft(), handler);
    prologue.forEach(this::emit);
  }

  void emit(BideNode node) {
    current.add(node);
  }

  /**
   * Deferred calls form a stack in a slot; the function's end, in whatever way, runs them last to
   * first. What a deferred call gives may be a future: it is awaited.
   */
  private void withDefers(boolean defers, Runnable body) {
    if (!defers) {
      body.run();
      return;
    }
    int stack = frame.newSlot();
    structured.deferInto(stack);
    emit(StateNodes.newDeferStack(stack));
    if (!frame.function().isAsync()) {
      guarded(body, -1, exit -> emit(StateNodes.runDeferred(stack)));
      return;
    }
    guarded(
        body,
        -1,
        exit -> {
          Draft header = open();
          Draft call = new Draft();
          Draft failed = new Draft();
          Draft done = new Draft();
          StateGraph.branch(current, StateNodes.hasDeferred(stack), call, done);
          Handler outer = handler;
          handler = new Handler(failed, exit.valueSlot);
          go(call);
          StateGraph.await(
              current, StateNodes.callDeferred(stack), frame.newSlot(), header, null, true);
          handler = outer;
          // The others run all the same; then the function ends with this error.
          go(failed);
          emit(Nodes.writeLocal(exit.codeSlot, Nodes.constant(ERROR)));
          jump(header);
          go(done);
        });
  }

  // ---------------------------------------------------------------- states

  /** Ends the current state with a jump to a new one and goes on there. */
  private Draft open() {
    Draft next = new Draft();
    jump(next);
    return current = graph.begin(next, handler);
  }

  private void jump(Draft to) {
    if (current.isOpen()) {
      StateGraph.jump(current, to);
    }
  }

  private void go(Draft state) {
    current = graph.begin(state, handler);
  }

  /** Code after a jump out: it is compiled, found unreachable, and dropped. */
  private void unreachable() {
    current = graph.begin(new Draft(), handler);
  }

  private void branch(BideNode condition, Draft then, Draft otherwise) {
    StateGraph.branch(current, Nodes.condition(condition), then, otherwise);
  }

  private boolean suspends(Tree tree) {
    return resolution.suspends(tree instanceof Expr.BlockExpr block ? block.block() : tree);
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
        branch(condition, then, otherwise);
        go(then);
        statements(branch.then());
        tailOrNil(branch.then().value(), branch.then().span());
        go(otherwise);
        tailOrNil(branch.otherwise(), branch.span());
      }
      case Expr.Match match -> match(match, this::tail, null);
      case Expr.Await await -> {
        // A result that is to be checked comes back here first.
        if (traps > 0 || frame.function().returnType() != null) {
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
    if (handler != null) {
      operand = spill(operand);
      awaitBeforeClosing(operand, await);
    }
    StateGraph.tailAwait(current, operand, await.span());
    unreachable();
  }

  /**
   * A loop around a tail await stands in its way only if it goes over something that has to be
   * closed after the await. Goes on, without a handler, where no loop does.
   */
  private void awaitBeforeClosing(BideNode operand, Expr.Await await) {
    Draft waits = new Draft();
    for (Exit exit = exits; exit != null; exit = exit.outer) {
      BideNode open = null;
      if (exit instanceof LoopExit loop && loop.iteratorSlot >= 0) {
        open = Nodes.mayClose(loop.iteratorSlot);
      } else if (exit instanceof FinallyExit last) {
        open = StateNodes.isOpen(last.streamSlot);
      }
      if (open != null) {
        Draft next = new Draft();
        StateGraph.branch(current, open, waits, next);
        current = graph.begin(next, null);
      }
    }
    Draft free = current;
    go(waits);
    int result = frame.newSlot();
    await(operand, result, await.span(), false);
    returnValue(Nodes.readLocal(result), await.span());
    current = free;
  }

  private void tailOrNil(@Nullable Expr expr, Span place) {
    if (expr == null) {
      returnValue(Structured.nil(), place);
    } else {
      tail(expr);
    }
  }

  private void returnValue(BideNode value, Span place) {
    leave(new Jump(null, false), structured.checkedResult(value, place));
  }

  /** Leaves towards the target of {@code jump}, through the finally parts on the way. */
  private void leave(Jump jump, @Nullable BideNode value) {
    if (current.isOpen()) {
      for (Exit exit = exits; ; exit = exit.outer) {
        if (exit == null) {
          StateGraph.returns(current, value);
          break;
        }
        if (exit instanceof LoopExit l && l.loop != jump.loop && l.iteratorSlot >= 0) {
          value = value == null ? null : spill(value);
          emit(Nodes.close(l.iteratorSlot));
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

  // ---------------------------------------------------------------- statements

  private void statements(Block block) {
    List<BideNode> functions = new ArrayList<>();
    structured.declareFunctions(block, functions);
    functions.forEach(this::emit);
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
      nodes.forEach(this::emit);
      return;
    }
    switch (statement) {
      case Stmt.Let let -> {
        List<BideNode> nodes = new ArrayList<>();
        structured.let(let, expr(let.value()), nodes);
        nodes.forEach(this::emit);
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
  private BideNode expr(Expr expr) {
    if (!suspends(expr)) {
      return whole(expr);
    }
    List<Expr> operands = Operands.of(expr);
    if (operands != null) {
      return structured.assemble(expr, operands(operands));
    }
    if (expr instanceof Expr.Await await) {
      int result = frame.newSlot();
      await(expr(await.operand()), result, await.span(), false);
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
    BideNode given = yield.value() == null ? Structured.nil() : expr(yield.value());
    BideNode value = structured.checkedYield(given, yield);
    Draft next = new Draft();
    StateGraph.yields(current, value, result, next);
    go(next);
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
      nodes[i] = i < last && !isFixed(operand) ? spill(node).at(operand.span()) : node;
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

  private BideNode spill(BideNode value) {
    int slot = frame.newSlot();
    emit(Nodes.writeLocal(slot, value));
    return Nodes.readLocal(slot);
  }

  private void await(BideNode value, int result, @Nullable Span span, boolean lenient) {
    Draft next = new Draft();
    StateGraph.await(current, value, result, next, span, lenient || program.isInternal());
    go(next);
  }

  /** Evaluates for the effect alone. */
  private void effect(Expr expr) {
    if (!suspends(expr)) {
      emit(whole(expr));
    } else if (Operands.of(expr) != null) {
      emit(structured.discarded(expr, expr(expr)));
    } else if (expr instanceof Expr.Await await) {
      await(expr(await.operand()), frame.newSlot(), await.span(), false);
    } else if (expr instanceof Expr.Yield yield) {
      yields(yield, frame.newSlot());
    } else {
      into(expr, -1);
    }
  }

  /** Evaluates into a slot; -1 for the effect alone. */
  private void into(Expr expr, int slot) {
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
        go(end);
      }
      case Expr.Logical logical -> logicalInto(logical, slot);
      case Expr.MethodCall call when call.safe() -> safeCallInto(call, slot);
      case Expr.Loop loop -> loopInto(loop, slot);
      case Expr.While loop -> whileInto(loop, slot);
      case Expr.For loop -> forInto(loop, slot);
      case Expr.Break jump -> {
        BideNode value = jump.value() == null ? Structured.nil() : expr(jump.value());
        leave(new Jump(resolution.target(jump), false), value);
      }
      case Expr.Continue jump -> leave(new Jump(resolution.target(jump), true), null);
      case Expr.Return ret -> tailOrNil(ret.value(), ret.span());
      case Expr.Try tryExpr -> tryInto(tryExpr, slot);
      case Expr.With with -> withInto(with, slot);
      case Expr.Select select -> selectInto(select, slot);
      default -> store(expr(expr), slot);
    }
  }

  private void store(BideNode value, int slot) {
    emit(slot >= 0 ? Nodes.writeLocal(slot, value) : value);
  }

  private void blockInto(Block block, int slot) {
    statements(block);
    if (block.value() != null) {
      if (slot >= 0) {
        into(block.value(), slot);
      } else {
        effect(block.value());
      }
    } else if (slot >= 0) {
      store(Structured.nil(), slot);
    }
  }

  private void ifInto(Expr.If branch, int slot) {
    BideNode condition = expr(branch.condition());
    Draft then = new Draft();
    Draft otherwise = new Draft();
    Draft end = branch.otherwise() == null && slot < 0 ? otherwise : new Draft();
    branch(condition, then, otherwise);
    go(then);
    blockInto(branch.then(), slot);
    jump(end);
    if (end != otherwise) {
      go(otherwise);
      if (branch.otherwise() == null) {
        store(Structured.nil(), slot);
      } else {
        into(branch.otherwise(), slot);
      }
      jump(end);
    }
    go(end);
  }

  private void logicalInto(Expr.Logical logical, int slot) {
    int result = slot >= 0 ? slot : frame.newSlot();
    Draft right = new Draft();
    Draft end = new Draft();
    switch (logical.op()) {
      case AND -> {
        emit(Nodes.writeLocal(result, Nodes.condition(expr(logical.left()))));
        branch(Nodes.readLocal(result), right, end);
      }
      case OR -> {
        emit(Nodes.writeLocal(result, Nodes.condition(expr(logical.left()))));
        branch(Nodes.readLocal(result), end, right);
      }
      case COALESCE -> {
        emit(Nodes.writeLocal(result, expr(logical.left())));
        branch(StateNodes.isNil(Nodes.readLocal(result)), right, end);
      }
    }
    go(right);
    BideNode value = expr(logical.right());
    boolean coalesce = logical.op() == Expr.LogicalOp.COALESCE;
    emit(
        Nodes.writeLocal(
            result, coalesce ? value : Nodes.condition(value).at(logical.right().span())));
    jump(end);
    go(end);
  }

  private void safeCallInto(Expr.MethodCall call, int slot) {
    int result = slot >= 0 ? slot : frame.newSlot();
    emit(Nodes.writeLocal(result, expr(call.receiver())));
    Draft invoke = new Draft();
    Draft end = new Draft();
    branch(StateNodes.isNil(Nodes.readLocal(result)), end, invoke);
    go(invoke);
    int receiver = frame.newSlot();
    emit(Nodes.writeLocal(receiver, Nodes.readLocal(result)));
    BideNode[] arguments = operands(call.arguments().stream().map(Argument::value).toList());
    emit(
        Nodes.writeLocal(
            result,
            structured.methodCall(call, Nodes.readLocal(receiver), arguments).at(call.span())));
    jump(end);
    go(end);
  }

  // ---------------------------------------------------------------- match

  /**
   * @param end where bodies go on; null where they end the function
   */
  private void match(Expr.Match match, Consumer<Expr> body, @Nullable Draft end) {
    int subject = frame.newSlot();
    emit(Nodes.writeLocal(subject, expr(match.subject())));
    for (Expr.MatchArm arm : match.arms()) {
      Draft matched = new Draft();
      Draft next = new Draft();
      StateGraph.branch(
          current,
          Nodes.matches(structured.pattern(arm.pattern()), subject).at(arm.pattern().span()),
          matched,
          next);
      go(matched);
      if (arm.guard() != null) {
        Draft guarded = new Draft();
        branch(expr(arm.guard()), guarded, next);
        go(guarded);
      }
      body.accept(arm.body());
      if (end != null) {
        jump(end);
      }
      go(next);
    }
    StateGraph.throwing(current, StateNodes.noMatch(subject).at(match.subject().span()));
    unreachable();
  }

  // ---------------------------------------------------------------- select

  /** Futures are made in order; then the selection is awaited until a value fits its pattern. */
  private void selectInto(Expr.Select select, int slot) {
    List<Expr.SelectBranch> branches = select.branches();
    int selection = frame.newSlot();
    emit(Nodes.writeLocal(selection, SelectNodes.create(branches.size(), select.isBiased())));
    for (int i = 0; i < branches.size(); i++) {
      openBranch(selection, i, branches.get(i));
    }
    Draft header = open();
    Draft end = new Draft();
    await(Nodes.readLocal(selection), frame.newSlot(), select.span(), false);
    for (int i = 0; i < branches.size(); i++) {
      Draft won = new Draft();
      Draft next = new Draft();
      StateGraph.branch(current, SelectNodes.isWinner(selection, i), won, next);
      go(won);
      bindWinner(selection, branches.get(i), header);
      await(SelectNodes.settle(selection), frame.newSlot(), select.span(), true);
      emit(Nodes.clearLocal(selection));
      into(branches.get(i).body(), slot);
      jump(end);
      go(next);
    }
    if (select.otherwise() != null) {
      into(select.otherwise(), slot);
      jump(end);
    } else {
      StateGraph.throwing(current, SelectNodes.exhausted().at(select.span()));
    }
    go(end);
  }

  private void openBranch(int selection, int index, Expr.SelectBranch branch) {
    Draft closed = new Draft();
    if (branch.guard() != null) {
      Draft guarded = new Draft();
      branch(expr(branch.guard()), guarded, closed);
      go(guarded);
    }
    boolean own = !(branch.future() instanceof Expr.Name);
    emit(SelectNodes.add(selection, index, expr(branch.future()), own).at(branch.future().span()));
    if (branch.guard() != null) {
      jump(closed);
      go(closed);
    }
  }

  private void bindWinner(int selection, Expr.SelectBranch branch, Draft header) {
    switch (branch.pattern()) {
      case Pattern.Wildcard ignored -> {}
      case Pattern.Name name when resolution.binds(name) ->
          emit(
              Nodes.destructure(structured.pattern(name), SelectNodes.value(selection))
                  .at(name.span()));
      default -> {
        int value = frame.newSlot();
        emit(Nodes.writeLocal(value, SelectNodes.value(selection)));
        Draft fits = new Draft();
        Draft other = new Draft();
        StateGraph.branch(
            current,
            Nodes.matches(structured.pattern(branch.pattern()), value).at(branch.pattern().span()),
            fits,
            other);
        go(other);
        emit(SelectNodes.reject(selection));
        jump(header);
        go(fits);
      }
    }
  }

  // ---------------------------------------------------------------- loops

  private void inLoop(LoopExit exit, Runnable body) {
    exits = exit;
    body.run();
    exits = exit.outer;
  }

  private void loopInto(Expr.Loop loop, int slot) {
    Draft header = open();
    Draft end = new Draft();
    inLoop(new LoopExit(exits, loop, end, header, slot), () -> blockInto(loop.body(), -1));
    jump(header);
    go(end);
  }

  private void whileInto(Expr.While loop, int slot) {
    Draft header = open();
    Draft body = new Draft();
    Draft end = new Draft();
    inLoop(
        new LoopExit(exits, loop, end, header, -1),
        () -> {
          branch(expr(loop.condition()), body, end);
          go(body);
          blockInto(loop.body(), -1);
        });
    jump(header);
    go(end);
    nilInto(slot);
  }

  private void nilInto(int slot) {
    if (slot >= 0) {
      store(Structured.nil(), slot);
    }
  }

  private void forInto(Expr.For loop, int slot) {
    int iterator = frame.newSlot();
    BideNode iterable = expr(loop.iterable());
    emit(
        Nodes.writeLocal(
                iterator,
                loop.isAwait() ? StateNodes.asyncIterator(iterable) : Nodes.iterator(iterable))
            .at(loop.iterable().span()));
    if (loop.isAwait()) {
      guarded(
          () -> rounds(loop, iterator, false),
          iterator,
          exit ->
              await(StateNodes.abandon(iterator), frame.newSlot(), loop.iterable().span(), true));
    } else if (isData(loop.iterable())) {
      rounds(loop, iterator, false);
    } else {
      closing(loop, iterator);
    }
    nilInto(slot);
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
    Handler outer = handler;
    handler = new Handler(onError, error);
    rounds(loop, iterator, true);
    emit(Nodes.close(iterator).at(loop.iterable().span()));
    jump(end);
    handler = outer;
    go(onError);
    emit(Nodes.close(iterator).at(loop.iterable().span()));
    StateGraph.throwing(current, StateNodes.rethrow(error));
    go(end);
  }

  /**
   * @param closes a jump through the loop closes the iterator
   */
  private void rounds(Expr.For loop, int iterator, boolean closes) {
    int item = itemSlot(loop.pattern());
    Draft header = open();
    Draft body = new Draft();
    Draft end = new Draft();
    if (loop.isAwait()) {
      await(StateNodes.nextFuture(iterator), item, loop.iterable().span(), false);
      branch(StateNodes.isEnd(item), end, body);
    } else {
      BideNode advance = Nodes.advance(iterator, item).at(loop.iterable().span());
      StateGraph.branch(current, advance, body, end);
    }
    go(body);
    if (!bindsDirectly(loop.pattern())) {
      emit(
          Nodes.destructure(structured.pattern(loop.pattern()), Nodes.readLocal(item))
              .at(loop.pattern().span()));
    }
    inLoop(
        new LoopExit(exits, loop, end, header, -1, closes ? iterator : -1),
        () -> blockInto(loop.body(), -1));
    jump(header);
    go(end);
  }

  private boolean bindsDirectly(Pattern pattern) {
    return pattern instanceof Pattern.Name name
        && resolution.binds(name)
        && resolution.variable(name).storage() == Variable.Storage.SLOT;
  }

  private int itemSlot(Pattern pattern) {
    return bindsDirectly(pattern) ? frame.slot(resolution.variable(pattern)) : frame.newSlot();
  }

  // ---------------------------------------------------------------- errors

  private void tryInto(Expr.Try tryExpr, int slot) {
    if (tryExpr.finallyBody() == null) {
      catchInto(tryExpr, slot);
    } else {
      guarded(
          () -> {
            if (tryExpr.catchBody() == null) {
              blockInto(tryExpr.body(), slot);
            } else {
              catchInto(tryExpr, slot);
            }
          },
          -1,
          exit -> blockInto(tryExpr.finallyBody(), -1));
    }
  }

  private void catchInto(Expr.Try tryExpr, int slot) {
    Draft onError = new Draft();
    Draft end = new Draft();
    int error = frame.newSlot();
    Handler outer = handler;
    handler = new Handler(onError, error);
    traps++;
    open();
    blockInto(tryExpr.body(), slot);
    jump(end);
    traps--;
    handler = outer;
    go(onError);
    // A cancellation is nobody's to catch: it goes on to the next finally.
    emit(StateNodes.rethrowCancellation(error));
    if (tryExpr.catchPattern() != null) {
      Draft caught = new Draft();
      Draft other = new Draft();
      StateGraph.branch(
          current,
          Nodes.matches(structured.pattern(tryExpr.catchPattern()), error)
              .at(tryExpr.catchPattern().span()),
          caught,
          other);
      go(other);
      StateGraph.throwing(current, StateNodes.rethrow(error));
      go(caught);
    }
    blockInto(tryExpr.catchBody(), slot);
    jump(end);
    go(end);
  }

  /**
   * Runs {@code body}, then {@code last} in whatever way the body ends.
   *
   * @param streamSlot of a {@code for await}, which runs nothing at its end where its stream is not
   *     open; -1 for others
   */
  private void guarded(Runnable body, int streamSlot, Consumer<FinallyExit> last) {
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
    last.accept(exit);
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

  private void withInto(Expr.With with, int slot) {
    int resource = frame.newSlot();
    emit(Nodes.writeLocal(resource, expr(with.value())));
    guarded(
        () -> {
          emit(
              Nodes.destructure(structured.pattern(with.pattern()), Nodes.readLocal(resource))
                  .at(with.pattern().span()));
          blockInto(with.body(), slot);
        },
        -1,
        exit -> {
          BideNode close = structured.closeCall(resource, with);
          if (frame.function().isAsync()) {
            await(close, frame.newSlot(), with.value().span(), true);
          } else {
            emit(close);
          }
        });
  }
}
