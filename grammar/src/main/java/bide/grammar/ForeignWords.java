package bide.grammar;

import bide.grammar.antlr.BideLexer;
import org.antlr.v4.runtime.Token;

/**
 * Habits from other languages: each is reported once, with what Bide writes instead, and replaced
 * by that, so that nothing behind it looks wrong.
 */
final class ForeignWords {
  static final int SKIP = -2;

  private final Layout layout;
  private final RawTokens raw;

  /** Tokens before this index have been dealt with. */
  private int skipBefore;

  ForeignWords(Layout layout, RawTokens raw) {
    this.layout = layout;
    this.raw = raw;
  }

  /** The type that the {@code i}th token is to have, or {@link #SKIP}. */
  int translate(int i, Token token) {
    if (i < skipBefore) {
      return SKIP;
    }
    return switch (token.getType()) {
      case BideLexer.IDENT -> word(i, token);
      case BideLexer.BAD -> strange(i, token);
      case BideLexer.HASH -> {
        report(
            "bad-comment",
            "`#` does not begin a comment",
            Span.of(start(token), start(token) + 1),
            "write `// …`");
        yield SKIP;
      }
      case BideLexer.QUOTE -> quoted(i, token);
      case BideLexer.LOGICAL_ASSIGN -> {
        String operator = raw.textOf(token).substring(0, 2);
        yield instead(
            token,
            BideLexer.EQ,
            "there is no operator `" + operator + "=`",
            "write `x = x " + operator + " …`");
      }
      case BideLexer.EQ_EQ_EQ ->
          instead(
              token,
              BideLexer.EQ_EQ,
              "there is no operator `===`",
              "write `==`: it never converts");
      case BideLexer.NOT_EQ_EQ ->
          instead(
              token,
              BideLexer.NOT_EQ,
              "there is no operator `!==`",
              "write `!=`: it never converts");
      case BideLexer.COLON_COLON ->
          instead(token, BideLexer.DOT, "`::` is not used in Bide", "write `.`");
      case BideLexer.COLON_EQ ->
          instead(
              token, BideLexer.EQ, "there is no operator `:=`", "write `let x = …` to bind a name");
      case BideLexer.PLUS_PLUS -> {
        report("no-increment", "there is no operator `++`", Layout.span(token), "write `x += 1`");
        yield SKIP;
      }
      case BideLexer.MINUS -> decrement(i, token);
      default -> token.getType();
    };
  }

  private int word(int i, Token token) {
    int length = token.getStopIndex() + 1 - token.getStartIndex();
    if (length < 2 || length > 8) {
      return BideLexer.IDENT;
    }
    boolean operandBefore = Continuation.endsOperand(layout.previous()) && !layout.newlineBefore();
    int next = raw.newlineAfter(i) ? Token.EOF : raw.peekType(i);
    switch (raw.textOf(token)) {
      case "and":
        return operandBefore && beginsOperand(next)
            ? operator(token, BideLexer.AMP_AMP, "&&")
            : BideLexer.IDENT;
      case "or":
        return operandBefore && beginsOperand(next)
            ? operator(token, BideLexer.BAR_BAR, "||")
            : BideLexer.IDENT;
      case "is":
        return operandBefore && beginsOperand(next)
            ? operator(token, BideLexer.EQ_EQ, "==")
            : BideLexer.IDENT;
      case "not":
        if (operandBefore && next == BideLexer.IN) {
          report(
              "foreign-word",
              "there is no operator `not in`",
              Layout.span(token),
              "write `!(x in xs)`");
          return SKIP;
        }
        return !operandBefore && beginsOperand(next) && next != BideLexer.LPAREN
            ? operator(token, BideLexer.BANG, "!")
            : BideLexer.IDENT;
      case "elif", "elseif", "elsif":
        return layout.previous() == BideLexer.RBRACE && beginsOperand(next)
            ? instead(
                token,
                BideLexer.ELSE_IF,
                "`" + raw.textOf(token) + "` is not a word of Bide",
                "write `else if`")
            : BideLexer.IDENT;
      case "function", "def", "func", "fun", "proc":
        return !operandBefore
                && next == BideLexer.IDENT
                && raw.peekType(raw.nextVisible(i)) == BideLexer.LPAREN
            ? instead(
                token,
                BideLexer.FN,
                "`" + raw.textOf(token) + "` is not a word of Bide",
                "write `fn`")
            : BideLexer.IDENT;
      case "var":
        return !operandBefore && next == BideLexer.IDENT
            ? instead(
                token,
                BideLexer.LET,
                "`var` is not a word of Bide",
                "write `let mut` for a variable, `let` for a constant")
            : BideLexer.IDENT;
      case "const", "val":
        return !operandBefore && next == BideLexer.IDENT
            ? instead(
                token,
                BideLexer.LET,
                "`" + raw.textOf(token) + "` is not a word of Bide",
                "write `let`")
            : BideLexer.IDENT;
      case "import":
        return !operandBefore && (next == BideLexer.IDENT || next == BideLexer.STRING_OPEN)
            ? instead(token, BideLexer.USE, "`import` is not a word of Bide", "write `use`")
            : BideLexer.IDENT;
      default:
        return BideLexer.IDENT;
    }
  }

  private static boolean beginsOperand(int type) {
    return switch (type) {
      case BideLexer.IDENT,
          BideLexer.NUMBER,
          BideLexer.NIL,
          BideLexer.TRUE,
          BideLexer.FALSE,
          BideLexer.SELF,
          BideLexer.STRING_OPEN,
          BideLexer.LPAREN,
          BideLexer.LBRACK,
          BideLexer.BANG ->
          true;
      default -> false;
    };
  }

  private int operator(Token token, int type, String operator) {
    return instead(
        token,
        type,
        "`" + raw.textOf(token) + "` is not an operator of Bide",
        "write `" + operator + "`");
  }

  private int instead(Token token, int type, String message, String help) {
    report("foreign-word", message, Layout.span(token), help);
    return type;
  }

  private int quoted(int i, Token token) {
    String quoted = raw.textOf(token);
    if (!quoted.startsWith("'")) {
      String kind = quoted.startsWith("`") ? "double" : "straight";
      report(
          "bad-quotes",
          "strings stand in " + kind + " quotes",
          Layout.span(token),
          "write `\"…\"`");
      return BideLexer.QUOTE;
    }
    if (quoted.length() == 1) {
      layout.markBroken(token);
      report(
          "unclosed-string",
          "unexpected `'`",
          Layout.span(token),
          "strings stand in double quotes: `\"…\"`");
      return SKIP;
    }
    if (!quoted.endsWith("'")) {
      boolean label =
          raw.peekType(i) == BideLexer.COLON
              || layout.previous() == BideLexer.BREAK
              || layout.previous() == BideLexer.CONTINUE;
      if (!label) {
        layout.markBroken(token);
        report(
            "unclosed-string",
            "unexpected `'`",
            Layout.span(token),
            "strings stand in double quotes: `\"…\"`");
        return SKIP;
      }
      return BideLexer.QUOTE;
    }
    report(
        "bad-quotes",
        "strings stand in double quotes",
        Layout.span(token),
        "write `\"" + quoted.substring(1, quoted.length() - 1).replace("\"", "\\\"") + "\"`");
    return BideLexer.QUOTE;
  }

  /** {@code i--} where nothing follows that could be subtracted. */
  private int decrement(int i, Token token) {
    Token second = raw.at(i + 1);
    if (second == null
        || second.getType() != BideLexer.MINUS
        || !Continuation.endsOperand(layout.previous())) {
      return BideLexer.MINUS;
    }
    boolean atEnd =
        raw.newlineAfter(i + 1)
            || switch (raw.peekType(i + 1)) {
              case BideLexer.SEMI, BideLexer.RBRACE, BideLexer.RPAREN, BideLexer.COMMA, Token.EOF ->
                  true;
              default -> false;
            };
    if (!atEnd) {
      return BideLexer.MINUS;
    }
    report(
        "no-increment",
        "there is no operator `--`",
        Span.of(start(token), start(token) + 2),
        "write `x -= 1`");
    skipBefore = i + 2;
    return SKIP;
  }

  private int strange(int i, Token token) {
    int last = i;
    while (raw.at(last + 1) != null && raw.at(last + 1).getType() == BideLexer.BAD) {
      last++;
    }
    skipBefore = last + 1;
    String found = raw.textOf(token);
    layout.markBroken(token);
    Span span = Span.of(start(token), raw.at(last).getStopIndex() + 1);
    switch (found) {
      case "“", "”", "„" ->
          report(
              "bad-character",
              "unexpected `" + found + "`",
              span,
              "strings stand in straight quotes: `\"…\"`");
      case "‘", "’", "`" ->
          report(
              "bad-character",
              "unexpected " + quote(found),
              span,
              "strings stand in double quotes: `\"…\"`");
      case "\\" ->
          report(
              "bad-character",
              "unexpected `\\`",
              span,
              "a line goes on by itself after an operator or inside brackets");
      default -> report("bad-character", "unexpected character " + quote(found), span, null);
    }
    return SKIP;
  }

  private static String quote(String found) {
    int c = found.codePointAt(0);
    boolean printable =
        !Character.isISOControl(c)
            && Character.isDefined(c)
            && Character.getType(c) != Character.SURROGATE
            && Character.getType(c) != Character.FORMAT;
    return printable ? found.equals("`") ? "'`'" : "`" + found + "`" : String.format("U+%04X", c);
  }

  private static int start(Token token) {
    return token.getStartIndex();
  }

  private void report(String code, String message, Span span, String help) {
    layout.report(code, message, span, help);
  }
}
