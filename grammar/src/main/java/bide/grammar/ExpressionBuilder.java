package bide.grammar;

import bide.grammar.antlr.BideParser;
import bide.grammar.antlr.Tok;
import bide.grammar.tree.Argument;
import bide.grammar.tree.Block;
import bide.grammar.tree.Expr;
import bide.grammar.tree.Parameter;
import bide.grammar.tree.Pattern;
import bide.grammar.tree.TypeExpr;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/** Expressions. */
final class ExpressionBuilder {
  private final TreeBuilder tree;

  ExpressionBuilder(TreeBuilder tree) {
    this.tree = tree;
  }

  Expr expr(BideParser.ExprContext ctx) {
    return flat(ctx);
  }

  @Nullable Expr optional(BideParser.@Nullable ExprContext ctx) {
    return ctx == null ? null : flat(ctx);
  }

  private Expr flat(ParserRuleContext ctx) {
    tree.deeper(TreeBuilder.tok(ctx.getStart()).span());
    Expr expr =
        ctx.getChildCount() == 1
                && ctx.getChild(0) instanceof BideParser.OperandContext operand
                && !(operand.getChild(0) instanceof BideParser.PrefixContext)
            ? primaryWithSuffixes(operand, 0)
            : new OperatorStack(tree).build(ctx);
    tree.shallower();
    return expr;
  }

  // ---- operands

  /** The primary at child {@code at} of an operand, with all its suffixes. */
  Expr primaryWithSuffixes(BideParser.OperandContext ctx, int at) {
    BideParser.PrimaryContext primary = (BideParser.PrimaryContext) ctx.getChild(at);
    Expr expr = primary(primary);
    int start = TreeBuilder.start(primary);
    int count = ctx.getChildCount();
    for (int i = at + 1; i < count; i++) {
      BideParser.SuffixContext suffix = (BideParser.SuffixContext) ctx.getChild(i);
      Span span = Span.of(start, TreeBuilder.end(suffix));
      switch (TreeBuilder.type(suffix.getChild(0))) {
        case BideParser.LPAREN -> expr = new Expr.Call(expr, arguments(suffix), span);
        case BideParser.LBRACK -> expr = new Expr.Index(expr, expr(suffix.expr()), false, span);
        case BideParser.STRUCT_OPEN -> expr = structLit(expr, suffix, span);
        default -> {
          boolean safe = suffix.QDOT() != null;
          Tok name = TreeBuilder.tok(((TerminalNode) suffix.getChild(1)).getSymbol());
          if (name.getType() == BideParser.AWAIT) {
            if (safe) {
              tree.report(
                  "bad-await",
                  "`?.` cannot stand before `await`",
                  TreeBuilder.span(suffix),
                  "test for nil first: `if f != nil { f.await }`");
            }
            expr = new Expr.Await(expr, name.span(), span);
          } else if (i + 1 < count
              && TreeBuilder.type(ctx.getChild(i + 1).getChild(0)) == BideParser.LPAREN) {
            BideParser.SuffixContext call = (BideParser.SuffixContext) ctx.getChild(++i);
            span = Span.of(start, TreeBuilder.end(call));
            expr =
                new Expr.MethodCall(expr, name.getText(), arguments(call), safe, name.span(), span);
          } else {
            expr = new Expr.Field(expr, name.getText(), safe, name.span(), span);
          }
        }
      }
    }
    return expr;
  }

  private List<Argument> arguments(BideParser.SuffixContext call) {
    List<Argument> arguments = new ArrayList<>();
    for (BideParser.ArgumentContext argument : call.argument()) {
      Span span = TreeBuilder.span(argument);
      List<BideParser.ExprContext> parts = argument.expr();
      Expr first = expr(parts.getFirst());
      if (parts.size() == 1) {
        if (first
                instanceof
                Expr.Assign(Expr.Name target, Expr.BinaryOp op, Expr _, Span opSpan, Span _)
            && op == null) {
          tree.report(
              "named-argument",
              "an argument with a name is written with `:`",
              opSpan,
              "write `" + target.name() + ": …`");
        }
        arguments.add(new Argument(null, first, argument.ELLIPSIS() != null, span));
      } else if (first instanceof Expr.Name name) {
        arguments.add(new Argument(name.name(), expr(parts.get(1)), false, span));
      } else {
        tree.report(
            "named-argument",
            "an argument's name is a plain name",
            TreeBuilder.span(parts.getFirst()),
            null);
        arguments.add(new Argument(null, expr(parts.get(1)), false, span));
      }
    }
    return arguments;
  }

  private Expr structLit(Expr receiver, BideParser.SuffixContext suffix, Span span) {
    List<String> path = new ArrayList<>();
    Expr part = receiver;
    while (part instanceof Expr.Field field && !field.safe()) {
      path.addFirst(field.name());
      part = field.receiver();
    }
    if (!(part instanceof Expr.Name root)) {
      tree.report("bad-struct", "the name of a struct stands before `{`", receiver.span(), null);
      return new Expr.Error(span);
    }
    path.addFirst(root.name());
    List<Expr.FieldInit> fields = new ArrayList<>();
    Expr base = null;
    for (BideParser.FieldInitContext field : suffix.fieldInit()) {
      Span fieldSpan = TreeBuilder.span(field);
      if (field.IDENT() == null) {
        if (field.ELLIPSIS() != null) {
          tree.report(
              "bad-struct",
              "the rest of a struct's fields is taken with `..`",
              TreeBuilder.span(field.ELLIPSIS()),
              "write `..p`");
        }
        if (base != null) {
          tree.report(
              "bad-struct",
              "a struct takes the rest of its fields from one other",
              fieldSpan,
              null);
        }
        base = expr(field.expr());
        continue;
      }
      String name = field.IDENT().getText();
      Expr value = field.expr() != null ? expr(field.expr()) : new Expr.Name(name, fieldSpan);
      fields.add(new Expr.FieldInit(name, value, fieldSpan));
    }
    return new Expr.StructLit(path, fields, base, receiver.span(), span);
  }

  /**
   * Switches on rule numbers: type patterns would cost a variable each, in a frame that deep
   * nesting repeats.
   */
  private Expr primary(BideParser.PrimaryContext ctx) {
    ParseTree child = ctx.getChild(0);
    if (child instanceof TerminalNode node) {
      return switch (node.getSymbol().getType()) {
        case BideParser.LPAREN -> expr(ctx.expr());
        case BideParser.CONTINUE ->
            new Expr.Continue(TreeBuilder.label(ctx.LABEL()), TreeBuilder.span(ctx));
        default -> atom(node);
      };
    }
    return switch (((ParserRuleContext) child).getRuleIndex()) {
      case BideParser.RULE_string -> string((BideParser.StringContext) child);
      case BideParser.RULE_list -> list((BideParser.ListContext) child);
      case BideParser.RULE_map -> map((BideParser.MapContext) child);
      case BideParser.RULE_blockExpr -> tree.blockExpr((BideParser.BlockExprContext) child);
      case BideParser.RULE_ifExpr -> ifExpr((BideParser.IfExprContext) child);
      case BideParser.RULE_matchExpr -> match((BideParser.MatchExprContext) child);
      case BideParser.RULE_loopExpr -> loop((BideParser.LoopExprContext) child);
      case BideParser.RULE_tryExpr -> tryExpr((BideParser.TryExprContext) child);
      case BideParser.RULE_withExpr -> with((BideParser.WithExprContext) child);
      case BideParser.RULE_selectExpr -> select((BideParser.SelectExprContext) child);
      case BideParser.RULE_asyncExpr -> async((BideParser.AsyncExprContext) child);
      case BideParser.RULE_functionExpr ->
          function((BideParser.FunctionExprContext) child, false, TreeBuilder.span(ctx));
      default -> throw new IllegalStateException("no expression: " + child.getClass());
    };
  }

  private Expr with(BideParser.WithExprContext ctx) {
    Pattern pattern = tree.patterns.pattern(ctx.pattern());
    return new Expr.With(pattern, expr(ctx.expr()), tree.block(ctx.block()), TreeBuilder.span(ctx));
  }

  Expr atom(ParseTree node) {
    Tok token = TreeBuilder.tok(((TerminalNode) node).getSymbol());
    Span span = token.span();
    return switch (token.getType()) {
      case BideParser.NUMBER -> tree.literals.number(token);
      case BideParser.NIL -> new Expr.Nil(span);
      case BideParser.TRUE -> new Expr.Bool(true, span);
      case BideParser.FALSE -> new Expr.Bool(false, span);
      case BideParser.SELF -> new Expr.Self(span);
      case BideParser.BYTES -> tree.literals.bytes(token);
      case BideParser.RAW_STRING -> Strings.raw(token);
      case BideParser.RAW_TRIPLE -> Strings.rawTriple(token);
      case BideParser.QUOTE -> quoted((TerminalNode) node);
      default -> new Expr.Name(token.getText(), span);
    };
  }

  /** A string in plain quotes, which has been reported already. */
  Expr quoted(TerminalNode node) {
    Tok token = TreeBuilder.tok(node.getSymbol());
    String written = token.getText();
    return Strings.plain(written.substring(1, Math.max(1, written.length() - 1)), token.span());
  }

  Expr string(BideParser.StringContext ctx) {
    return new Strings(tree).build(ctx);
  }

  private Expr list(BideParser.ListContext ctx) {
    List<Expr.Element> elements = new ArrayList<>();
    for (BideParser.ElementContext element : ctx.element()) {
      elements.add(new Expr.Element(expr(element.expr()), element.ELLIPSIS() != null));
    }
    return new Expr.ListLit(elements, TreeBuilder.span(ctx));
  }

  private Expr map(BideParser.MapContext ctx) {
    List<Expr.MapEntry> entries = new ArrayList<>();
    for (BideParser.MapEntryContext entry : ctx.mapEntry()) {
      entries.add(mapEntry(entry));
    }
    return new Expr.MapLit(entries, TreeBuilder.span(ctx));
  }

  private Expr.MapEntry mapEntry(BideParser.MapEntryContext entry) {
    Span span = TreeBuilder.span(entry);
    List<BideParser.ExprContext> parts = entry.expr();
    boolean hasValue = entry.COLON() != null;
    Expr value = parts.isEmpty() ? null : expr(parts.getLast());
    if (entry.ELLIPSIS() != null || entry.DOT_DOT() != null) {
      if (entry.DOT_DOT() != null) {
        tree.report(
            "bad-map",
            "the entries of another map are taken with `...`",
            TreeBuilder.span(entry.DOT_DOT()),
            "write `...m`");
      }
      return new Expr.MapEntry(null, value, span);
    }
    if (entry.IDENT() != null) {
      Span key = TreeBuilder.span(entry.IDENT());
      String name = entry.IDENT().getText();
      return new Expr.MapEntry(
          Strings.plain(name, key), hasValue ? value : new Expr.Name(name, key), span);
    }
    Expr key =
        entry.LBRACK() != null
            ? hasValue ? expr(parts.getFirst()) : value
            : entry.string() != null ? string(entry.string()) : quoted(entry.QUOTE());
    if (!hasValue) {
      tree.report("bad-map", "this key has no value", span, "write `key: value`");
      return new Expr.MapEntry(key, new Expr.Error(span), span);
    }
    return new Expr.MapEntry(key, value, span);
  }

  // ---- control flow

  /** Built from the last branch to the first: a long `else if` chain costs no stack. */
  private Expr ifExpr(BideParser.IfExprContext ctx) {
    List<BideParser.ExprContext> conditions = ctx.expr();
    List<BideParser.BlockContext> blocks = ctx.block();
    int end = TreeBuilder.end(ctx);
    List<Expr> tests = new ArrayList<>();
    List<Block> bodies = new ArrayList<>();
    for (int i = 0; i < conditions.size(); i++) {
      tests.add(condition(conditions.get(i)));
      bodies.add(tree.block(blocks.get(i)));
    }
    List<TerminalNode> elseIfs = ctx.ELSE_IF();
    Expr otherwise = null;
    if (blocks.size() > conditions.size()) {
      Block last = tree.block(blocks.getLast());
      otherwise = new Expr.BlockExpr(last, last.span());
    }
    for (int i = conditions.size() - 1; i >= 0; i--) {
      int start = i == 0 ? TreeBuilder.start(ctx) : TreeBuilder.start(elseIfs.get(i - 1));
      otherwise = new Expr.If(tests.get(i), bodies.get(i), otherwise, Span.of(start, end));
    }
    return otherwise;
  }

  private Expr condition(BideParser.ExprContext ctx) {
    Expr condition = expr(ctx);
    if (condition instanceof Expr.Assign assign && assign.op() == null) {
      tree.report(
          "assignment-in-condition",
          "this assigns; a condition compares",
          assign.opSpan(),
          "write `==`");
    }
    return condition;
  }

  private Expr match(BideParser.MatchExprContext ctx) {
    return new Expr.Match(expr(ctx.expr()), arms(ctx.matchBody()), TreeBuilder.span(ctx));
  }

  List<Expr.MatchArm> arms(BideParser.MatchBodyContext ctx) {
    List<Expr.MatchArm> arms = new ArrayList<>();
    for (ParseTree child : ctx.children) {
      if (child instanceof BideParser.MatchArmContext arm && arm.exception == null) {
        Expr guard = arm.GUARD() != null ? condition(arm.expr(0)) : null;
        Expr body = expr(arm.expr(guard == null ? 0 : 1));
        arms.add(
            new Expr.MatchArm(
                tree.patterns.pattern(arm.pattern()), guard, body, TreeBuilder.span(arm)));
      } else {
        tree.recovered(child);
      }
    }
    return arms;
  }

  private Expr select(BideParser.SelectExprContext ctx) {
    Expr.Select select = branches(ctx.selectBody());
    return new Expr.Select(
        ctx.BIASED() != null, select.branches(), select.otherwise(), TreeBuilder.span(ctx));
  }

  Expr.Select branches(BideParser.SelectBodyContext ctx) {
    List<Expr.SelectBranch> branches = new ArrayList<>();
    Expr otherwise = null;
    for (ParseTree child : ctx.children) {
      if (!(child instanceof BideParser.SelectBranchContext branch) || branch.exception != null) {
        tree.recovered(child);
        continue;
      }
      Span span = TreeBuilder.span(branch);
      if (branch.ELSE() != null) {
        if (otherwise != null) {
          tree.report(
              "bad-select", "a `select` has one `else`", TreeBuilder.span(branch.ELSE()), null);
        }
        otherwise = expr(branch.expr(0));
        continue;
      }
      Expr future = expr(branch.expr(0));
      Expr guard = branch.GUARD() != null ? condition(branch.expr(1)) : null;
      Expr body = expr(branch.expr(guard == null ? 1 : 2));
      branches.add(
          new Expr.SelectBranch(
              tree.patterns.pattern(branch.pattern()), future, guard, body, span));
    }
    return new Expr.Select(false, branches, otherwise, TreeBuilder.span(ctx));
  }

  private Expr loop(BideParser.LoopExprContext ctx) {
    Span span = TreeBuilder.span(ctx);
    String label = TreeBuilder.label(ctx.LABEL_DEF());
    if (ctx.LOOP() != null) {
      return new Expr.Loop(label, tree.block(ctx.block()), span);
    }
    if (ctx.WHILE() != null) {
      return new Expr.While(label, condition(ctx.expr()), tree.block(ctx.block()), span);
    }
    Pattern pattern = tree.patterns.pattern(ctx.pattern());
    return new Expr.For(
        label, ctx.AWAIT() != null, pattern, expr(ctx.expr()), tree.block(ctx.block()), span);
  }

  private Expr tryExpr(BideParser.TryExprContext ctx) {
    int next = 0;
    Block body = tree.block(ctx.block(next++));
    Pattern pattern = ctx.pattern() == null ? null : tree.patterns.pattern(ctx.pattern());
    Block handler = ctx.CATCH() == null ? null : tree.block(ctx.block(next++));
    Block last = ctx.FINALLY() == null ? null : tree.block(ctx.block(next));
    if (handler == null && last == null) {
      tree.report(
          "lone-try",
          "`try` without `catch` or `finally`",
          TreeBuilder.span(ctx.TRY()),
          "write `try { … } catch e { … }`");
      tree.expectsMoreAfter(TreeBuilder.end(ctx));
    }
    return new Expr.Try(body, pattern, handler, last, TreeBuilder.span(ctx));
  }

  // ---- functions

  private Expr async(BideParser.AsyncExprContext ctx) {
    Span span = TreeBuilder.span(ctx);
    if (ctx.functionExpr() != null) {
      return function(ctx.functionExpr(), true, span);
    }
    return new Expr.AsyncBlock(ctx.MOVE() != null, tree.block(ctx.block()), span);
  }

  private Expr function(BideParser.FunctionExprContext ctx, boolean isAsync, Span span) {
    Block body = tree.block(ctx.block());
    return new Expr.Function(
        null,
        Expr.FunctionKind.CLOSURE,
        isAsync,
        ctx.GEN() != null,
        false,
        parameters(ctx.parameters()),
        tree.returnType(ctx.returnType()),
        new Expr.BlockExpr(body, body.span()),
        span);
  }

  Expr closure(BideParser.ClosureHeadContext head, Expr body, Span span) {
    List<Parameter> parameters = new ArrayList<>();
    for (BideParser.ClosureParameterContext p : head.closureParameter()) {
      TypeExpr type = p.typeItem() == null ? null : tree.patterns.typeItem(p.typeItem());
      Expr value = p.defaultExpr() == null ? null : flat(p.defaultExpr());
      parameters.add(
          parameter(p.ELLIPSIS() != null, p.patternItem(), type, value, TreeBuilder.span(p)));
    }
    checkParameters(parameters);
    boolean isAsync = head.ASYNC_CLOSURE() != null;
    return new Expr.Function(
        null,
        Expr.FunctionKind.CLOSURE,
        isAsync,
        false,
        head.MOVE() != null,
        parameters,
        null,
        body,
        span);
  }

  List<Parameter> parameters(BideParser.ParametersContext ctx) {
    List<Parameter> parameters = new ArrayList<>();
    for (BideParser.ParameterContext p : ctx.parameter()) {
      TypeExpr type = tree.patterns.optionalType(p.type());
      Expr value = optional(p.expr());
      Span span = TreeBuilder.span(p);
      if (p.SELF() != null) {
        parameters.add(
            new Parameter(
                new Pattern.Name("self", false, TreeBuilder.span(p.SELF())),
                type,
                value,
                false,
                span));
      } else if (p.pattern().patternItem().size() == 1) {
        parameters.add(
            parameter(p.ELLIPSIS() != null, p.pattern().patternItem(0), type, value, span));
      } else {
        parameters.add(
            new Parameter(
                tree.patterns.pattern(p.pattern()), type, value, p.ELLIPSIS() != null, span));
      }
    }
    checkParameters(parameters);
    return parameters;
  }

  private Parameter parameter(
      boolean rest,
      BideParser.PatternItemContext item,
      @Nullable TypeExpr type,
      @Nullable Expr value,
      Span span) {
    boolean twoDots =
        item.DOT_DOT() != null && item.literal().isEmpty() && item.IDENT().size() == 1;
    if (!twoDots) {
      return new Parameter(tree.patterns.item(item), type, value, rest, span);
    }
    String name = item.IDENT(0).getText();
    tree.report(
        "bad-parameter",
        "a rest parameter is written with three dots",
        TreeBuilder.span(item),
        "write `..." + name + "`");
    return new Parameter(
        new Pattern.Name(name, false, TreeBuilder.span(item)), type, value, true, span);
  }

  private void checkParameters(List<Parameter> parameters) {
    for (int i = 0; i < parameters.size(); i++) {
      Parameter p = parameters.get(i);
      if (p.rest() && i < parameters.size() - 1) {
        tree.report("bad-parameter", "a rest parameter is the last one", p.span(), null);
      }
      if (p.rest() && p.defaultValue() != null) {
        tree.report(
            "bad-parameter",
            "a rest parameter has no default",
            p.defaultValue().span(),
            "without arguments it is an empty list");
      }
    }
  }
}
