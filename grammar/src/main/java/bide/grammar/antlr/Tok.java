package bide.grammar.antlr;

import bide.grammar.Span;
import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenSource;

/** A token as the parser sees it: those that Layout put in have no text and {@code raw} -1. */
public final class Tok implements Token {
  private final String source;
  private final int type;
  public final int start;
  public final int end;
  public final int line;
  public final int column;

  /**
   * Place among all tokens of the text, those of comments and blanks included; -1 for a token that
   * stands nowhere.
   */
  public final int raw;

  private int index;

  public Tok(String source, int type, int start, int end, int line, int column, int raw) {
    this.source = source;
    this.type = type;
    this.start = start;
    this.end = end;
    this.line = line;
    this.column = column;
    this.raw = raw;
  }

  public boolean isVirtual() {
    return raw < 0;
  }

  public Span span() {
    return new Span(start, end);
  }

  void setIndex(int index) {
    this.index = index;
  }

  @Override
  public String getText() {
    return source.substring(start, end);
  }

  @Override
  public int getType() {
    return type;
  }

  @Override
  public int getLine() {
    return line;
  }

  @Override
  public int getCharPositionInLine() {
    return column;
  }

  @Override
  public int getChannel() {
    return DEFAULT_CHANNEL;
  }

  @Override
  public int getTokenIndex() {
    return index;
  }

  @Override
  public int getStartIndex() {
    return start;
  }

  @Override
  public int getStopIndex() {
    return end - 1;
  }

  @Override
  public TokenSource getTokenSource() {
    return null;
  }

  @Override
  public CharStream getInputStream() {
    return null;
  }

  @Override
  public String toString() {
    return "'" + getText() + "' " + type + "@" + start;
  }
}
