package bide.grammar.antlr;

import bide.grammar.Span;

/** Ends the parse: going on would risk the stack of the thread that parses. */
public final class NestingTooDeep extends RuntimeException {
  private final transient Span span;

  public NestingTooDeep(Span span) {
    super(null, null, false, false);
    this.span = span;
  }

  public Span span() {
    return span;
  }
}
