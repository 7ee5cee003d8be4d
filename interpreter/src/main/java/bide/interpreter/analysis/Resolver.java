package bide.interpreter.analysis;

import bide.grammar.Diagnostic;
import bide.grammar.Span;
import bide.grammar.Tokens;
import bide.grammar.tree.Argument;
import bide.grammar.tree.Block;
import bide.grammar.tree.Expr;
import bide.grammar.tree.Parameter;
import bide.grammar.tree.Pattern;
import bide.grammar.tree.Script;
import bide.grammar.tree.Stmt;
import bide.grammar.tree.Tree;
import bide.interpreter.data.DataType;
import bide.interpreter.data.EnumType;
import bide.interpreter.data.Variant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
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

  private FunctionInfo function;
  private Scope scope;

  /** Trees that enclose the current place, within the current function, outermost first. */
  private ArrayList<Tree> path = new ArrayList<>();

  private boolean inLet;
  private final Set<Variable> declaredByLet = new HashSet<>();

  private Deque<LoopContext> loops = new ArrayDeque<>();

  /** Top-level functions are resolved after everything else on the top level has been declared. */
  private final List<Runnable> later = new ArrayList<>();

  private record LoopContext(@Nullable String label, Tree loop, int depth) {}

  private record Jump(Tree loop, List<Tree> inside) {}

  private final List<Jump> jumps = new ArrayList<>();

  private Resolver(Names names, Imports imports, boolean keepsTopLevel) {
    this.names = names;
    this.imports = imports;
    this.keepsTopLevel = keepsTopLevel;
    this.types = new TypeNames(this, names);
    this.declarations = new TypeDeclarations(this, types);
    this.patterns = new PatternResolver(this, types);
    this.annotations = new TypeResolver(this, names, types);
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
      warnDiscarded(script.body().value()); // a session shows it
    }
    export(script);
    for (int i = 0; i < later.size(); i++) {
      later.get(i).run();
    }
    spreadJumps();
    return result;
  }

  // ---------------------------------------------------------------- exports

  private void export(Script script) {
    for (Stmt statement : script.statements()) {
      switch (statement) {
        case Stmt.Fn fn -> export(fn.name(), result.variable(fn), fn.exported(), fn.nameSpan());
        case Stmt.Let let -> {
          List<Pattern.Name> bound = new ArrayList<>();
          patterns.namesOf(let.pattern(), bound);
          for (Pattern.Name name : bound) {
            export(name.name(), result.variable(name), let.exported(), name.span());
          }
        }
        case Stmt.Struct struct ->
            exportType(struct.name(), result.type(struct), struct.exported(), struct.nameSpan());
        case Stmt.Enum type ->
            exportType(type.name(), result.type(type), type.exported(), type.nameSpan());
        case Stmt.Use use when use.exported() -> exportUsed(use);
        default -> {}
      }
    }
  }

  private void export(String name, Variable variable, boolean exported, Span span) {
    if (!exported) {
      imports.exports().hide(name, imports.place(span));
      return;
    }
    if (variable.isMutable()) {
      error(
          "exported-mutable",
          "`" + name + "` is `mut`, so it cannot be `pub`",
          span,
          "keep it private, and export functions that read and change it");
    }
    variable.export(imports.exports().file());
    export(name, variable, span);
  }

  private void exportType(String name, DataType type, boolean exported, Span span) {
    if (exported) {
      export(name, type, span);
    } else {
      imports.exports().hide(name, imports.place(span));
    }
  }

  private void exportUsed(Stmt.Use use) {
    if (use.names().isEmpty()) {
      String name = boundName(use);
      Object module = name == null ? null : scope.lookupConstant(name);
      if (module != null && module != UNKNOWN) {
        export(name, module, use.moduleSpan());
      }
    }
    for (Stmt.UseName used : use.names()) {
      String name = used.alias() != null ? used.alias() : used.name();
      Variable variable = scope.lookup(name);
      Object member = variable != null ? variable : scope.lookupConstant(name);
      if (member != null && member != UNKNOWN) {
        export(name, member, used.span());
      }
    }
  }

  private void export(String name, Object member, Span span) {
    if (imports.exports().member(name) != null) {
      error("duplicate-export", "`" + name + "` is exported twice", span, "rename one of them");
    }
    imports.exports().show(name, member);
  }

  private void onlyAtTop(boolean exported, boolean topLevel, Span span) {
    if (exported && !topLevel) {
      error(
          "nested-pub",
          "only what stands at the top level of a file can be `pub`",
          Span.of(span.start(), span.start() + "pub".length()),
          "leave `pub` out");
    }
  }

  /** A jump out of a loop that became states must itself be an edge between states. */
  private void spreadJumps() {
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Jump jump : jumps) {
        if (result.suspends(jump.loop)) {
          changed |= result.suspending.addAll(jump.inside);
        }
      }
    }
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
        declarations.implementation(impl);
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
        onlyAtTop(let.exported(), topLevel, let.span());
        annotations.resolve(let.type());
        expr(let.value());
        inLet = true;
        pattern(let.pattern(), topLevel);
        inLet = false;
        if (let.pattern() instanceof Pattern.Name name && result.binds(name)) {
          result.variable(name).annotate(let.type());
        }
      }
      case Stmt.Fn fn -> {
        onlyAtTop(fn.exported(), topLevel, fn.span());
        item(topLevel, () -> functionBody(fn.function()));
      }
      case Stmt.Expression expression -> {
        expr(expression.value());
        warnDiscarded(expression.value());
      }
      case Stmt.Defer defer -> {
        function.markDefers();
        boolean awaits = containsAwait(defer.value());
        FunctionInfo info =
            new FunctionInfo("defer", function, awaits && function.isAsync(), defer.value());
        result.functions.put(defer, info);
        nested(info, () -> expr(defer.value()));
      }
      case Stmt.Use use -> use(use, topLevel);
      case Stmt.Struct struct -> {
        onlyAtTop(struct.exported(), topLevel, struct.span());
        item(topLevel, () -> declarations.defaults(struct));
      }
      case Stmt.Enum declaration -> {
        onlyAtTop(declaration.exported(), topLevel, declaration.span());
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

  private void use(Stmt.Use use, boolean topLevel) {
    onlyAtTop(use.exported(), topLevel, use.span());
    if (use.isFile()) {
      useFile(use, topLevel);
    } else {
      useLibrary(use);
    }
  }

  private void useFile(Stmt.Use use, boolean topLevel) {
    if (!topLevel) {
      error(
          "nested-use",
          "a file can only be used at the top level",
          use.span(),
          "its code runs before everything else in this file: put the `use` at the top");
      declareUnknown(use);
      return;
    }
    Exports exports = imports.of(use);
    if (exports == null) {
      declareUnknown(use);
      return;
    }
    if (use.names().isEmpty()) {
      String name = boundName(use);
      if (name == null) {
        error(
            "module-without-name",
            "the name of this file cannot be that of a variable",
            use.moduleSpan(),
            "give it one: `use \"" + use.module() + "\" as name`");
      } else {
        declareUsed(name, exports, use.moduleSpan());
      }
    }
    for (Stmt.UseName name : use.names()) {
      String bound = name.alias() != null ? name.alias() : name.name();
      declareUsed(bound, member(exports, name.name(), name.span()), name.span());
    }
  }

  private void useLibrary(Stmt.Use use) {
    Object module = names.module(use.module());
    if (module == null) {
      String file = imports.fileNamed(use.module());
      String close = Suggestions.closest(use.module(), names.modules());
      error(
          "unknown-module",
          "there is no module `" + use.module() + "`",
          use.moduleSpan(),
          file != null ? "a file is used by its path: `use \"" + file + "\"`" : didYouMean(close));
      declareUnknown(use);
      return;
    }
    if (use.names().isEmpty()) {
      declareUsed(use.alias() != null ? use.alias() : use.module(), module, use.moduleSpan());
    }
    for (Stmt.UseName name : use.names()) {
      String bound = name.alias() != null ? name.alias() : name.name();
      declareUsed(bound, member(module, name.name(), name.span()), name.span());
    }
  }

  private void declareUnknown(Stmt.Use use) {
    String module = boundName(use);
    for (Stmt.UseName name : use.names()) {
      scope.declareConstant(name.alias() != null ? name.alias() : name.name(), UNKNOWN);
    }
    if (module != null && scope.lookup(module) == null && names.builtin(module) == null) {
      scope.declareConstant(module, UNKNOWN);
    }
  }

  private void declareUsed(String name, Object meaning, Span span) {
    Variable existing = scope.declaredHere(name);
    if (existing != null && existing.declaredFunction() != null && !keepsTopLevel) {
      error(
          "duplicate-name",
          "`" + name + "` is also a function of this block",
          span,
          "use it under another name: `as other`");
    }
    if (meaning instanceof Variable variable) {
      scope.declare(name, variable);
    } else {
      scope.declareConstant(name, meaning);
      if (meaning instanceof EnumType type) {
        declarations.declareVariants(type);
      }
    }
  }

  /** The name that a `use` of a whole module binds; null where its file's name is not a name. */
  private static @Nullable String boundName(Stmt.Use use) {
    if (use.alias() != null) {
      return use.alias();
    }
    if (!use.isFile()) {
      return use.module();
    }
    String file = use.module().substring(use.module().lastIndexOf('/') + 1);
    String stem = file.endsWith(".bide") ? file.substring(0, file.length() - 5) : file;
    return isName(stem) ? stem : null;
  }

  private static boolean isName(String text) {
    List<Tokens.Lexeme> lexemes = Tokens.of(text);
    return lexemes.size() == 1 && lexemes.getFirst().kind() == Tokens.Kind.NAME;
  }

  /** What a member of a module means; reports one that is missing, and gives UNKNOWN. */
  Object member(Object module, String name, Span span) {
    if (module == UNKNOWN) {
      return UNKNOWN;
    }
    if (module instanceof Exports exports) {
      Object member = exports.member(name);
      if (member == null && exports.isComplete()) {
        missing(exports, name, span);
      }
      return member == null ? UNKNOWN : member;
    }
    Object member = names.member(module, name);
    if (member == null) {
      error(
          "unknown-member",
          "module `" + names.nameOf(module) + "` has no `" + name + "`",
          span,
          didYouMean(Suggestions.closest(name, names.members(module))));
    }
    return member == null ? UNKNOWN : member;
  }

  private void missing(Exports exports, String name, Span span) {
    String place = exports.hidden(name);
    if (place != null) {
      error(
          "private-member",
          "`" + name + "` of " + exports.file() + " is not `pub`",
          span,
          "it is declared at " + place + "; put `pub` before it to use it here");
    } else {
      error(
          "unknown-member",
          exports.file() + " has no `" + name + "`",
          span,
          didYouMean(Suggestions.closest(name, exports.members().keySet())));
    }
  }

  /**
   * `module.name`, where the module is known now: the access means the member itself, and a member
   * that is missing is found before anything runs.
   */
  private boolean moduleMember(Tree access, Expr receiver, String name, Span span) {
    if (!(receiver instanceof Expr.Name module) || scope.lookup(module.name()) != null) {
      return false;
    }
    Object known = scope.lookupConstant(module.name());
    if (!(known instanceof Exports) && (known == null || !names.isModule(known))) {
      return false;
    }
    Object member = member(known, name, span);
    if (member instanceof Variable variable) {
      refer(access, variable);
    } else {
      constant(access, member);
    }
    return true;
  }

  private void constant(Tree tree, Object constant) {
    switch (constant) {
      case Exports exports -> result.constants.put(tree, exports.module());
      case Variant variant -> {
        Object value = types.value(variant, tree.span());
        result.constants.put(tree, value == null ? UNKNOWN : value);
      }
      case TypeNames.Ambiguous ambiguous -> types.report(ambiguous, tree.span());
      default -> result.constants.put(tree, constant);
    }
  }

  private void warnDiscarded(@Nullable Expr value) {
    Tree callee =
        switch (value) {
          case Expr.Call call when call.callee() instanceof Expr.Name name -> name;
          case Expr.MethodCall call -> call; // of a module's function
          case null, default -> null;
        };
    if (callee != null) {
      Variable variable = result.variable(callee);
      FunctionInfo called = variable == null ? null : variable.declaredFunction();
      if (called != null && called.isGenerator()) {
        warning(
            "discarded-generator",
            "`" + variable.name() + "` is a generator: this call makes one that nothing runs",
            value.span(),
            "go over it with `" + (called.isAsync() ? "for await" : "for") + "`");
      } else if (called != null && called.isAsync()) {
        warning(
            "discarded-future",
            "`" + variable.name() + "` is async: this call makes a future that nothing runs",
            value.span(),
            "write `.await` behind it, or `spawn(…)` it");
      }
    }
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
    Deque<LoopContext> savedLoops = loops;
    function = info;
    path = new ArrayList<>();
    loops = new ArrayDeque<>();
    scope = scope.open();
    body.run();
    scope = scope.parent();
    function = savedFunction;
    path = savedPath;
    loops = savedLoops;
  }

  // ---------------------------------------------------------------- expressions

  private void expr(Expr expr) {
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
          refer(self, variable);
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
      case Expr.Name name -> name(name);
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
      case Expr.Assign assign -> assign(assign);
      case Expr.Call call -> {
        expr(call.callee());
        arguments(call.arguments());
        declarations.checkCall(call);
      }
      case Expr.MethodCall call -> {
        expr(call.receiver());
        if (!moduleMember(call, call.receiver(), call.name(), call.nameSpan())) {
          declarations.member(call, call.receiver(), call.name(), call.nameSpan());
        }
        arguments(call.arguments());
        declarations.checkCall(call);
      }
      case Expr.Field field -> {
        expr(field.receiver());
        if (!moduleMember(field, field.receiver(), field.name(), field.nameSpan())) {
          declarations.member(field, field.receiver(), field.name(), field.nameSpan());
        }
      }
      case Expr.Index index -> {
        expr(index.receiver());
        expr(index.index());
      }
      case Expr.Await await -> {
        expr(await.operand());
        if (requireAsync("`await`", await.awaitSpan())) {
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
        inLoop(loop.label(), loop, () -> block(loop.body()));
        warnDiscarded(loop.body().value());
      }
      case Expr.While loop ->
          inLoop(
              loop.label(),
              loop,
              () -> {
                expr(loop.condition());
                block(loop.body());
                warnDiscarded(loop.body().value());
              });
      case Expr.For loop -> forLoop(loop);
      case Expr.Break jump -> {
        optional(jump.value());
        jump(jump, jump.label(), "break", jump.span());
        LoopContext target = loopOf(jump);
        if (jump.value() != null && target != null && !(target.loop instanceof Expr.Loop)) {
          error(
              "break-value",
              "only `loop` has a value to break with; a `while` or `for` may end by itself",
              jump.value().span(),
              "write a plain `break`, or use `loop`");
        }
      }
      case Expr.Continue jump -> jump(jump, jump.label(), "continue", jump.span());
      case Expr.Return ret -> {
        optional(ret.value());
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
          block(tryExpr.finallyBody());
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
        if (requireGenerator(yield)) {
          markPath();
        }
      }
    }
  }

  private void select(Expr.Select select) {
    if (requireAsync("`select`", select.span())) {
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
    if (loop.isAwait() && requireAsync("`for await`", loop.span())) {
      markPath();
    }
    scope = scope.open();
    pattern(loop.pattern(), false);
    inLoop(loop.label(), loop, () -> block(loop.body()));
    warnDiscarded(loop.body().value());
    scope = scope.parent();
  }

  private void inLoop(@Nullable String label, Tree loop, Runnable body) {
    loops.push(new LoopContext(label, loop, path.size()));
    body.run();
    loops.pop();
  }

  private @Nullable LoopContext loopOf(Expr jump) {
    Tree target = result.target(jump);
    for (LoopContext loop : loops) {
      if (loop.loop == target) {
        return loop;
      }
    }
    return null;
  }

  private void jump(Expr jump, @Nullable String label, String word, Span span) {
    for (LoopContext loop : loops) {
      if (label == null || label.equals(loop.label)) {
        result.jumps.put(jump, loop.loop);
        jumps.add(new Jump(loop.loop, List.copyOf(path.subList(loop.depth, path.size()))));
        return;
      }
    }
    if (label != null) {
      List<String> labels = new ArrayList<>();
      loops.stream().map(LoopContext::label).filter(Objects::nonNull).forEach(labels::add);
      String close = Suggestions.closest(label, labels);
      error(
          "unknown-label",
          "no enclosing loop is labelled `'" + label + "`",
          span,
          didYouMean(labelled(Suggestions.closest(label, labels))));
    } else {
      error("jump-outside-loop", "`" + word + "` stands outside a loop", span, null);
    }
  }

  private static @Nullable String labelled(@Nullable String label) {
    return label == null || label.isEmpty() ? null : "'" + label;
  }

  private void assign(Expr.Assign assign) {
    if (assign.target() instanceof Expr.Name name) {
      expr(name);
      Variable variable = result.variable(name);
      if (variable != null) {
        variable.markAssigned();
        if (!variable.isMutable()) {
          String help =
              variable.declaredFunction() != null
                  ? "a function's name always means that function"
                  : isForeign(variable)
                      ? "it belongs to " + variable.exportedFrom()
                      : declaredByLet.contains(variable)
                          ? "declare it with `let mut " + name.name() + "`"
                          : "write `mut " + name.name() + "` where it is declared";
          error(
              "assign-immutable",
              "`" + name.name() + "` cannot be assigned: it is not declared `mut`",
              assign.target().span(),
              help);
        }
      } else if (result.constant(name) != null) {
        error(
            "assign-builtin",
            "`" + name.name() + "` is built in and cannot be assigned",
            assign.target().span(),
            null);
      }
    } else {
      expr(assign.target());
      if (assign.target() instanceof Expr.Field field
          && (result.variable(field) != null || result.constant(field) != null)) {
        error(
            "assign-member",
            "`" + field.name() + "` belongs to another module and cannot be assigned",
            field.span(),
            "a module can export a function that changes its own variables");
      }
    }
    expr(assign.value());
  }

  private boolean isForeign(Variable variable) {
    return variable.exportedFrom() != null && root(variable.function()) != root(function);
  }

  private static FunctionInfo root(FunctionInfo function) {
    FunctionInfo root = function;
    while (root.parent() != null) {
      root = root.parent();
    }
    return root;
  }

  private void name(Expr.Name name) {
    Variable variable = scope.lookup(name.name());
    if (variable != null) {
      refer(name, variable);
      return;
    }
    Object constant = scope.lookupConstant(name.name());
    if (constant == null) {
      constant = names.builtin(name.name());
    }
    if (constant != null) {
      constant(name, constant);
      return;
    }
    unknownName(name);
  }

  private void unknownName(Expr.Name name) {
    String help =
        switch (name.name()) {
          case "null", "None", "undefined", "nullptr" -> "the value for nothing is `nil`";
          case "True" -> "write `true`";
          case "False" -> "write `false`";
          case "this" -> "write `self`";
          default -> null;
        };
    if (help == null && names.module(name.name()) != null) {
      help = "put `use " + name.name() + "` at the top of the file";
    }
    if (help == null && loops.stream().anyMatch(l -> name.name().equals(l.label))) {
      help = "the label of a loop is written `'" + name.name() + "`";
    }
    if (help == null) {
      Set<String> known = new LinkedHashSet<>();
      scope.collectNames(known);
      names.builtins().forEach(known::add);
      help = didYouMean(Suggestions.closest(name.name(), known));
    }
    if (help == null) {
      help = inLibrary(name.name());
    }
    if (help == null && path.size() > 1 && isAssigned(name)) {
      help = "to bind a new name write `let " + name.name() + " = …`";
    }
    error("unknown-name", "`" + name.name() + "` is not defined", name.span(), help);
  }

  /** Whether the current place is the target of {@code name = …}. */
  private boolean isAssigned(Expr.Name name) {
    return path.get(path.size() - 2) instanceof Expr.Assign assign
        && assign.target() == name
        && assign.op() == null;
  }

  /** Where a name that nobody declares is a member of one library module. */
  private @Nullable String inLibrary(String name) {
    for (String module : names.modules()) {
      Object loaded = names.module(module);
      if (loaded != null && names.member(loaded, name) != null) {
        return "it is in `" + module + "`: `use " + module + ".{" + name + "}`";
      }
    }
    return null;
  }

  private void refer(Tree tree, Variable variable) {
    result.variables.put(tree, variable);
    variable.markUsed();
    if (variable.function() == function) {
      return;
    }
    variable.markCaptured();
    if (variable.isTopLevel()) {
      function.refersTo(variable);
      captureForMove(variable);
      return;
    }
    for (FunctionInfo f = function; f != null && f != variable.function(); f = f.parent()) {
      if (f.isItem()) {
        error(
            "outer-variable",
            "`" + variable.name() + "` belongs to a function around this type",
            tree.span(),
            "methods and defaults see top-level names alone: pass it as an argument");
        return;
      }
      f.capture(variable);
    }
  }

  /**
   * A top-level variable is reached without being captured, but {@code move} takes the value that
   * it has at that moment.
   */
  private void captureForMove(Variable variable) {
    FunctionInfo mover = null;
    for (FunctionInfo f = function; f != null; f = f.parent()) {
      if (f.moves()) {
        mover = f;
      }
    }
    if (mover == null || variable.declaredFunction() != null) {
      return;
    }
    for (FunctionInfo f = function; f != mover; f = f.parent()) {
      f.capture(variable);
    }
    mover.capture(variable);
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
      declaredByLet.add(variable);
    }
    return variable;
  }

  // ---------------------------------------------------------------- awaits

  private boolean requireAsync(String what, Span span) {
    if (function.isAsync()) {
      return true;
    }
    String place;
    if (function.isGenerator()) {
      place = "make `gen fn " + function.name() + "` an `async gen fn`: a stream";
    } else if (function.tree() instanceof Expr.Function code && code.name() != null) {
      place = "make `fn " + code.name() + "` an `async fn`";
    } else {
      place = "make the closure async: `async |…| …`";
    }
    error(
        "await-outside-async",
        what + " stands in `" + function.name() + "`, which is not async",
        span,
        place);
    return false;
  }

  private boolean requireGenerator(Expr.Yield yield) {
    if (function.isGenerator()) {
      return true;
    }
    String help;
    if (!(function.tree() instanceof Expr.Function code)) {
      help = "put the code into a `gen fn`";
    } else if (code.kind() == Expr.FunctionKind.CLOSURE) {
      help = "a closure that yields is written `gen fn(…) { … }`";
    } else {
      String async = code.isAsync() ? "async " : "";
      String name = code.name() == null ? "(…)" : " " + code.name();
      help =
          "make `"
              + async
              + "fn"
              + name
              + "` "
              + (code.isAsync() ? "an `" : "a `")
              + async
              + "gen fn`";
    }
    error(
        "yield-outside-generator",
        function.parent() == null
            ? "`yield` stands outside of a generator"
            : "`yield` stands in `" + function.name() + "`, which is not a generator",
        yield.span(),
        help);
    return false;
  }

  private void markPath() {
    result.suspending.addAll(path);
  }

  /** Whether an expression awaits outside of nested functions. */
  private static boolean containsAwait(Tree tree) {
    return AwaitFinder.awaits(tree);
  }

  // ---------------------------------------------------------------- diagnostics

  static @Nullable String didYouMean(@Nullable String name) {
    return name == null || name.isEmpty() ? null : "did you mean `" + name + "`?";
  }

  Scope scope() {
    return scope;
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
