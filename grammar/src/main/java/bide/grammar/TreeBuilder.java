package bide.grammar;

import bide.grammar.antlr.BideLexer;
import bide.grammar.antlr.BideParser;
import bide.grammar.antlr.BideParserBase;
import bide.grammar.antlr.NestingTooDeep;
import bide.grammar.antlr.Tok;
import bide.grammar.tree.Block;
import bide.grammar.tree.Expr;
import bide.grammar.tree.Parameter;
import bide.grammar.tree.Pattern;
import bide.grammar.tree.Script;
import bide.grammar.tree.Stmt;
import bide.grammar.tree.TypeExpr;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/**
 * Parse tree to syntax tree: statements and declarations here, the rest in its helpers. Reports
 * what the grammar lets through.
 */
final class TreeBuilder {
  final String text;
  final Literals literals;
  final PatternBuilder patterns;
  final ExpressionBuilder expressions;

  private final List<? extends Token> raw;
  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private int depth;
  private int expectsMoreAfter = -1;

  TreeBuilder(String text, List<? extends Token> raw) {
    this.text = text;
    this.raw = raw;
    this.literals = new Literals(diagnostics::add);
    this.patterns = new PatternBuilder(this);
    this.expressions = new ExpressionBuilder(this);
  }

  List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  /** Offset behind a construct that cannot stand as it is but could go on; -1 if there is none. */
  int expectsMoreAfter() {
    return expectsMoreAfter;
  }

  void expectsMoreAfter(int offset) {
    expectsMoreAfter = Math.max(expectsMoreAfter, offset);
  }

  void report(String code, String message, Span span, @Nullable String help) {
    diagnostics.add(Diagnostic.error(code, message, span, help));
  }

  void deeper(Span at) {
    if (++depth > BideParserBase.NESTING_LIMIT) {
      throw new NestingTooDeep(at);
    }
  }

  void shallower() {
    depth--;
  }

  // ---- places

  static Tok tok(Token token) {
    return (Tok) token;
  }

  static int start(ParseTree node) {
    return node instanceof TerminalNode leaf
        ? tok(leaf.getSymbol()).start
        : tok(((ParserRuleContext) node).getStart()).start;
  }

  static int end(ParseTree node) {
    return node instanceof TerminalNode leaf
        ? tok(leaf.getSymbol()).end
        : span((ParserRuleContext) node).end();
  }

  static Span span(TerminalNode node) {
    return tok(node.getSymbol()).span();
  }

  static Span span(ParserRuleContext ctx) {
    int start = tok(ctx.getStart()).start;
    Token stop = ctx.getStop();
    return Span.of(start, stop == null ? start : Math.max(start, tok(stop).end));
  }

  /** The token type of a leaf; 0 for anything else. */
  static int type(ParseTree node) {
    return node instanceof TerminalNode leaf ? leaf.getSymbol().getType() : 0;
  }

  static @Nullable String label(@Nullable TerminalNode node) {
    return node == null ? null : node.getText().substring(1);
  }

  // ---- statements

  Script script(BideParser.ScriptContext ctx) {
    Span whole = Span.of(0, text.length());
    return new Script(statements(ctx.statements(), whole), whole);
  }

  Block block(BideParser.BlockContext ctx) {
    return statements(ctx.statements(), span(ctx));
  }

  Expr blockExpr(BideParser.BlockExprContext ctx) {
    Block block = statements(ctx.statements(), span(ctx));
    return new Expr.BlockExpr(block, block.span());
  }

  private Block statements(BideParser.StatementsContext ctx, Span span) {
    List<Stmt> statements = new ArrayList<>();
    boolean semicolon = false;
    if (ctx.children != null) {
      for (ParseTree child : ctx.children) {
        if (child instanceof BideParser.StatementContext statement) {
          statements.add(statement(statement));
          semicolon = false;
        } else if (type(child) == BideParser.SEMI) {
          semicolon = true;
        } else {
          recovered(child);
        }
      }
    }
    if (!semicolon
        && !statements.isEmpty()
        && statements.getLast() instanceof Stmt.Expression last) {
      statements.removeLast();
      return new Block(statements, last.value(), span);
    }
    return new Block(statements, null, span);
  }

  /**
   * Blocks that were read while a mistake was skipped: they are not part of the tree, but their
   * mistakes count.
   */
  void recovered(ParseTree node) {
    switch (node) {
      case ParserRuleContext broken when broken.exception != null -> {
        if (broken.children != null) {
          broken.children.forEach(this::recovered);
        }
      }
      case BideParser.BlockContext block -> block(block);
      case BideParser.BlockExprContext block -> blockExpr(block);
      case BideParser.MatchBodyContext body -> expressions.arms(body);
      case BideParser.SelectBodyContext body -> expressions.branches(body);
      default -> {}
    }
  }

  private Stmt statement(BideParser.StatementContext ctx) {
    Span span = span(ctx);
    if (ctx.exception != null) {
      recovered(ctx);
      return new Stmt.Expression(new Expr.Error(span), span);
    }
    if (ctx.declaration() != null) {
      return declaration(ctx.declaration(), ctx.PUB(), span);
    }
    if (ctx.DEFER() != null) {
      return new Stmt.Defer(expressions.expr(ctx.expr()), span);
    }
    if (ctx.MUT() != null) {
      String name = ctx.pattern().getText();
      report(
          "missing-let",
          "`mut` stands behind `let`",
          span(ctx.MUT()),
          "write `let mut " + name + " = …`");
      return new Stmt.Expression(new Expr.Error(span), span);
    }
    return new Stmt.Expression(expressions.expr(ctx.expr()), span);
  }

  private Stmt declaration(
      BideParser.DeclarationContext ctx, @Nullable TerminalNode pub, Span span) {
    boolean exported = pub != null;
    String doc = doc(tok(((ParserRuleContext) ctx.getParent()).getStart()).raw);
    return switch (ctx.getChild(0)) {
      case BideParser.LetDeclContext let -> let(let, exported, doc, span);
      case BideParser.FnDeclContext fn -> function(fn, exported, doc, span, false);
      case BideParser.StructDeclContext struct ->
          new Stmt.Struct(
              struct.IDENT().getText(),
              span(struct.IDENT()),
              fields(struct.fieldDecls()),
              exported,
              doc,
              span);
      case BideParser.EnumDeclContext type -> enumeration(type, exported, doc, span);
      case BideParser.ImplDeclContext impl -> {
        notExported(pub, "impl");
        yield implementation(impl, span);
      }
      case BideParser.UseDeclContext use -> use(use, exported, span);
      default -> throw new IllegalStateException("no declaration: " + ctx.getChild(0).getClass());
    };
  }

  private void notExported(@Nullable TerminalNode pub, String what) {
    if (pub != null) {
      report("bad-pub", "`pub` does not stand before `" + what + "`", span(pub), null);
    }
  }

  private Stmt let(
      BideParser.LetDeclContext ctx, boolean exported, @Nullable String doc, Span span) {
    Pattern pattern = patterns.pattern(ctx.pattern());
    Expr value;
    if (ctx.expr() == null) {
      report(
          "missing-value",
          "`let` needs a value",
          span(ctx.pattern()),
          "write `let mut x = nil` to set it later");
      value = new Expr.Error(Span.of(span.end(), span.end()));
    } else {
      value = expressions.expr(ctx.expr());
    }
    return new Stmt.Let(pattern, patterns.optionalType(ctx.type()), value, exported, doc, span);
  }

  private Stmt.Fn function(
      BideParser.FnDeclContext ctx,
      boolean exported,
      @Nullable String doc,
      Span span,
      boolean inImpl) {
    String name = ctx.IDENT().getText();
    List<Parameter> parameters = expressions.parameters(ctx.parameters());
    boolean method =
        inImpl
            && !parameters.isEmpty()
            && parameters.getFirst().pattern()
                instanceof Pattern.Name(String first, boolean _, Span _)
            && first.equals("self");
    Block body = block(ctx.block());
    Expr.Function function =
        new Expr.Function(
            name,
            method ? Expr.FunctionKind.METHOD : Expr.FunctionKind.DECLARATION,
            ctx.ASYNC_NAMED() != null,
            ctx.GEN_NAMED() != null,
            false,
            parameters,
            returnType(ctx.returnType()),
            new Expr.BlockExpr(body, body.span()),
            span);
    return new Stmt.Fn(name, span(ctx.IDENT()), function, exported, doc, span);
  }

  @Nullable TypeExpr returnType(BideParser.@Nullable ReturnTypeContext ctx) {
    return ctx == null ? null : patterns.type(ctx.type());
  }

  private List<Stmt.StructField> fields(BideParser.FieldDeclsContext ctx) {
    List<Stmt.StructField> fields = new ArrayList<>();
    for (BideParser.FieldDeclContext field : ctx.fieldDecl()) {
      if (field.exception == null) {
        Span span = span(field);
        fields.add(
            new Stmt.StructField(
                field.IDENT().getText(),
                patterns.optionalType(field.type()),
                expressions.optional(field.expr()),
                doc(tok(field.getStart()).raw),
                span));
      }
    }
    return fields;
  }

  private Stmt enumeration(
      BideParser.EnumDeclContext ctx, boolean exported, @Nullable String doc, Span span) {
    List<Stmt.Variant> variants = new ArrayList<>();
    for (BideParser.VariantContext variant : ctx.variant()) {
      if (variant.exception != null) {
        continue;
      }
      Stmt.VariantKind kind =
          variant.LPAREN() != null
              ? Stmt.VariantKind.POSITIONAL
              : variant.STRUCT_OPEN() != null ? Stmt.VariantKind.NAMED : Stmt.VariantKind.UNIT;
      List<Stmt.StructField> fields =
          kind == Stmt.VariantKind.UNIT ? List.of() : fields(variant.fieldDecls());
      String variantDoc = doc(tok(variant.getStart()).raw);
      variants.add(
          new Stmt.Variant(variant.IDENT().getText(), kind, fields, variantDoc, span(variant)));
    }
    return new Stmt.Enum(ctx.IDENT().getText(), span(ctx.IDENT()), variants, exported, doc, span);
  }

  private Stmt implementation(BideParser.ImplDeclContext ctx, Span span) {
    List<Stmt.Fn> functions = new ArrayList<>();
    BideParser.StatementsContext body = ctx.block().statements();
    for (ParseTree child : body.children == null ? List.<ParseTree>of() : body.children) {
      if (!(child instanceof BideParser.StatementContext statement)) {
        recovered(child);
        continue;
      }
      BideParser.DeclarationContext declaration =
          statement.exception == null ? statement.declaration() : null;
      if (declaration != null && declaration.fnDecl() != null) {
        String doc = doc(tok(statement.getStart()).raw);
        functions.add(
            function(declaration.fnDecl(), statement.PUB() != null, doc, span(statement), true));
      } else {
        Stmt other = statement(statement);
        if (statement.exception == null) {
          report(
              "bad-impl",
              "only functions stand in an `impl`",
              other.span(),
              "fields are declared in the `struct`");
        }
      }
    }
    return new Stmt.Impl(ctx.IDENT().getText(), span(ctx.IDENT()), functions, span);
  }

  private Stmt use(BideParser.UseDeclContext ctx, boolean exported, Span span) {
    StringBuilder module = new StringBuilder();
    int start = -1;
    int end = -1;
    boolean isFile = ctx.string() != null;
    String alias = null;
    List<Stmt.UseName> names = new ArrayList<>();
    boolean afterAs = false;
    boolean afterNames = false;
    for (ParseTree child : ctx.children) {
      switch (child) {
        case BideParser.StringContext string -> {
          module.append(patterns.plainText(expressions.string(string)));
          start = start(string);
          end = end(string);
        }
        case BideParser.UseNamesContext list -> {
          afterNames = true;
          for (BideParser.UseNameContext name : list.useName()) {
            if (name.exception == null) {
              String renamed = name.AS() == null ? null : name.IDENT(1).getText();
              names.add(new Stmt.UseName(name.IDENT(0).getText(), renamed, span(name)));
            }
          }
        }
        case TerminalNode node when type(node) == BideParser.AS -> afterAs = true;
        case TerminalNode node when type(node) == BideParser.IDENT -> {
          if (afterAs) {
            alias = node.getText();
            if (afterNames) {
              report(
                  "bad-use",
                  "a list of names has no name of its own",
                  span(node),
                  "write `{A as B}` to rename one");
            }
          } else if (afterNames || isFile) {
            report(
                "bad-use",
                "unexpected `" + node.getText() + "`",
                span(node),
                "write the names in braces: `.{a, b}`");
          } else {
            module.append(module.isEmpty() ? "" : ".").append(node.getText());
            start = start < 0 ? start(node) : start;
            end = end(node);
          }
        }
        default -> {}
      }
    }
    return new Stmt.Use(
        module.toString(), isFile, Span.of(start, end), alias, names, exported, span);
  }

  // ---- doc comments

  /**
   * The `///` lines right above the token at {@code rawIndex}, without their slashes; null if there
   * are none.
   */
  private @Nullable String doc(int rawIndex) {
    List<String> lines = new ArrayList<>();
    for (int i = rawIndex - 1; i >= 0; i--) {
      Token token = raw.get(i);
      if (token.getType() == BideLexer.DOC_COMMENT) {
        String line = text.substring(token.getStartIndex() + 3, token.getStopIndex() + 1);
        lines.addFirst(line.startsWith(" ") ? line.substring(1) : line);
      } else if (token.getType() != BideLexer.NEWLINE && token.getType() != BideLexer.WS) {
        break;
      }
    }
    return lines.isEmpty() ? null : String.join("\n", lines);
  }
}
