package bide.grammar.antlr;

import java.util.BitSet;
import org.antlr.v4.runtime.InputMismatchException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;

/**
 * The checks that the grammar's rules call by name. They look at one token, before and after each
 * statement, match arm, select branch and list element, so that a mistake is seen there and not
 * where some outer rule ends.
 */
public abstract class BideParserBase extends Parser {
  /**
   * How many expressions, functions, patterns or annotations may stand inside one another. A thread
   * of 512 KiB takes more than twice as many, measured with code that is not compiled yet; the
   * margin is for the stages that walk the tree after this one.
   */
  public static final int NESTING_LIMIT = 150;

  private int depth;

  protected BideParserBase(TokenStream input) {
    super(input);
  }

  @Override
  public void enterRule(ParserRuleContext context, int state, int ruleIndex) {
    if (nests(ruleIndex)) {
      deeper();
    }
    super.enterRule(context, state, ruleIndex);
  }

  @Override
  public void exitRule() {
    if (nests(getContext().getRuleIndex())) {
      shallower();
    }
    super.exitRule();
  }

  void deeper() {
    if (++depth > NESTING_LIMIT) {
      throw new NestingTooDeep(((TokenList) getInputStream()).LT(1).span());
    }
  }

  void shallower() {
    depth--;
  }

  private static boolean nests(int rule) {
    return rule == BideParser.RULE_expr
        || rule == BideParser.RULE_fnDecl
        || rule == BideParser.RULE_patternItem
        || rule == BideParser.RULE_typeItem;
  }

  @Override
  public void reset() {
    super.reset();
    depth = 0;
  }

  private Recovery recovery() {
    return (Recovery) getErrorHandler();
  }

  private static boolean endsStatement(int type) {
    return type == BideParser.NL
        || type == BideParser.SEMI
        || type == BideParser.RBRACE
        || type == Token.EOF;
  }

  protected void atStatement() {
    int next = getInputStream().LA(1);
    if (!endsStatement(next) && !Starts.STATEMENT.get(next)) {
      recovery().skipJunk(this);
    }
  }

  protected void afterStatement() {
    if (!endsStatement(getInputStream().LA(1))) {
      throw new InputMismatchException(this);
    }
  }

  /** After a comma: another element, or the end of the list, but no second comma. */
  protected void atElement() {
    if (getInputStream().LA(1) == BideParser.COMMA) {
      throw new InputMismatchException(this);
    }
  }

  protected void atArm() {
    int next = getInputStream().LA(1);
    if (!endsStatement(next) && next != BideParser.COMMA && !Starts.PATTERN.get(next)) {
      recovery().skipJunk(this);
    }
  }

  protected void atBranch() {
    int next = getInputStream().LA(1);
    if (!endsStatement(next)
        && next != BideParser.COMMA
        && next != BideParser.ELSE
        && !Starts.PATTERN.get(next)) {
      recovery().skipJunk(this);
    }
  }

  protected void afterArm() {
    int next = getInputStream().LA(1);
    if (!endsStatement(next) && next != BideParser.COMMA) {
      throw new InputMismatchException(this);
    }
  }

  /** Which tokens can begin what. */
  static final class Starts {
    static final BitSet EXPRESSION =
        set(
            BideParser.NEG,
            BideParser.BANG,
            BideParser.TILDE,
            BideParser.PREFIX_AWAIT,
            BideParser.RETURN,
            BideParser.THROW,
            BideParser.YIELD,
            BideParser.BREAK,
            BideParser.CONTINUE,
            BideParser.ASYNC_CLOSURE,
            BideParser.MOVE,
            BideParser.CLOSURE_EMPTY,
            BideParser.CLOSURE_BAR,
            BideParser.NUMBER,
            BideParser.NIL,
            BideParser.TRUE,
            BideParser.FALSE,
            BideParser.SELF,
            BideParser.IDENT,
            BideParser.BYTES,
            BideParser.RAW_STRING,
            BideParser.RAW_TRIPLE,
            BideParser.QUOTE,
            BideParser.STRING_OPEN,
            BideParser.TRIPLE_OPEN,
            BideParser.LPAREN,
            BideParser.LBRACK,
            BideParser.MAP_OPEN,
            BideParser.LBRACE,
            BideParser.IF,
            BideParser.MATCH,
            BideParser.LABEL_DEF,
            BideParser.LOOP,
            BideParser.WHILE,
            BideParser.FOR,
            BideParser.TRY,
            BideParser.WITH,
            BideParser.SELECT,
            BideParser.ASYNC,
            BideParser.GEN,
            BideParser.FN,
            BideParser.DOT_DOT,
            BideParser.DOT_DOT_EQ);
    static final BitSet STATEMENT =
        with(
            EXPRESSION,
            BideParser.PUB,
            BideParser.DEFER,
            BideParser.MUT,
            BideParser.LET,
            BideParser.ASYNC_NAMED,
            BideParser.GEN_NAMED,
            BideParser.FN_NAMED,
            BideParser.STRUCT,
            BideParser.ENUM,
            BideParser.IMPL,
            BideParser.USE);
    static final BitSet PATTERN =
        set(
            BideParser.CLOSURE_BAR,
            BideParser.MUT,
            BideParser.IDENT,
            BideParser.NIL,
            BideParser.TRUE,
            BideParser.FALSE,
            BideParser.NEG,
            BideParser.NUMBER,
            BideParser.BYTES,
            BideParser.RAW_STRING,
            BideParser.RAW_TRIPLE,
            BideParser.QUOTE,
            BideParser.STRING_OPEN,
            BideParser.TRIPLE_OPEN,
            BideParser.DOT_DOT,
            BideParser.DOT_DOT_EQ,
            BideParser.LBRACK,
            BideParser.MAP_OPEN,
            BideParser.LPAREN);

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
}
