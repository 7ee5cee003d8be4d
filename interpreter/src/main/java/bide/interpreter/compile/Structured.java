package bide.interpreter.compile;

import bide.grammar.Span;
import bide.grammar.tree.Block;
import bide.grammar.tree.Expr;
import bide.grammar.tree.Parameter;
import bide.grammar.tree.Pattern;
import bide.grammar.tree.Stmt;
import bide.grammar.tree.Tree;
import bide.interpreter.analysis.FunctionInfo;
import bide.interpreter.analysis.Resolution;
import bide.interpreter.analysis.Variable;
import bide.interpreter.async.DiscardNode;
import bide.interpreter.async.SpawnNode;
import bide.interpreter.async.StateNodes;
import bide.interpreter.data.DataType;
import bide.interpreter.data.EnumType;
import bide.interpreter.data.StructType;
import bide.interpreter.function.Closure;
import bide.interpreter.function.FunctionCode;
import bide.interpreter.node.BideNode;
import bide.interpreter.node.JumpTarget;
import bide.interpreter.node.Nodes;
import bide.interpreter.node.PatternNode;
import bide.interpreter.node.Patterns;
import bide.interpreter.node.call.Calls;
import bide.interpreter.value.Nil;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes node trees of code that does not wait: sync functions, and the parts of async functions
 * between their awaits.
 */
final class Structured {
  private final ProgramCompiler program;
  private final Resolution resolution;
  private final FrameScope frame;
  private final Assembly assembly;
  private final PatternLowering patterns;
  private final Map<Tree, JumpTarget> targets = new IdentityHashMap<>();

  /** Holds the stack of deferred calls; -1 where the function has none. */
  private int deferSlot = -1;

  /**
   * Takes what {@code return} gives; -1 in code of an async function, whose returns are lowered.
   */
  private int resultSlot = -1;

  private boolean returns;

  /** Local functions that exist before their own lines. */
  private final Set<Variable> madeEarly = Collections.newSetFromMap(new IdentityHashMap<>());

  Structured(ProgramCompiler program, FrameScope frame) {
    this.program = program;
    this.resolution = program.resolution();
    this.frame = frame;
    this.assembly = new Assembly(program, frame);
    this.patterns = new PatternLowering(program, frame);
  }

  /** Makes nodes of expressions whose operands are evaluated. */
  Assembly assembly() {
    return assembly;
  }

  PatternLowering patterns() {
    return patterns;
  }

  void deferInto(int slot) {
    deferSlot = slot;
  }

  void returnInto(int slot) {
    resultSlot = slot;
  }

  /** The body of a function, where its {@code return} arrives, if it has any. */
  BideNode functionBody(BideNode body) {
    return returns ? Nodes.functionBody(body, resultSlot) : body;
  }

  private BideNode returns(BideNode value) {
    returns = true;
    return Nodes.returnValue(value, resultSlot);
  }

  // ---------------------------------------------------------------- blocks and statements

  BideNode block(Block block) {
    List<BideNode> statements = new ArrayList<>();
    declareFunctions(block, statements);
    for (Stmt statement : block.statements()) {
      statement(statement, statements);
    }
    BideNode value = block.value() == null ? null : expr(block.value());
    BideNode node = Nodes.block(statements.toArray(BideNode[]::new), value);
    return node.hasSpan()
        ? node
        : node.at(block.span()); // a block of one expression is that expression
  }

  /**
   * Functions of a block can name each other wherever they stand, and exist at once: all but those
   * that capture a variable of the block, which are made on their own line.
   */
  void declareFunctions(Block block, List<BideNode> into) {
    block.statements().forEach(this::declareType);
    List<BideNode> early = new ArrayList<>();
    for (Stmt statement : block.statements()) {
      if (statement instanceof Stmt.Fn fn) {
        Variable variable = resolution.variable(fn);
        switch (variable.storage()) {
          case GLOBAL ->
              into.add(frame.assign(variable, function(fn.function(), variable)).at(fn.span()));
          case CELL ->
              into.add(
                  Nodes.newCell(
                      frame.slot(variable), variable.name(), variable.declaredFunction() != null));
          case SLOT -> {}
        }
        if (variable.storage() != Variable.Storage.GLOBAL && isMadeEarly(variable, block)) {
          madeEarly.add(variable);
          early.add(frame.assign(variable, function(fn.function(), variable)).at(fn.span()));
        }
      }
    }
    into.addAll(early); // when all cells exist, for they capture each other's
  }

  /** Whether all that a local function captures has its value before the block begins. */
  private static boolean isMadeEarly(Variable function, Block block) {
    return function.declaredFunction().captures().stream()
        .allMatch(
            captured ->
                captured.declaredFunction() != null
                    || captured.declared().start() < block.span().start());
  }

  /** Types have what they need before anything runs. */
  private void declareType(Stmt statement) {
    switch (statement) {
      case Stmt.Struct struct ->
          program.constructor((StructType) resolution.type(struct), struct.fields());
      case Stmt.Enum declaration -> {
        EnumType type = (EnumType) resolution.type(declaration);
        for (Stmt.Variant variant : declaration.variants()) {
          program.constructor(type.variant(variant.name()), variant.fields());
        }
      }
      case Stmt.Impl impl -> {
        DataType type = resolution.type(impl);
        for (Stmt.Fn fn : impl.functions()) {
          FunctionInfo info = resolution.function(fn.function());
          type.define(fn.name(), new Closure(program.function(fn.function(), info), null));
        }
      }
      default -> {}
    }
  }

  void statement(Stmt statement, List<BideNode> into) {
    switch (statement) {
      case Stmt.Let let -> let(let, expr(let.value()), into);
      case Stmt.Fn fn -> {
        Variable variable = resolution.variable(fn);
        if (variable.storage() != Variable.Storage.GLOBAL && !madeEarly.contains(variable)) {
          into.add(frame.assign(variable, function(fn.function(), variable)).at(fn.span()));
        }
      }
      case Stmt.Expression expression -> {
        assembly.discards(expression.value());
        into.add(expr(expression.value()));
      }
      case Stmt.Defer defer -> into.add(defer(defer));
      case Stmt.Use use -> {}
      case Stmt.Struct declared -> {}
      case Stmt.Enum declared -> {}
      case Stmt.Impl declared -> {}
    }
  }

  void let(Stmt.Let let, BideNode given, List<BideNode> into) {
    String what =
        let.pattern() instanceof Pattern.Name name
            ? "`" + name.name() + "`"
            : "the value that is taken apart";
    BideNode value = assembly.checked(given, let.type(), what, let.value().span());
    if (let.pattern() instanceof Pattern.Name name && resolution.binds(name)) {
      int from = into.size();
      frame.declare(resolution.variable(name), value, into);
      into.subList(from, into.size()).forEach(n -> n.at(let.span()));
    } else {
      into.add(Nodes.destructure(patterns.pattern(let.pattern()), value).at(let.pattern().span()));
    }
  }

  BideNode defer(Stmt.Defer defer) {
    FunctionInfo info = resolution.function(defer);
    FunctionCode code = program.deferred(defer, info);
    return StateNodes.defer(deferSlot, Calls.closure(code, frame.captures(info, false)))
        .at(defer.span());
  }

  // ---------------------------------------------------------------- functions

  BideNode function(Expr.Function function, @Nullable Variable name) {
    FunctionInfo info = resolution.function(function);
    FunctionCode code = program.function(function, info);
    return Calls.closure(code, frame.captures(info, function.isMove())).at(function.span());
  }

  BideNode asyncBlock(Expr.AsyncBlock block) {
    FunctionInfo info = resolution.function(block);
    FunctionCode code = program.asyncBlock(block, info);
    return Calls.call(
            Calls.closure(code, frame.captures(info, block.isMove())).at(block.span()),
            new BideNode[0],
            new String[0],
            new boolean[0])
        .at(block.span());
  }

  // ---------------------------------------------------------------- annotations

  /** The value of this function's body. */
  BideNode result(Expr body) {
    return checkedResult(expr(body), placeOfResult(body));
  }

  BideNode checkedResult(BideNode value, Span place) {
    FunctionInfo function = frame.function();
    return assembly.checked(
        value, function.returnType(), "the result of `" + function.name() + "`", place);
  }

  BideNode checkedYield(BideNode value, Expr.Yield yield) {
    FunctionInfo function = frame.function();
    Span place = yield.value() == null ? yield.span() : yield.value().span();
    return assembly.checked(
        value, function.yieldType(), "what `" + function.name() + "` yields", place);
  }

  /** The expression at the end of blocks, where the error of a wrong result is to point. */
  static Span placeOfResult(Expr body) {
    return body instanceof Expr.BlockExpr block && block.block().value() != null
        ? placeOfResult(block.block().value())
        : body.span();
  }

  BideNode defaultValue(Parameter parameter, int index) {
    Expr value = parameter.defaultValue();
    String name =
        parameter.pattern() instanceof Pattern.Name named
            ? "`" + named.name() + "`"
            : "argument " + (index + 1);
    return assembly.checked(
        expr(value),
        parameter.type(),
        "the default of " + name + " of `" + frame.function().name() + "`",
        value.span());
  }

  // ---------------------------------------------------------------- expressions

  BideNode expr(Expr expr) {
    BideNode node = make(expr);
    if (!node.hasSpan()) {
      node = node.at(expr.span());
    }
    boolean warned = resolution.isWarned(expr);
    return warned || (resolution.isDiscarded(expr) && !(node instanceof SpawnNode))
        ? new DiscardNode(node, warned).at(expr.span())
        : node;
  }

  private BideNode make(Expr expr) {
    List<Expr> operands = Operands.of(expr);
    if (operands != null) {
      return assembly.assemble(expr, operands.stream().map(this::expr).toArray(BideNode[]::new));
    }
    return switch (expr) {
      case Expr.Logical logical -> logical(logical, expr(logical.left()), expr(logical.right()));
      case Expr.MethodCall call ->
          assembly.methodCall(
              call,
              expr(call.receiver()),
              call.arguments().stream().map(a -> expr(a.value())).toArray(BideNode[]::new));
      case Expr.BlockExpr block -> block(block.block());
      case Expr.If branch ->
          Nodes.ifElse(
              expr(branch.condition()),
              block(branch.then()),
              branch.otherwise() == null ? null : expr(branch.otherwise()));
      case Expr.Match match -> match(match);
      case Expr.Loop loop -> rounds(loop, -1);
      case Expr.While loop -> rounds(loop, -1);
      case Expr.For loop -> forLoop(loop, expr(loop.iterable()), frame.newSlot());
      case Expr.Break jump ->
          Nodes.breakTo(
              targets.get(resolution.target(jump)),
              jump.value() == null ? null : expr(jump.value()));
      case Expr.Continue jump -> Nodes.continueTo(targets.get(resolution.target(jump)));
      case Expr.Return ret ->
          returns(
              ret.value() == null
                  ? checkedResult(Assembly.nil(), ret.span())
                  : result(ret.value()));
      case Expr.Try tryExpr -> tryExpr(tryExpr);
      case Expr.With with -> with(with);
      case Expr.Function function -> function(function, null);
      case Expr.AsyncBlock block -> asyncBlock(block);
      default -> throw Assembly.unsupported(expr);
    };
  }

  BideNode logical(Expr.Logical logical, BideNode left, BideNode right) {
    return switch (logical.op()) {
      case AND -> Nodes.and(left, right);
      case OR -> Nodes.or(left, right);
      case COALESCE -> Nodes.coalesce(left, right);
    };
  }

  // ---------------------------------------------------------------- control

  JumpTarget target(Tree loop) {
    JumpTarget target = new JumpTarget();
    targets.put(loop, target);
    return target;
  }

  /**
   * A loop that can be left between two rounds, and gone on with.
   *
   * @param iterator where that of a {@code for} has been put; -1 for other loops
   */
  BideNode rounds(Expr expr, int iterator) {
    if (expr instanceof Expr.For loop) {
      return forLoop(loop, null, iterator);
    }
    JumpTarget target = target(expr);
    int first = frame.slotCount();
    BideNode whole;
    if (expr instanceof Expr.While loop) {
      BideNode condition = expr(loop.condition());
      if (target.isContinued()) {
        // By the condition, which is evaluated again then, as the first thing of a round.
        BideNode check =
            Nodes.ifElse(condition, Nodes.constant(Nil.NIL), Nodes.breakTo(target, null));
        whole = Nodes.loop(Nodes.block(new BideNode[] {check}, block(loop.body())), target);
      } else {
        whole = Nodes.whileLoop(condition, block(loop.body()), target);
      }
    } else {
      whole = Nodes.loop(block(((Expr.Loop) expr).body()), target);
    }
    return Nodes.withOwnSlots(whole, first, frame.slotCount());
  }

  private BideNode forLoop(Expr.For loop, @Nullable BideNode iterable, int cursor) {
    int first = frame.slotCount();
    int item;
    BideNode bind = null;
    if (loop.pattern() instanceof Pattern.Name name
        && resolution.binds(name)
        && resolution.variable(name).storage() == Variable.Storage.SLOT) {
      item = frame.slot(resolution.variable(name));
    } else {
      item = frame.newSlot();
      bind =
          Nodes.destructure(patterns.pattern(loop.pattern()), Nodes.readLocal(item))
              .at(loop.pattern().span());
    }
    JumpTarget target = target(loop);
    BideNode body = block(loop.body());
    BideNode whole = Nodes.forEach(iterable, cursor, item, bind, body, target);
    return Nodes.withOwnSlots(whole, first, frame.slotCount());
  }

  private BideNode match(Expr.Match match) {
    BideNode subject = expr(match.subject());
    int count = match.arms().size();
    PatternNode[] patterns = new PatternNode[count];
    BideNode[] guards = new BideNode[count];
    BideNode[] bodies = new BideNode[count];
    for (int i = 0; i < count; i++) {
      Expr.MatchArm arm = match.arms().get(i);
      patterns[i] = this.patterns.pattern(arm.pattern());
      guards[i] = arm.guard() == null ? null : expr(arm.guard());
      bodies[i] = expr(arm.body());
    }
    return Nodes.match(subject, frame.newSlot(), patterns, guards, bodies);
  }

  private BideNode tryExpr(Expr.Try tryExpr) {
    BideNode result = block(tryExpr.body());
    if (tryExpr.catchBody() != null) {
      int error = frame.newSlot();
      PatternNode pattern =
          tryExpr.catchPattern() == null
              ? Patterns.wildcard()
              : patterns.pattern(tryExpr.catchPattern());
      BideNode handler = Nodes.rethrowIfUnmatched(pattern, error, block(tryExpr.catchBody()));
      if (CaughtError.escapes(tryExpr, resolution)) {
        handler = Nodes.block(new BideNode[] {Nodes.traceError(error)}, handler);
      }
      result = Nodes.tryCatch(result, error, handler).at(tryExpr.span());
    }
    if (tryExpr.finallyBody() != null) {
      result = Nodes.tryFinally(result, block(tryExpr.finallyBody())).at(tryExpr.span());
    }
    return result;
  }

  private BideNode with(Expr.With with) {
    int resource = frame.newSlot();
    BideNode open = Nodes.writeLocal(resource, expr(with.value())).at(with.value().span());
    BideNode bind =
        Nodes.destructure(patterns.pattern(with.pattern()), Nodes.readLocal(resource))
            .at(with.pattern().span());
    BideNode body = Nodes.block(new BideNode[] {bind}, block(with.body()));
    BideNode guarded = Nodes.tryFinally(body, closeCall(resource, with)).at(with.span());
    return Nodes.block(new BideNode[] {open}, guarded);
  }

  /** Calls {@code close()} on what a {@code with} is bound to. */
  BideNode closeCall(int resource, Expr.With with) {
    return Calls.methodCall(
            Nodes.readLocal(resource),
            "close",
            new BideNode[0],
            new String[0],
            new boolean[0],
            false)
        .at(with.value().span());
  }
}
