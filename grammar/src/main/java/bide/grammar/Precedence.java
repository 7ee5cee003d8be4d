package bide.grammar;

import bide.grammar.antlr.BideParser;
import bide.grammar.tree.Expr.BinaryOp;
import bide.grammar.tree.Expr.LogicalOp;
import org.jspecify.annotations.Nullable;

/** How tightly operators bind; a higher number binds tighter. */
final class Precedence {
  private Precedence() {}

  /** {@code return}, {@code throw}, closures and the like take all that follows. */
  static final int JUMP = 0;

  static final int ASSIGNMENT = 1;
  static final int COMPARISON = 5;
  static final int RANGE = 6;
  static final int UNARY = 13;
  static final int POWER = 14;

  static int of(int type) {
    return switch (type) {
      case BideParser.QQ -> 2;
      case BideParser.BAR_BAR -> 3;
      case BideParser.AMP_AMP -> 4;
      case BideParser.EQ_EQ,
          BideParser.NOT_EQ,
          BideParser.LT,
          BideParser.LE,
          BideParser.GT,
          BideParser.GE,
          BideParser.IN ->
          COMPARISON;
      case BideParser.DOT_DOT, BideParser.DOT_DOT_EQ -> RANGE;
      case BideParser.BAR -> 7;
      case BideParser.CARET -> 8;
      case BideParser.AMP -> 9;
      case BideParser.SHL, BideParser.SHR -> 10;
      case BideParser.PLUS, BideParser.MINUS -> 11;
      case BideParser.STAR, BideParser.SLASH, BideParser.PERCENT -> 12;
      case BideParser.POW -> POWER;
      default -> ASSIGNMENT;
    };
  }

  static boolean isRightAssociative(int precedence) {
    return precedence == ASSIGNMENT || precedence == POWER;
  }

  static @Nullable LogicalOp logical(int type) {
    return switch (type) {
      case BideParser.QQ -> LogicalOp.COALESCE;
      case BideParser.BAR_BAR -> LogicalOp.OR;
      case BideParser.AMP_AMP -> LogicalOp.AND;
      default -> null;
    };
  }

  /** The operation of an operator or compound assignment; null for {@code =}. */
  static @Nullable BinaryOp binary(int type) {
    return switch (type) {
      case BideParser.PLUS, BideParser.PLUS_EQ -> BinaryOp.ADD;
      case BideParser.MINUS, BideParser.MINUS_EQ -> BinaryOp.SUB;
      case BideParser.STAR, BideParser.STAR_EQ -> BinaryOp.MUL;
      case BideParser.SLASH, BideParser.SLASH_EQ -> BinaryOp.DIV;
      case BideParser.PERCENT, BideParser.PERCENT_EQ -> BinaryOp.REM;
      case BideParser.POW, BideParser.POW_EQ -> BinaryOp.POW;
      case BideParser.AMP, BideParser.AMP_EQ -> BinaryOp.BIT_AND;
      case BideParser.BAR, BideParser.BAR_EQ -> BinaryOp.BIT_OR;
      case BideParser.CARET, BideParser.CARET_EQ -> BinaryOp.BIT_XOR;
      case BideParser.SHL, BideParser.SHL_EQ -> BinaryOp.SHL;
      case BideParser.SHR, BideParser.SHR_EQ -> BinaryOp.SHR;
      case BideParser.EQ_EQ -> BinaryOp.EQ;
      case BideParser.NOT_EQ -> BinaryOp.NE;
      case BideParser.LT -> BinaryOp.LT;
      case BideParser.LE -> BinaryOp.LE;
      case BideParser.GT -> BinaryOp.GT;
      case BideParser.GE -> BinaryOp.GE;
      case BideParser.IN -> BinaryOp.IN;
      default -> null;
    };
  }
}
