package bide.grammar;

import bide.grammar.antlr.BideLexer;
import java.util.List;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** The lexer's tokens, blanks and comments included, and what a look ahead in them tells. */
final class RawTokens {
  private final String text;
  private final List<? extends Token> raw;

  RawTokens(String text, List<? extends Token> raw) {
    this.text = text;
    this.raw = raw;
  }

  int size() {
    return raw.size();
  }

  Token get(int i) {
    return raw.get(i);
  }

  String textOf(Token token) {
    return text.substring(token.getStartIndex(), token.getStopIndex() + 1);
  }

  /**
   * Type of the next token after {@code i} that is neither blank nor comment, on this line or a
   * later one.
   */
  int peekType(int i) {
    int next = nextVisible(i);
    return next < 0 ? Token.EOF : raw.get(next).getType();
  }

  int nextVisible(int i) {
    for (int k = i + 1; k < raw.size(); k++) {
      if (raw.get(k).getChannel() == Token.DEFAULT_CHANNEL) {
        return k;
      }
    }
    return -1;
  }

  /** Null behind the last one. */
  @Nullable Token at(int i) {
    return i < raw.size() ? raw.get(i) : null;
  }

  boolean newlineAfter(int i) {
    for (int k = i + 1; k < raw.size(); k++) {
      Token token = raw.get(k);
      if (token.getType() == BideLexer.NEWLINE) {
        return true;
      }
      if (token.getChannel() == Token.DEFAULT_CHANNEL) {
        return false;
      }
    }
    return true;
  }

  boolean newlineBefore(int i) {
    for (int k = i - 1; k >= 0 && raw.get(k).getChannel() != Token.DEFAULT_CHANNEL; k--) {
      if (raw.get(k).getType() == BideLexer.NEWLINE) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether {@code fn} with a name behind it stands at {@code i}; a name may be a keyword by
   * mistake.
   */
  boolean isNamedFunction(int i) {
    if (i < 0 || raw.get(i).getType() != BideLexer.FN || newlineAfter(i)) {
      return false;
    }
    int next = peekType(i);
    return next >= BideLexer.ASYNC && next <= BideLexer.IDENT;
  }

  /**
   * Whether a declaration that cannot stand inside an expression begins with the token of this type
   * at {@code i}.
   */
  boolean isDeclaration(int i, int type) {
    return switch (type) {
      case BideLexer.USE, BideLexer.PUB, BideLexer.STRUCT, BideLexer.ENUM, BideLexer.IMPL -> true;
      case BideLexer.FN -> isNamedFunction(i);
      case BideLexer.ASYNC -> asyncType(i) == BideLexer.ASYNC_NAMED;
      default -> false;
    };
  }

  int asyncType(int i) {
    int next = nextVisible(i);
    int type = rawType(next);
    if (type == BideLexer.MOVE) {
      next = nextVisible(next);
      type = rawType(next);
      return type == BideLexer.BAR || type == BideLexer.BAR_BAR
          ? BideLexer.ASYNC_CLOSURE
          : BideLexer.ASYNC;
    }
    if (type == BideLexer.BAR || type == BideLexer.BAR_BAR) {
      return BideLexer.ASYNC_CLOSURE;
    }
    if (type == BideLexer.GEN) {
      next = nextVisible(next);
    }
    return isNamedFunction(next) ? BideLexer.ASYNC_NAMED : BideLexer.ASYNC;
  }

  int rawType(int i) {
    return i < 0 ? Token.EOF : raw.get(i).getType();
  }

  int labelType(int i, int type) {
    String written = textOf(raw.get(i));
    if (written.endsWith("'") || !written.startsWith("'")) {
      return type;
    }
    return peekType(i) == BideLexer.COLON ? BideLexer.LABEL_DEF : BideLexer.LABEL;
  }

  boolean endsAtBrace(int i, int type) {
    return switch (type) {
      case BideLexer.PUB -> peekType(i) != BideLexer.LET && peekType(i) != BideLexer.USE;
      case BideLexer.ASYNC -> {
        int next = peekType(i);
        yield next == BideLexer.LBRACE || next == BideLexer.MOVE;
      }
      case BideLexer.IF,
          BideLexer.MATCH,
          BideLexer.LOOP,
          BideLexer.WHILE,
          BideLexer.FOR,
          BideLexer.TRY,
          BideLexer.WITH,
          BideLexer.SELECT,
          BideLexer.LABEL_DEF,
          BideLexer.LBRACE,
          BideLexer.FN_NAMED,
          BideLexer.ASYNC_NAMED,
          BideLexer.GEN_NAMED,
          BideLexer.STRUCT,
          BideLexer.ENUM,
          BideLexer.IMPL ->
          true;
      default -> false;
    };
  }

  /**
   * Whether what the brace at {@code i} holds can be fields of a struct and no body, or is followed
   * on its line by what looks like the body.
   */
  boolean isStructBeforeBody(int i) {
    int first = nextVisible(i);
    if (rawType(first) == BideLexer.DOT_DOT) {
      return peekType(first) == BideLexer.IDENT;
    }
    int close = first;
    if (rawType(first) == BideLexer.IDENT) {
      close = nextVisible(first);
      if (rawType(close) == BideLexer.COLON || rawType(close) == BideLexer.COMMA) {
        return true;
      }
    }
    if (rawType(close) != BideLexer.RBRACE || newlineAfter(close)) {
      return false;
    }
    int behind = peekType(close);
    return behind == BideLexer.LBRACE || behind == BideLexer.EQ_EQ || behind == BideLexer.NOT_EQ;
  }

  /**
   * Whether the brace at {@code i}, behind a name after {@code for} or {@code with}, belongs to a
   * pattern.
   */
  boolean isPattern(int i, int header) {
    int depth = 0;
    for (int k = i; k < raw.size(); k++) {
      switch (raw.get(k).getType()) {
        case BideLexer.LBRACE, BideLexer.MAP_OPEN -> depth++;
        case BideLexer.RBRACE -> {
          if (--depth == 0) {
            return peekType(k) == (header == BideLexer.FOR ? BideLexer.IN : BideLexer.EQ);
          }
        }
        case BideLexer.SEMI, BideLexer.LET, BideLexer.EQ -> {
          return false;
        }
        default -> {}
      }
    }
    return false;
  }
}
