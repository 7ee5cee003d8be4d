package bide.interpreter.analysis;

import bide.grammar.Diagnostic;
import bide.grammar.Span;
import bide.grammar.tree.Argument;
import bide.grammar.tree.Block;
import bide.grammar.tree.Expr;
import bide.grammar.tree.Parameter;
import bide.grammar.tree.Pattern;
import bide.grammar.tree.Script;
import bide.grammar.tree.Stmt;
import bide.grammar.tree.Tree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Resolves every name of a program and finds what each async function's states must be made of.
 *
 * <p>A {@code let} is seen from its own line on and may shadow an earlier one, as in Rust. A {@code
 * fn} is seen in its whole block. The bodies of top-level functions also see top-level {@code let}s
 * that stand below them, because they run later.
 */
public final class Resolver {
  /** Stands for a name whose `use` failed: that has been reported, its uses are not. */
  static final Object UNKNOWN = new Object();

  private final Names names;
  private final Imports imports;
  private final Resolution result = new Resolution();
  private final TypeNames types;
  private final TypeDeclarations declarations;
  private final PatternResolver patterns;
  private final boolean keepsTopLevel;
  private final TypeResolver annotations;
  private final NameUses variables;
  private final ExportedNames exported;
  private final ModuleUses uses;
  private final LoopJumps loops = new LoopJumps(this);
  private final AsyncRules asyncRules = new AsyncRules(this);

  private FunctionInfo function;
  private Scope scope;

  /** Trees that enclose the current place, within the current function, outermost first. */
  private ArrayList<Tree> path = new ArrayList<>();

  private boolean inLet;

  /** Top-level functions are resolved after everything else on the top level has been declared. */
  private final List<Runnable> later = new ArrayList<>();

  /** A value that a variable keeps; whether anybody reads that is known in the end. */
  private record Kept(Expr value, Variable variable) {}

  private final List<Kept> kept = new ArrayList<>();

  private Resolver(Names names, Imports imports, boolean keepsTopLevel) {
    this.names = names;
    this.imports = imports;
    this.keepsTopLevel = keepsTopLevel;
    this.types = new TypeNames(this, names);
    this.annotations = new TypeResolver(this, names, types);
    this.declarations = new TypeDeclarations(this, types, annotations);
    this.patterns = new PatternResolver(this, types);
    this.variables = new NameUses(this, names, types);
    this.exported = new ExportedNames(this, imports, patterns);
    this.uses = new ModuleUses(this, names, imports, exported, declarations, variables);
  }

  /**
   * Resolves a file.
   *
   * @param title names its top level in traces
   */
  public static Resolution resolve(Script script, String title, Names names, Imports imports) {
    return new Resolver(names, imports, false).run(script, title, Scope.root());
  }

  /** Resolves one input of a session, whose top-level declarations stay in {@code session}. */
  public static Resolution resolve(
      Script script, Names names, Imports imports, SessionScope session) {
    Scope.Names before = session.scope().names();
    Resolution resolution = new Resolver(names, imports, true).run(script, "main", session.scope());
    if (resolution.hasErrors()) {
      session.scope().restore(before); // what does not run declares nothing
    }
    return resolution;
  }

  private Resolution run(Script script, String title, Scope root) {
    FunctionInfo main = new FunctionInfo(title, null, true, script);
    result.main = main;
    result.functions.put(script, main);
    function = main;
    scope = root;
    path.add(script.body());
    statements(script.body(), true);
    path.removeLast();
    if (!keepsTopLevel) {
      asyncRules.discards(script.body().value()); // a session shows it
    }
    exported.export(script);
    for (int i = 0; i < later.size(); i++) {
      later.get(i).run();
    }
    for (Kept let : kept) {
      if (!let.variable.isUsed()) {
        asyncRules.discards(let.value);
      }
    }
    loops.spreadJumps();
    return result;
  }

  // ---------------------------------------------------------------- statements

  private void block(Block block) {
    path.add(block);
    scope = scope.open();
    statements(block, false);
    scope = scope.parent();
    path.removeLast();
  }

  private void statements(Block block, boolean topLevel) {
    declarations.declare(block);
    for (Stmt statement : block.statements()) {
      if (statement instanceof Stmt.Fn fn) {
        declareFunction(fn, topLevel);
      } else if (statement instanceof Stmt.Impl impl) {
        declarations.implementation(impl, block);
      }
    }
    for (Stmt statement : block.statements()) {
      path.add(statement);
      statement(statement, topLevel);
      path.removeLast();
    }
    if (block.value() != null) {
      expr(block.value());
    }
  }

  private void declareFunction(Stmt.Fn fn, boolean topLevel) {
    Expr.Function code = fn.function();
    FunctionInfo info = new FunctionInfo(fn.name(), function, code.isAsync(), code);
    result.functions.put(code, info);
    Variable existing = scope.declaredHere(fn.name());
    if (existing != null && existing.declaredFunction() != null && !keepsTopLevel) {
      error(
          "duplicate-function",
          "`" + fn.name() + "` is defined twice in this block",
          fn.nameSpan(),
          "rename one of them");
    }
    Variable variable = new Variable(fn.name(), function, false, topLevel, fn.nameSpan(), info);
    variable.makeGlobalIf(topLevel);
    result.variables.put(fn, variable);
    scope.declare(variable);
  }

  private void statement(Stmt statement, boolean topLevel) {
    switch (statement) {
      case Stmt.Let let -> {
        exported.onlyAtTop(let.exported(), topLevel, let.span());
        annotations.resolve(let.type());
        expr(let.value());
        inLet = true;
        pattern(let.pattern(), topLevel);
        inLet = false;
        if (let.pattern() instanceof Pattern.Name name && result.binds(name)) {
          result.variable(name).annotate(let.type());
          boolean others = let.exported() || (topLevel && keepsTopLevel);
          if (!others && !name.name().startsWith("_")) {
            kept.add(new Kept(let.value(), result.variable(name)));
          }
        }
      }
      case Stmt.Fn fn -> {
        exported.onlyAtTop(fn.exported(), topLevel, fn.span());
        item(topLevel, () -> functionBody(fn.function()));
      }
      case Stmt.Expression expression -> {
        expr(expression.value());
        asyncRules.discards(expression.value());
      }
      case Stmt.Defer defer -> {
        function.markDefers();
        // What it gives may be a future, which an async function awaits.
        FunctionInfo info = new FunctionInfo("defer", function, function.isAsync(), defer.value());
        result.functions.put(defer, info);
        nested(info, () -> expr(defer.value()));
        if (!function.isAsync()) {
          asyncRules.discards(defer.value()); // an async function awaits what it has deferred
        }
      }
      case Stmt.Use use -> uses.use(use, topLevel);
      case Stmt.Struct struct -> {
        exported.onlyAtTop(struct.exported(), topLevel, struct.span());
        item(topLevel, () -> declarations.defaults(struct));
      }
      case Stmt.Enum declaration -> {
        exported.onlyAtTop(declaration.exported(), topLevel, declaration.span());
        item(topLevel, () -> declarations.defaults(declaration));
      }
      case Stmt.Impl impl -> {
        if (result.types.containsKey(impl)) {
          item(topLevel, () -> impl.functions().forEach(fn -> functionBody(fn.function())));
        }
      }
    }
  }

  /** What stands on the top level sees all of it, also what is declared further down. */
  private void item(boolean topLevel, Runnable body) {
    if (topLevel) {
      Scope declaredIn = scope;
      later.add(() -> inContext(declaredIn, body));
    } else {
      body.run();
    }
  }

  /** A function that sees no variables of the functions around it. */
  FunctionInfo item(String name, boolean async, Tree tree) {
    FunctionInfo info = new FunctionInfo(name, function, async, tree);
    info.markItem();
    return info;
  }

  private void inContext(Scope declaredIn, Runnable body) {
    Scope savedScope = scope;
    scope = declaredIn;
    body.run();
    scope = savedScope;
  }

  // ---------------------------------------------------------------- functions

  private void functionBody(Expr.Function code) {
    annotations.resolve(code.returnType());
    FunctionInfo info = result.functions.get(code);
    if (info == null) {
      String name = code.name() != null ? code.name() : "closure";
      info = new FunctionInfo(name, function, code.isAsync(), code);
      result.functions.put(code, info);
    }
    nested(
        info,
        () -> {
          Set<String> seen = new HashSet<>();
          for (Parameter parameter : code.parameters()) {
            annotations.resolve(parameter.type());
            defaultValue(parameter);
            checkSelf(code, parameter);
            if (parameter.pattern() instanceof Pattern.Name name && !seen.add(name.name())) {
              error(
                  "duplicate-parameter",
                  "two parameters are named `" + name.name() + "`",
                  name.span(),
                  null);
            }
            pattern(parameter.pattern(), false);
            if (parameter.pattern() instanceof Pattern.Name name
                && !parameter.rest()
                && result.binds(name)) {
              result.variable(name).annotate(parameter.type());
            }
          }
          expr(code.body());
        });
  }

  void defaultValue(Parameter parameter) {
    if (parameter.defaultValue() == null) {
      return;
    }
    if (AwaitFinder.awaits(parameter.defaultValue())) {
      error(
          "await-in-default",
          "a default value cannot await or yield",
          parameter.defaultValue().span(),
          "do it in the body: the default could be `nil`");
    } else {
      expr(parameter.defaultValue());
    }
  }

  private void checkSelf(Expr.Function code, Parameter parameter) {
    boolean isSelf = parameter.pattern() instanceof Pattern.Name name && name.name().equals("self");
    boolean first = parameter == code.parameters().getFirst();
    if (isSelf && !(first && code.kind() == Expr.FunctionKind.METHOD)) {
      error(
          "self-outside-method",
          "`self` is the first parameter of a method, in an `impl` block",
          parameter.span(),
          null);
    }
  }

  void nested(FunctionInfo info, Runnable body) {
    FunctionInfo savedFunction = function;
    ArrayList<Tree> savedPath = path;
    function = info;
    path = new ArrayList<>();
    scope = scope.open();
    loops.inFunction(body);
    scope = scope.parent();
    function = savedFunction;
    path = savedPath;
  }

  // ---------------------------------------------------------------- expressions

  void expr(Expr expr) {
    path.add(expr);
    expression(expr);
    path.removeLast();
  }

  private void expression(Expr expr) {
    switch (expr) {
      case Expr.Nil x -> {}
      case Expr.Bool x -> {}
      case Expr.Int x -> {}
      case Expr.Float x -> {}
      case Expr.Duration x -> {}
      case Expr.Bytes x -> {}
      case Expr.Error x -> {}
      case Expr.Self self -> {
        Variable variable = scope.lookup("self");
        if (variable != null) {
          variables.refer(self, variable);
        } else {
          error(
              "self-outside-method",
              "`self` is only known inside a method",
              self.span(),
              function.isMethodOrInside() ? "add `self` as the first parameter" : null);
        }
      }
      case Expr.Str str -> {
        for (Expr.StringPart part : str.parts()) {
          if (part instanceof Expr.Interpolation interpolation) {
            expr(interpolation.value());
          }
        }
      }
      case Expr.Name name -> variables.name(name);
      case Expr.ListLit list -> list.elements().forEach(e -> expr(e.value()));
      case Expr.MapLit map ->
          map.entries()
              .forEach(
                  e -> {
                    if (e.key() != null) {
                      expr(e.key());
                    }
                    expr(e.value());
                  });
      case Expr.StructLit struct -> {
        struct.fields().forEach(f -> expr(f.value()));
        optional(struct.base());
        types.literal(struct);
      }
      case Expr.Unary unary -> expr(unary.operand());
      case Expr.Binary binary -> {
        expr(binary.left());
        expr(binary.right());
      }
      case Expr.Logical logical -> {
        expr(logical.left());
        expr(logical.right());
      }
      case Expr.Range range -> {
        optional(range.from());
        optional(range.to());
      }
      case Expr.Assign assign -> variables.assign(assign);
      case Expr.Call call -> {
        expr(call.callee());
        arguments(call.arguments());
        declarations.checkCall(call);
      }
      case Expr.MethodCall call -> {
        expr(call.receiver());
        if (!uses.moduleMember(call, call.receiver(), call.name(), call.nameSpan())) {
          declarations.member(call, call.receiver(), call.name(), call.nameSpan());
        }
        arguments(call.arguments());
        declarations.checkCall(call);
      }
      case Expr.Field field -> {
        expr(field.receiver());
        if (!uses.moduleMember(field, field.receiver(), field.name(), field.nameSpan())) {
          declarations.member(field, field.receiver(), field.name(), field.nameSpan());
        }
      }
      case Expr.Index index -> {
        expr(index.receiver());
        expr(index.index());
      }
      case Expr.Await await -> {
        expr(await.operand());
        if (asyncRules.requireAsync("`await`", await.awaitSpan())) {
          markPath();
        }
      }
      case Expr.BlockExpr block -> block(block.block());
      case Expr.If branch -> {
        expr(branch.condition());
        block(branch.then());
        optional(branch.otherwise());
      }
      case Expr.Match match -> {
        expr(match.subject());
        for (Expr.MatchArm arm : match.arms()) {
          scope = scope.open();
          patterns.resolve(arm.pattern(), false, true);
          optional(arm.guard());
          expr(arm.body());
          scope = scope.parent();
        }
      }
      case Expr.Loop loop -> {
        markAroundLoop();
        loops.inLoop(loop.label(), loop, () -> block(loop.body()));
        asyncRules.discards(loop.body().value());
      }
      case Expr.While loop -> {
        markAroundLoop();
        loops.inLoop(
            loop.label(),
            loop,
            () -> {
              expr(loop.condition());
              block(loop.body());
              asyncRules.discards(loop.body().value());
            });
      }
      case Expr.For loop -> {
        markAroundLoop();
        forLoop(loop);
      }
      case Expr.Break jump -> {
        optional(jump.value());
        loops.jump(jump, jump.label(), "break", jump.span());
        Tree target = result.target(jump);
        if (jump.value() != null && target != null && !(target instanceof Expr.Loop)) {
          error(
              "break-value",
              "only `loop` has a value to break with; a `while` or `for` may end by itself",
              jump.value().span(),
              "write a plain `break`, or use `loop`");
        }
      }
      case Expr.Continue jump -> loops.jump(jump, jump.label(), "continue", jump.span());
      case Expr.Return ret -> {
        optional(ret.value());
        loops.leavesFunction(ret.span());
        if (function.hasStates()) {
          markPath();
        }
      }
      case Expr.Throw thrown -> expr(thrown.value());
      case Expr.Try tryExpr -> {
        block(tryExpr.body());
        if (tryExpr.catchBody() != null) {
          scope = scope.open();
          if (tryExpr.catchPattern() != null) {
            pattern(tryExpr.catchPattern(), false);
          }
          block(tryExpr.catchBody());
          scope = scope.parent();
        }
        if (tryExpr.finallyBody() != null) {
          loops.inFinally(() -> block(tryExpr.finallyBody()));
          asyncRules.discards(tryExpr.finallyBody().value());
        }
      }
      case Expr.With with -> {
        expr(with.value());
        scope = scope.open();
        pattern(with.pattern(), false);
        block(with.body());
        scope = scope.parent();
        if (function.isAsync()) {
          markPath(); // what is closed at the end may have to be awaited
        }
      }
      case Expr.Function code -> functionBody(code);
      case Expr.AsyncBlock block -> {
        FunctionInfo info = new FunctionInfo("async block", function, true, block);
        result.functions.put(block, info);
        nested(info, () -> block(block.body()));
      }
      case Expr.Select select -> select(select);
      case Expr.Yield yield -> {
        optional(yield.value());
        if (asyncRules.requireGenerator(yield)) {
          markPath();
        }
      }
    }
  }

  private void select(Expr.Select select) {
    if (asyncRules.requireAsync("`select`", select.span())) {
      markPath();
    }
    for (Expr.SelectBranch branch : select.branches()) {
      optional(branch.guard());
      expr(branch.future());
      scope = scope.open();
      pattern(branch.pattern(), false);
      expr(branch.body());
      scope = scope.parent();
    }
    optional(select.otherwise());
  }

  private void optional(@Nullable Expr expr) {
    if (expr != null) {
      expr(expr);
    }
  }

  private void arguments(List<Argument> arguments) {
    for (Argument argument : arguments) {
      expr(argument.value());
    }
  }

  private void forLoop(Expr.For loop) {
    expr(loop.iterable());
    if (loop.isAwait() && asyncRules.requireAsync("`for await`", loop.span())) {
      markPath();
    }
    scope = scope.open();
    pattern(loop.pattern(), false);
    loops.inLoop(loop.label(), loop, () -> block(loop.body()));
    asyncRules.discards(loop.body().value());
    scope = scope.parent();
  }

  // ---------------------------------------------------------------- patterns

  private void pattern(Pattern pattern, boolean topLevel) {
    patterns.resolve(pattern, topLevel, false);
  }

  Variable declare(Pattern.Name name, boolean topLevel) {
    Variable variable =
        new Variable(name.name(), function, name.isMutable(), topLevel, name.span(), null);
    variable.makeGlobalIf(topLevel && keepsTopLevel);
    result.variables.put(name, variable);
    scope.declare(variable);
    if (inLet) {
      variable.markLet();
    }
    return variable;
  }

  // ---------------------------------------------------------------- awaits

  private void markPath() {
    result.suspending.addAll(path);
  }

  /**
   * A loop of an async function can give way between its rounds. It need not be made of states for
   * that, but what encloses it is: nothing of that may be on the stack.
   */
  private void markAroundLoop() {
    if (function.isAsync()) {
      result.suspending.addAll(path.subList(0, path.size() - 1));
    }
  }

  // ---------------------------------------------------------------- diagnostics

  static @Nullable String didYouMean(@Nullable String name) {
    return name == null || name.isEmpty() ? null : "did you mean `" + name + "`?";
  }

  Scope scope() {
    return scope;
  }

  FunctionInfo function() {
    return function;
  }

  LoopJumps loops() {
    return loops;
  }

  /** What encloses the current place within its function, outermost first. */
  List<Tree> path() {
    return path;
  }

  /** The names of a session's top level stay, and may be declared anew. */
  boolean keepsTopLevel() {
    return keepsTopLevel;
  }

  /** What a member of a module means; reports one that is missing, and gives UNKNOWN. */
  Object member(Object module, String name, Span span) {
    return uses.member(module, name, span);
  }

  Imports imports() {
    return imports;
  }

  Names names() {
    return names;
  }

  Resolution result() {
    return result;
  }

  void error(String code, String message, Span span, @Nullable String help) {
    result.diagnostics.add(Diagnostic.error(code, message, span, help));
  }

  void warning(String code, String message, Span span, @Nullable String help) {
    result.diagnostics.add(new Diagnostic(Diagnostic.Severity.WARNING, code, message, span, help));
  }
}
