package bide.grammar;

import bide.grammar.antlr.BideLexer;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;

/**
 * The tokens of a text, blanks and comments included: written one after another they are the text
 * again, whatever it is. For formatting and highlighting; the parser sees the same tokens.
 */
public final class Tokens {
  private Tokens() {}

  public enum Kind {
    KEYWORD,
    NAME,
    NUMBER,
    /** Text and quotes of strings and bytes, without what is interpolated. */
    STRING,
    ESCAPE,
    /** The braces around an interpolation. */
    INTERPOLATION,
    /** What follows the colon in {@code {x:.2}}. */
    FORMAT,
    LABEL,
    OPERATOR,
    /** Brackets, braces, commas, semicolons, colons. */
    PUNCTUATION,
    COMMENT,
    DOC_COMMENT,
    NEWLINE,
    BLANK,
    /** What no Bide program contains. */
    BAD
  }

  public record Lexeme(Kind kind, Span span, String text) {}

  public static List<Lexeme> of(String text) {
    List<Lexeme> result = new ArrayList<>();
    for (Token token : SourceParser.lex(text)) {
      Span span = Span.of(token.getStartIndex(), token.getStopIndex() + 1);
      String written = text.substring(span.start(), span.end());
      result.add(new Lexeme(kind(token.getType(), written), span, written));
    }
    return result;
  }

  private static Kind kind(int type, String written) {
    if (type >= BideLexer.ASYNC && type <= BideLexer.YIELD) {
      return Kind.KEYWORD;
    }
    return switch (type) {
      case BideLexer.IDENT -> Kind.NAME;
      case BideLexer.NUMBER -> Kind.NUMBER;
      case BideLexer.STRING_OPEN,
          BideLexer.TRIPLE_OPEN,
          BideLexer.STRING_CLOSE,
          BideLexer.STR_TEXT,
          BideLexer.RAW_STRING,
          BideLexer.RAW_TRIPLE,
          BideLexer.BYTES ->
          Kind.STRING;
      case BideLexer.STR_ESCAPE, BideLexer.STR_BRACE -> Kind.ESCAPE;
      case BideLexer.INTERP_OPEN, BideLexer.INTERP_CLOSE -> Kind.INTERPOLATION;
      case BideLexer.FORMAT_TEXT -> Kind.FORMAT;
      case BideLexer.QUOTE ->
          written.length() > 1 && !written.endsWith("'") ? Kind.LABEL : Kind.BAD;
      case BideLexer.DOC_COMMENT -> Kind.DOC_COMMENT;
      case BideLexer.LINE_COMMENT,
          BideLexer.BLOCK_COMMENT,
          BideLexer.UNCLOSED_COMMENT,
          BideLexer.SHEBANG ->
          Kind.COMMENT;
      case BideLexer.NEWLINE -> Kind.NEWLINE;
      case BideLexer.WS -> Kind.BLANK;
      case BideLexer.LPAREN,
          BideLexer.RPAREN,
          BideLexer.LBRACK,
          BideLexer.RBRACK,
          BideLexer.LBRACE,
          BideLexer.RBRACE,
          BideLexer.MAP_OPEN,
          BideLexer.COMMA,
          BideLexer.SEMI,
          BideLexer.COLON ->
          Kind.PUNCTUATION;
      case BideLexer.BAD,
          BideLexer.HASH,
          BideLexer.STR_LONE_BRACE,
          BideLexer.PLUS_PLUS,
          BideLexer.EQ_EQ_EQ,
          BideLexer.NOT_EQ_EQ,
          BideLexer.LOGICAL_ASSIGN,
          BideLexer.COLON_COLON,
          BideLexer.COLON_EQ ->
          Kind.BAD;
      default -> Kind.OPERATOR;
    };
  }
}
