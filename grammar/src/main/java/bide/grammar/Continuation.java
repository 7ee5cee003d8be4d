package bide.grammar;

import bide.grammar.antlr.BideLexer;
import java.util.BitSet;

/** Which tokens let a statement go on over a newline, and which begin another. */
final class Continuation {
  private Continuation() {}

  /** Binary operators, assignments and punctuation that never end a statement nor begin one. */
  private static final BitSet BETWEEN =
      set(
          BideLexer.PLUS,
          BideLexer.STAR,
          BideLexer.SLASH,
          BideLexer.PERCENT,
          BideLexer.POW,
          BideLexer.AMP,
          BideLexer.CARET,
          BideLexer.SHL,
          BideLexer.SHR,
          BideLexer.EQ_EQ,
          BideLexer.NOT_EQ,
          BideLexer.LT,
          BideLexer.LE,
          BideLexer.GT,
          BideLexer.GE,
          BideLexer.IN,
          BideLexer.AMP_AMP,
          BideLexer.QQ,
          BideLexer.EQ,
          BideLexer.PLUS_EQ,
          BideLexer.MINUS_EQ,
          BideLexer.STAR_EQ,
          BideLexer.SLASH_EQ,
          BideLexer.PERCENT_EQ,
          BideLexer.POW_EQ,
          BideLexer.AMP_EQ,
          BideLexer.BAR_EQ,
          BideLexer.CARET_EQ,
          BideLexer.SHL_EQ,
          BideLexer.SHR_EQ,
          BideLexer.ARROW,
          BideLexer.FAT_ARROW,
          BideLexer.COMMA,
          BideLexer.DOT,
          BideLexer.QDOT,
          BideLexer.AT,
          BideLexer.COLON);

  /** What a line may end with although the statement goes on. */
  private static final BitSet AFTER =
      with(
          BETWEEN,
          BideLexer.MINUS,
          BideLexer.NEG,
          BideLexer.BANG,
          BideLexer.TILDE,
          BideLexer.BAR,
          BideLexer.CLOSURE_BAR,
          BideLexer.BAR_BAR,
          BideLexer.CLOSURE_EMPTY,
          BideLexer.DOT_DOT,
          BideLexer.DOT_DOT_EQ,
          BideLexer.ELLIPSIS,
          BideLexer.LPAREN,
          BideLexer.LBRACK,
          BideLexer.LBRACE,
          BideLexer.BODY_OPEN,
          BideLexer.MATCH_OPEN,
          BideLexer.SELECT_OPEN,
          BideLexer.STRUCT_OPEN,
          BideLexer.MAP_OPEN,
          BideLexer.INTERP_OPEN,
          BideLexer.NL,
          BideLexer.SEMI);

  /** What a line may begin with and go on with the statement before. */
  private static final BitSet BEFORE =
      with(
          BETWEEN,
          BideLexer.BAR_BAR,
          BideLexer.ELSE,
          BideLexer.ELSE_IF,
          BideLexer.CATCH,
          BideLexer.FINALLY,
          BideLexer.SEMI,
          BideLexer.RPAREN,
          BideLexer.RBRACK,
          BideLexer.RBRACE,
          BideLexer.INTERP_CLOSE,
          BideLexer.STRING_CLOSE);

  private static final BitSet ENDS_OPERAND =
      set(
          BideLexer.IDENT,
          BideLexer.NUMBER,
          BideLexer.NIL,
          BideLexer.TRUE,
          BideLexer.FALSE,
          BideLexer.SELF,
          BideLexer.RPAREN,
          BideLexer.RBRACK,
          BideLexer.RBRACE,
          BideLexer.STRING_CLOSE,
          BideLexer.BYTES,
          BideLexer.RAW_STRING,
          BideLexer.RAW_TRIPLE,
          BideLexer.QUOTE,
          BideLexer.AWAIT,
          BideLexer.QMARK);

  private static final BitSet BEGINS =
      set(
          BideLexer.IDENT,
          BideLexer.NUMBER,
          BideLexer.NIL,
          BideLexer.TRUE,
          BideLexer.FALSE,
          BideLexer.SELF,
          BideLexer.BYTES,
          BideLexer.RAW_STRING,
          BideLexer.RAW_TRIPLE,
          BideLexer.QUOTE,
          BideLexer.STRING_OPEN,
          BideLexer.TRIPLE_OPEN,
          BideLexer.LPAREN,
          BideLexer.LBRACK,
          BideLexer.LBRACE,
          BideLexer.MAP_OPEN,
          BideLexer.MINUS,
          BideLexer.BANG,
          BideLexer.TILDE,
          BideLexer.BAR,
          BideLexer.BAR_BAR,
          BideLexer.ASYNC,
          BideLexer.AWAIT,
          BideLexer.BREAK,
          BideLexer.CONTINUE,
          BideLexer.DEFER,
          BideLexer.ENUM,
          BideLexer.FN,
          BideLexer.FOR,
          BideLexer.GEN,
          BideLexer.IF,
          BideLexer.IMPL,
          BideLexer.LET,
          BideLexer.LOOP,
          BideLexer.MATCH,
          BideLexer.MOVE,
          BideLexer.MUT,
          BideLexer.PUB,
          BideLexer.RETURN,
          BideLexer.SELECT,
          BideLexer.STRUCT,
          BideLexer.THROW,
          BideLexer.TRY,
          BideLexer.USE,
          BideLexer.WHILE,
          BideLexer.WITH,
          BideLexer.YIELD);

  static boolean after(int previous) {
    return AFTER.get(previous);
  }

  /**
   * @param type of the first token of a line
   * @param next type of the token behind it
   */
  static boolean before(int type, Frame frame, int next) {
    if (frame.isArms()) {
      if (frame.inPattern && (type == BideLexer.BAR || type == BideLexer.IF)) {
        return true;
      }
      if (type == BideLexer.ELSE && next == BideLexer.FAT_ARROW) {
        return false;
      }
    }
    return type >= 0 && BEFORE.get(type);
  }

  /** Whether an operand may end with this token, so that an operator can follow. */
  static boolean endsOperand(int type) {
    return ENDS_OPERAND.get(type);
  }

  /** Whether a statement may begin with this token (as the lexer gave it). */
  static boolean begins(int type) {
    return BEGINS.get(type);
  }

  private static BitSet set(int... types) {
    BitSet set = new BitSet();
    for (int type : types) {
      set.set(type);
    }
    return set;
  }

  private static BitSet with(BitSet base, int... types) {
    BitSet set = set(types);
    set.or(base);
    return set;
  }
}
