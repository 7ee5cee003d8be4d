package bide.grammar;

import bide.grammar.antlr.BideLexer;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntegerStack;
import org.jspecify.annotations.Nullable;

/** What {@link Layout} knows about one open bracket, string or interpolation. */
final class Frame {
  enum Kind {
    /** A block, a body, or the whole text. */
    BLOCK,
    MATCH,
    SELECT,
    /** Braces with a list in them: map, struct, enum, names that are used. */
    FIELDS,
    PAREN,
    BRACKET,
    STRING,
    TRIPLE_STRING,
    INTERPOLATION
  }

  final Kind kind;

  /** Null for the whole text. */
  final @Nullable Token opener;

  /** Column where the opener's line begins. */
  final int indent;

  /** Newlines end what stands in it. */
  final boolean significant;

  /**
   * Keywords whose body has not come yet, the innermost last. {@code for} becomes {@code in} and
   * {@code with} becomes {@code =} when their pattern is over.
   */
  final IntegerStack headers = new IntegerStack();

  /** The next token begins a statement, an arm or a branch. */
  boolean statementStart = true;

  /** The statement is of a kind that ends at its closing brace. */
  boolean endsAtBrace;

  /** That brace has just come: unless {@code else} or the like follows, the statement is over. */
  boolean endsHere;

  /** In a match or select body: before the {@code =>}. */
  boolean inPattern;

  /** In a match or select body: right after the {@code =>}. */
  boolean bodyStart;

  /** Between the bars of a closure's parameters: the next bar closes them. */
  boolean closureOpen;

  /** The statement is a {@code use}. */
  boolean isUse;

  Frame(Kind kind, @Nullable Token opener, int indent) {
    this.kind = kind;
    this.opener = opener;
    this.indent = indent;
    this.significant = kind == Kind.BLOCK || kind == Kind.MATCH || kind == Kind.SELECT;
  }

  boolean isArms() {
    return kind == Kind.MATCH || kind == Kind.SELECT;
  }

  boolean isBrace() {
    return opener != null && (significant || kind == Kind.FIELDS);
  }

  int header() {
    return headers.isEmpty() ? 0 : headers.peek();
  }

  void replaceHeader(int from, int to) {
    if (header() == from) {
      headers.pop();
      headers.push(to);
    }
  }

  int closer() {
    return switch (kind) {
      case PAREN -> BideLexer.RPAREN;
      case BRACKET -> BideLexer.RBRACK;
      case STRING, TRIPLE_STRING -> BideLexer.STRING_CLOSE;
      case INTERPOLATION -> BideLexer.INTERP_CLOSE;
      default -> BideLexer.RBRACE;
    };
  }
}
