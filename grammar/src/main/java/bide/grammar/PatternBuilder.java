package bide.grammar;

import bide.grammar.antlr.BideParser;
import bide.grammar.antlr.Tok;
import bide.grammar.tree.Expr;
import bide.grammar.tree.Pattern;
import bide.grammar.tree.TypeExpr;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/** Patterns and annotations. */
final class PatternBuilder {
  private final TreeBuilder tree;

  PatternBuilder(TreeBuilder tree) {
    this.tree = tree;
  }

  Pattern pattern(BideParser.PatternContext ctx) {
    List<BideParser.PatternItemContext> items = ctx.patternItem();
    if (items.size() == 1) {
      return item(items.getFirst());
    }
    return new Pattern.Alternatives(items.stream().map(this::item).toList(), TreeBuilder.span(ctx));
  }

  Pattern item(BideParser.PatternItemContext ctx) {
    Span span = TreeBuilder.span(ctx);
    Tok first = TreeBuilder.tok(ctx.getStart());
    return switch (first.getType()) {
      case BideParser.MUT -> mutable(item(ctx.patternItem()), span);
      case BideParser.IDENT -> named(ctx, first, span);
      case BideParser.NIL -> new Pattern.Literal(new Expr.Nil(span), span);
      case BideParser.TRUE -> new Pattern.Literal(new Expr.Bool(true, span), span);
      case BideParser.FALSE -> new Pattern.Literal(new Expr.Bool(false, span), span);
      case BideParser.LBRACK -> list(ctx, span);
      case BideParser.MAP_OPEN -> map(ctx, span);
      case BideParser.LPAREN -> pattern(ctx.pattern());
      case BideParser.DOT_DOT, BideParser.DOT_DOT_EQ -> {
        if (ctx.literal().isEmpty()) {
          String message =
              ctx.IDENT().isEmpty()
                  ? "`..` stands only in a list, map, struct or variant pattern"
                  : "a bound of a range is a literal";
          tree.report("bad-pattern", message, span, null);
          yield new Pattern.Error(span);
        }
        yield new Pattern.Range(
            null, literal(ctx.literal(0)), first.getType() == BideParser.DOT_DOT_EQ, span);
      }
      default -> {
        Expr from = literal(ctx.literal(0));
        boolean exclusive = ctx.DOT_DOT() != null;
        if (!exclusive && ctx.DOT_DOT_EQ() == null) {
          yield from instanceof Expr.Error
              ? new Pattern.Error(span)
              : new Pattern.Literal(from, span);
        }
        Expr to = ctx.literal().size() > 1 ? literal(ctx.literal(1)) : null;
        if (to == null && !exclusive) {
          tree.report(
              "bad-range",
              "`..=` needs an end",
              TreeBuilder.span(ctx.DOT_DOT_EQ()),
              "write `..` for a range without an end");
        }
        yield new Pattern.Range(from, to, !exclusive, span);
      }
    };
  }

  private Pattern mutable(Pattern pattern, Span span) {
    return switch (pattern) {
      case Pattern.Name name -> new Pattern.Name(name.name(), true, span);
      case Pattern.Binding binding ->
          new Pattern.Binding(
              (Pattern.Name) mutable(binding.name(), binding.name().span()),
              binding.pattern(),
              span);
      case Pattern.ListPattern list ->
          new Pattern.ListPattern(
              list.elements().stream().map(p -> mutable(p, p.span())).toList(),
              list.restIndex(),
              mutableRest(list.rest()),
              span);
      case Pattern.MapPattern map ->
          new Pattern.MapPattern(mutableFields(map.entries()), mutableRest(map.rest()), span);
      case Pattern.StructPattern struct ->
          new Pattern.StructPattern(
              struct.path(), mutableFields(struct.fields()), struct.open(), span);
      case Pattern.VariantPattern variant ->
          new Pattern.VariantPattern(
              variant.path(),
              variant.arguments().stream().map(p -> mutable(p, p.span())).toList(),
              variant.isCall(),
              variant.open(),
              span);
      default -> pattern;
    };
  }

  private Pattern.@Nullable Name mutableRest(Pattern.@Nullable Name rest) {
    return rest == null ? null : new Pattern.Name(rest.name(), true, rest.span());
  }

  private List<Pattern.FieldPattern> mutableFields(List<Pattern.FieldPattern> fields) {
    return fields.stream()
        .map(
            f ->
                new Pattern.FieldPattern(
                    f.key(), mutable(f.pattern(), f.pattern().span()), f.span()))
        .toList();
  }

  private Pattern named(BideParser.PatternItemContext ctx, Tok first, Span span) {
    if (ctx.AT() != null) {
      return new Pattern.Binding(
          new Pattern.Name(first.getText(), false, first.span()), item(ctx.patternItem()), span);
    }
    List<String> path = ctx.IDENT().stream().map(TerminalNode::getText).toList();
    BideParser.TakenContext taken = ctx.taken();
    if (taken != null && taken.STRUCT_OPEN() != null) {
      Fields fields = fields(taken.fieldPatterns());
      if (fields.rest != null) {
        tree.report(
            "bad-pattern",
            "the rest of a struct has no name",
            fields.rest.span(),
            "write `..` alone");
      }
      return new Pattern.StructPattern(path, fields.fields, fields.open, span);
    }
    if (taken != null) {
      List<BideParser.PatternContext> values = taken.patterns().pattern();
      boolean open = !values.isEmpty() && isRest(values.getLast());
      return new Pattern.VariantPattern(
          path,
          values.subList(0, open ? values.size() - 1 : values.size()).stream()
              .map(this::pattern)
              .toList(),
          true,
          open,
          span);
    }
    if (path.size() > 1) {
      return new Pattern.VariantPattern(path, List.of(), false, false, span);
    }
    return name(first, false, span);
  }

  private static Pattern name(Tok token, boolean mutable, Span span) {
    String name = token.getText();
    return name.equals("_") ? new Pattern.Wildcard(span) : new Pattern.Name(name, mutable, span);
  }

  private Pattern list(BideParser.PatternItemContext ctx, Span span) {
    List<Pattern> elements = new ArrayList<>();
    int restIndex = -1;
    Pattern.Name rest = null;
    for (BideParser.ListPartContext part : ctx.listPart()) {
      TerminalNode name = restName(part);
      if (!isRest(part)) {
        elements.add(pattern(part.pattern()));
        continue;
      }
      if (restIndex >= 0) {
        tree.report("bad-pattern", "a list pattern has one `..`", TreeBuilder.span(part), null);
      }
      restIndex = elements.size();
      rest = name == null ? null : new Pattern.Name(name.getText(), false, TreeBuilder.span(name));
    }
    return new Pattern.ListPattern(elements, restIndex, rest, span);
  }

  /**
   * {@code ..}, {@code ..rest}; {@code ...rest} is taken as well, for it is what parameters look
   * like.
   */
  private static boolean isRest(BideParser.ListPartContext part) {
    if (part.ELLIPSIS() != null) {
      return true;
    }
    BideParser.PatternItemContext item = part.pattern().patternItem(0);
    return part.pattern().patternItem().size() == 1
        && item.getStart().getType() == BideParser.DOT_DOT
        && item.literal().isEmpty();
  }

  /** A bare {@code ..}. */
  private static boolean isRest(BideParser.PatternContext ctx) {
    List<BideParser.PatternItemContext> items = ctx.patternItem();
    return items.size() == 1
        && items.getFirst().getStart().getType() == BideParser.DOT_DOT
        && items.getFirst().getStop() == items.getFirst().getStart();
  }

  private static @Nullable TerminalNode restName(BideParser.ListPartContext part) {
    if (part.ELLIPSIS() != null) {
      return part.IDENT();
    }
    BideParser.PatternItemContext item = part.pattern().patternItem(0);
    return item.IDENT().isEmpty() ? null : item.IDENT(0);
  }

  private Pattern map(BideParser.PatternItemContext ctx, Span span) {
    Fields fields = fields(ctx.fieldPatterns());
    return new Pattern.MapPattern(fields.fields, fields.rest, span);
  }

  private record Fields(
      List<Pattern.FieldPattern> fields, boolean open, Pattern.@Nullable Name rest) {}

  private Fields fields(BideParser.FieldPatternsContext ctx) {
    List<Pattern.FieldPattern> fields = new ArrayList<>();
    boolean open = false;
    Pattern.Name rest = null;
    for (BideParser.FieldPatternContext field : ctx.fieldPattern()) {
      Span span = TreeBuilder.span(field);
      if (field.DOT_DOT() != null || field.ELLIPSIS() != null) {
        open = true;
        rest =
            field.IDENT() == null
                ? null
                : new Pattern.Name(field.IDENT().getText(), false, TreeBuilder.span(field.IDENT()));
      } else if (field.IDENT() != null) {
        Tok key = TreeBuilder.tok(field.IDENT().getSymbol());
        boolean mutable = field.MUT() != null;
        Pattern value =
            field.pattern() == null ? name(key, mutable, key.span()) : pattern(field.pattern());
        fields.add(new Pattern.FieldPattern(key.getText(), value, span));
      } else {
        Expr key =
            field.string() != null
                ? tree.expressions.string(field.string())
                : tree.expressions.quoted(field.QUOTE());
        fields.add(new Pattern.FieldPattern(plainText(key), pattern(field.pattern()), span));
      }
    }
    return new Fields(fields, open, rest);
  }

  private Expr literal(BideParser.LiteralContext ctx) {
    Span span = TreeBuilder.span(ctx);
    if (ctx.NUMBER() != null) {
      Expr number = tree.literals.number(TreeBuilder.tok(ctx.NUMBER().getSymbol()));
      if (ctx.NEG() == null) {
        return number;
      }
      return switch (number) {
        case Expr.Int(BigInteger value, Span _) -> new Expr.Int(value.negate(), span);
        case Expr.Float(double value, Span _) -> new Expr.Float(-value, span);
        case Expr.Duration(long nanos, Span _) -> new Expr.Duration(-nanos, span);
        default -> number;
      };
    }
    if (ctx.string() != null) {
      Expr string = tree.expressions.string(ctx.string());
      plainText(string);
      return string;
    }
    return tree.expressions.atom(ctx.getChild(0));
  }

  /** The text of a string that may not have expressions in it. */
  String plainText(Expr string) {
    if (!(string instanceof Expr.Str(List<Expr.StringPart> parts, Span _))) {
      return "";
    }
    for (Expr.StringPart part : parts) {
      if (part instanceof Expr.Interpolation interpolation) {
        tree.report(
            "bad-pattern",
            "a string has no expressions in it here",
            interpolation.span(),
            "write `{{` for a brace");
        return "";
      }
    }
    return parts.isEmpty() ? "" : ((Expr.Text) parts.getFirst()).text();
  }

  // ---- annotations

  @Nullable TypeExpr optionalType(BideParser.@Nullable TypeContext ctx) {
    return ctx == null ? null : type(ctx);
  }

  TypeExpr type(BideParser.TypeContext ctx) {
    List<BideParser.TypeItemContext> items = ctx.typeItem();
    if (items.size() == 1) {
      return typeItem(items.getFirst());
    }
    return new TypeExpr.Union(items.stream().map(this::typeItem).toList(), TreeBuilder.span(ctx));
  }

  TypeExpr typeItem(BideParser.TypeItemContext ctx) {
    int start = TreeBuilder.tok(ctx.getStart()).start;
    TypeExpr type = null;
    StringBuilder name = new StringBuilder();
    int end = start;
    for (ParseTree child : ctx.children) {
      Span span =
          child instanceof ParserRuleContext rule
              ? TreeBuilder.span(rule)
              : TreeBuilder.span((TerminalNode) child);
      if (child instanceof BideParser.TypeContext inner) {
        type = type(inner);
      } else if (((TerminalNode) child).getSymbol().getType() == BideParser.QMARK) {
        type =
            new TypeExpr.Optional(
                type == null ? new TypeExpr.Named(name.toString(), Span.of(start, end)) : type,
                Span.of(start, span.end()));
      } else if (ctx.LPAREN() == null) {
        name.append(child.getText());
      }
      end = span.end();
    }
    return type == null ? new TypeExpr.Named(name.toString(), Span.of(start, end)) : type;
  }
}
