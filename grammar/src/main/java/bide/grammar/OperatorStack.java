package bide.grammar;

import bide.grammar.antlr.BideParser;
import bide.grammar.antlr.Tok;
import bide.grammar.tree.Expr;
import java.util.ArrayList;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/**
 * Turns one flat row of operands and operators into a tree: Dijkstra's shunting yard. One instance
 * per expression. It recurses only into operands, so a chain of any length costs no stack; what
 * nests to the right (prefix operators, assignments, closures) is counted against the nesting
 * limit, since the tree that it gives is that deep.
 */
final class OperatorStack {
  /**
   * @param value null for the bound that a range leaves open
   */
  private record Item(@Nullable Expr value, int start, int end) {}

  /**
   * @param prefix null for a binary operator
   */
  private record Operator(
      int type, int precedence, Tok token, BideParser.@Nullable PrefixContext prefix) {
    boolean nests() {
      return prefix != null || Precedence.isRightAssociative(precedence);
    }
  }

  private final TreeBuilder tree;
  private final ExpressionBuilder expressions;
  private final ArrayList<Item> operands = new ArrayList<>();
  private final ArrayList<Operator> operators = new ArrayList<>();

  OperatorStack(TreeBuilder tree) {
    this.tree = tree;
    this.expressions = tree.expressions;
  }

  Expr build(ParserRuleContext flat) {
    boolean operandDue = true;
    for (ParseTree child : flat.children) {
      if (child instanceof BideParser.OperandContext operand) {
        operand(operand);
        operandDue = false;
        continue;
      }
      Tok token = TreeBuilder.tok(((TerminalNode) child).getSymbol());
      boolean range =
          token.getType() == BideParser.DOT_DOT || token.getType() == BideParser.DOT_DOT_EQ;
      if (operandDue) {
        operands.add(new Item(null, token.start, token.start));
      }
      binary(token);
      operandDue = range;
      if (range) {
        lastRange = token;
      }
    }
    if (operandDue) {
      operands.add(new Item(null, lastRange.end, lastRange.end));
    }
    while (!operators.isEmpty()) {
      reduce();
    }
    return operands.getLast().value;
  }

  private Tok lastRange;

  private void binary(Tok token) {
    int precedence = Precedence.of(token.getType());
    while (!operators.isEmpty()) {
      int top = operators.getLast().precedence;
      if (top < precedence || top == precedence && Precedence.isRightAssociative(precedence)) {
        break;
      }
      if (top == precedence
          && (precedence == Precedence.COMPARISON || precedence == Precedence.RANGE)) {
        chained(token, precedence);
      }
      reduce();
    }
    push(new Operator(token.getType(), precedence, token, null));
  }

  private void chained(Tok token, int precedence) {
    if (precedence == Precedence.RANGE) {
      tree.report(
          "chained-operator",
          "a range has two ends",
          token.span(),
          "put one of the ranges in parentheses");
    } else {
      String help =
          "write `a " + operators.getLast().token.getText() + " b && b " + token.getText() + " c`";
      tree.report("chained-operator", "comparisons cannot be chained", token.span(), help);
    }
  }

  private void push(Operator operator) {
    operators.add(operator);
    if (operator.nests()) {
      tree.deeper(operator.token.span());
    }
  }

  private void operand(BideParser.OperandContext ctx) {
    Span span = TreeBuilder.span(ctx);
    int count = ctx.getChildCount();
    int at = 0;
    while (at < count && ctx.getChild(at) instanceof BideParser.PrefixContext prefix) {
      Tok token = TreeBuilder.tok(prefix.getStart());
      at++;
      if (at < count) {
        boolean unary =
            switch (token.getType()) {
              case BideParser.NEG, BideParser.BANG, BideParser.TILDE, BideParser.PREFIX_AWAIT ->
                  true;
              default -> false;
            };
        push(
            new Operator(
                token.getType(), unary ? Precedence.UNARY : Precedence.JUMP, token, prefix));
      } else {
        operands.add(new Item(bareJump(prefix, token), token.start, span.end()));
        return;
      }
    }
    Expr value = expressions.primaryWithSuffixes(ctx, at);
    operands.add(new Item(value, TreeBuilder.start(ctx.getChild(at)), span.end()));
  }

  private Expr bareJump(BideParser.PrefixContext prefix, Tok token) {
    Span span = TreeBuilder.span(prefix);
    return switch (token.getType()) {
      case BideParser.RETURN -> new Expr.Return(null, span);
      case BideParser.BREAK -> new Expr.Break(TreeBuilder.label(prefix.LABEL()), null, span);
      case BideParser.YIELD -> new Expr.Yield(null, span);
      default -> {
        String what =
            prefix.closureHead() != null
                ? "this closure has no body"
                : "there is no expression after `" + token.getText() + "`";
        tree.report("missing-expression", what, span, null);
        yield new Expr.Error(span);
      }
    };
  }

  private void reduce() {
    Operator operator = operators.removeLast();
    if (operator.nests()) {
      tree.shallower();
    }
    Item right = operands.removeLast();
    if (operator.prefix != null) {
      Span span = Span.of(operator.token.start, right.end);
      operands.add(
          new Item(
              prefix(operator, value(right, operator), right, span), span.start(), span.end()));
      return;
    }
    Item left = operands.removeLast();
    Span span =
        Span.of(
            Math.min(left.start, operator.token.start), Math.max(right.end, operator.token.end));
    operands.add(new Item(infix(operator, left, right, span), span.start(), span.end()));
  }

  private Expr value(Item item, Operator operator) {
    if (item.value == null) {
      tree.report(
          "missing-expression",
          "an expression is missing beside `" + operator.token.getText() + "`",
          operator.token.span(),
          null);
      return new Expr.Error(operator.token.span());
    }
    return item.value;
  }

  private Expr prefix(Operator operator, Expr operand, Item item, Span span) {
    return switch (operator.type) {
      case BideParser.NEG -> new Expr.Unary(Expr.UnaryOp.NEG, operand, span);
      case BideParser.BANG -> new Expr.Unary(Expr.UnaryOp.NOT, operand, span);
      case BideParser.TILDE -> new Expr.Unary(Expr.UnaryOp.BIT_NOT, operand, span);
      case BideParser.RETURN -> new Expr.Return(operand, span);
      case BideParser.THROW -> new Expr.Throw(operand, span);
      case BideParser.YIELD -> new Expr.Yield(operand, span);
      case BideParser.BREAK ->
          new Expr.Break(TreeBuilder.label(operator.prefix.LABEL()), operand, span);
      case BideParser.PREFIX_AWAIT -> {
        String written = tree.text.substring(item.start, item.end);
        String short_ = written.length() <= 40 && written.indexOf('\n') < 0 ? written : "e";
        tree.report(
            "prefix-await",
            "`await` stands behind what it waits for",
            operator.token.span(),
            "write `" + short_ + ".await`");
        yield new Expr.Await(operand, operator.token.span(), span);
      }
      default -> expressions.closure(operator.prefix.closureHead(), operand, span);
    };
  }

  private Expr infix(Operator operator, Item left, Item right, Span span) {
    Span opSpan = operator.token.span();
    if (operator.precedence == Precedence.RANGE) {
      boolean inclusive = operator.type == BideParser.DOT_DOT_EQ;
      if (inclusive && right.value == null) {
        tree.report(
            "bad-range", "`..=` needs an end", opSpan, "write `..` for a range without an end");
      }
      return new Expr.Range(left.value, right.value, inclusive, span);
    }
    Expr a = value(left, operator);
    Expr b = value(right, operator);
    if (operator.precedence == Precedence.ASSIGNMENT) {
      checkTarget(a, left, operator);
      return new Expr.Assign(a, Precedence.binary(operator.type), b, opSpan, span);
    }
    Expr.LogicalOp logical = Precedence.logical(operator.type);
    return logical != null
        ? new Expr.Logical(logical, a, b, opSpan, span)
        : new Expr.Binary(Precedence.binary(operator.type), a, b, opSpan, span);
  }

  private void checkTarget(Expr target, Item item, Operator operator) {
    String help =
        switch (target) {
          case Expr.Name _, Expr.Error _ -> null;
          case Expr.Index _ -> null;
          case Expr.Field field when !field.safe() -> null;
          case Expr.Field _ -> "write `.` and check for nil before";
          case Expr.ListLit _, Expr.MapLit _ -> "to take a value apart, write `let … = …`";
          default ->
              operator.type == BideParser.EQ
                  ? "to compare, write `==`"
                  : "only names, fields and elements can be assigned to";
        };
    if (help != null) {
      tree.report("bad-target", "this cannot be assigned to", Span.of(item.start, item.end), help);
    }
  }
}
