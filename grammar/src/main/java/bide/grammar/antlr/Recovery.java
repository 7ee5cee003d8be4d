package bide.grammar.antlr;

import bide.grammar.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.InputMismatchException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.ATNState;
import org.antlr.v4.runtime.atn.RuleTransition;

/**
 * What the parser does at a mistake: it reports it, gives up the statement (or arm, field, variant)
 * that it is in, and goes on behind it. Nothing is guessed inside a statement, since a wrong guess
 * is what makes one mistake look like many. Blocks inside the part that is skipped are read all the
 * same: their mistakes are mistakes too.
 *
 * <p>Layout left every bracket with its partner, so skipping cannot run away.
 */
public final class Recovery extends DefaultErrorStrategy {
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  @Override
  public void sync(Parser parser) {}

  @Override
  public Token recoverInline(Parser parser) {
    throw new InputMismatchException(parser);
  }

  @Override
  public void reportError(Parser parser, RecognitionException e) {
    if (!inErrorRecoveryMode(parser)) {
      beginErrorCondition(parser);
      report(parser, (Tok) e.getOffendingToken());
    }
  }

  private void report(Parser parser, Tok found) {
    Diagnostic diagnostic = SyntaxErrors.describe((BideParser) parser, found);
    if (diagnostic != null) {
      diagnostics.add(diagnostic);
    }
  }

  @Override
  public void recover(Parser parser, RecognitionException e) {
    switch (parser.getContext().getRuleIndex()) {
      case BideParser.RULE_script, BideParser.RULE_statement ->
          skip((BideParser) parser, openSince(parser), false);
      case BideParser.RULE_matchArm,
          BideParser.RULE_selectBranch,
          BideParser.RULE_fieldDecl,
          BideParser.RULE_variant,
          BideParser.RULE_useName ->
          skip((BideParser) parser, openSince(parser), true);
      default -> throw e;
    }
  }

  /**
   * Reports a token that cannot begin what may stand here, and skips to where the next such thing
   * may begin.
   */
  void skipJunk(Parser parser) {
    report(parser, (Tok) parser.getCurrentToken());
    int rule = parser.getContext().getRuleIndex();
    skip(
        (BideParser) parser,
        0,
        rule == BideParser.RULE_matchBody || rule == BideParser.RULE_selectBody);
  }

  /** How many brackets the current rule has opened and not closed. */
  private static int openSince(Parser parser) {
    TokenList tokens = (TokenList) parser.getInputStream();
    int depth = 0;
    for (int i = parser.getContext().getStart().getTokenIndex(); i < tokens.index(); i++) {
      depth += bracket(tokens.get(i).getType());
    }
    return depth;
  }

  /** 1 for what opens, -1 for what closes, else 0. */
  private static int bracket(int type) {
    return switch (type) {
      case BideParser.LPAREN,
          BideParser.LBRACK,
          BideParser.STRUCT_OPEN,
          BideParser.MAP_OPEN,
          BideParser.INTERP_OPEN,
          BideParser.STRING_OPEN,
          BideParser.TRIPLE_OPEN,
          BideParser.BODY_OPEN,
          BideParser.LBRACE,
          BideParser.MATCH_OPEN,
          BideParser.SELECT_OPEN ->
          1;
      case BideParser.RPAREN,
          BideParser.RBRACK,
          BideParser.RBRACE,
          BideParser.INTERP_CLOSE,
          BideParser.STRING_CLOSE ->
          -1;
      default -> 0;
    };
  }

  /**
   * A state of the grammar from which a rule is called: a rule that is called by hand must seem to
   * come from one, or ANTLR cannot tell what may follow it.
   */
  private static int callerOf(int rule) {
    for (ATNState state : BideParser._ATN.states) {
      if (state.getNumberOfTransitions() == 1
          && state.transition(0) instanceof RuleTransition call
          && call.target.ruleIndex == rule) {
        return state.stateNumber;
      }
    }
    throw new IllegalStateException("nobody calls rule " + rule);
  }

  private void skip(BideParser parser, int openBrackets, boolean commaEnds) {
    int depth = openBrackets;
    while (true) {
      int type = parser.getInputStream().LA(1);
      int before = parser.getInputStream().index();
      switch (type) {
        case Token.EOF -> {
          endErrorCondition(parser);
          return;
        }
        case BideParser.NL, BideParser.SEMI, BideParser.COMMA -> {
          if (depth == 0 && (commaEnds || type != BideParser.COMMA)) {
            endErrorCondition(parser);
            return;
          }
          parser.consume();
        }
        case BideParser.BODY_OPEN,
            BideParser.LBRACE,
            BideParser.MATCH_OPEN,
            BideParser.SELECT_OPEN -> {
          endErrorCondition(parser);
          parser.deeper();
          int state = parser.getState();
          switch (type) {
            case BideParser.BODY_OPEN -> {
              parser.setState(callerOf(BideParser.RULE_block));
              parser.block();
            }
            case BideParser.LBRACE -> {
              parser.setState(callerOf(BideParser.RULE_blockExpr));
              parser.blockExpr();
            }
            case BideParser.MATCH_OPEN -> {
              parser.setState(callerOf(BideParser.RULE_matchBody));
              parser.matchBody();
            }
            default -> {
              parser.setState(callerOf(BideParser.RULE_selectBody));
              parser.selectBody();
            }
          }
          parser.setState(state);
          parser.shallower();
          beginErrorCondition(parser);
        }
        default -> {
          int change = bracket(type);
          if (change < 0 && depth == 0) {
            endErrorCondition(parser);
            return;
          }
          depth += change;
          parser.consume();
        }
      }
      if (parser.getInputStream().index() == before) {
        throw new IllegalStateException("recovery stands still at " + parser.getCurrentToken());
      }
    }
  }
}
