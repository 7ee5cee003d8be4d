package bide.grammar.antlr;

import java.util.List;
import org.antlr.v4.runtime.RuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenSource;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.misc.Interval;

/** Tokens that are all there already; the last one is the end of the file. */
public final class TokenList implements TokenStream {
  private final Tok[] tokens;
  private int position;

  public TokenList(List<Tok> tokens) {
    this.tokens = tokens.toArray(Tok[]::new);
    for (int i = 0; i < this.tokens.length; i++) {
      this.tokens[i].setIndex(i);
    }
  }

  @Override
  public void consume() {
    if (position < tokens.length - 1) {
      position++;
    }
  }

  @Override
  public int LA(int i) {
    return i == 1 ? tokens[position].getType() : LT(i).getType();
  }

  /**
   * The token {@code i} ahead (1 is the next one) or behind (-1 is the last one read); never null.
   */
  @Override
  public Tok LT(int i) {
    int at = position + (i > 0 ? i - 1 : i);
    return tokens[Math.clamp(at, 0, tokens.length - 1)];
  }

  @Override
  public Tok get(int index) {
    return tokens[index];
  }

  @Override
  public int index() {
    return position;
  }

  @Override
  public void seek(int index) {
    position = index;
  }

  @Override
  public int mark() {
    return -1;
  }

  @Override
  public void release(int marker) {}

  @Override
  public int size() {
    return tokens.length;
  }

  @Override
  public String getSourceName() {
    return UNKNOWN_SOURCE_NAME;
  }

  @Override
  public TokenSource getTokenSource() {
    return null;
  }

  @Override
  public String getText(Interval interval) {
    StringBuilder text = new StringBuilder();
    for (int i = interval.a; i <= interval.b && i < tokens.length; i++) {
      text.append(tokens[i].getText());
    }
    return text.toString();
  }

  @Override
  public String getText() {
    return getText(Interval.of(0, tokens.length - 1));
  }

  @Override
  public String getText(RuleContext context) {
    return getText(context.getSourceInterval());
  }

  @Override
  public String getText(Token start, Token stop) {
    return getText(Interval.of(start.getTokenIndex(), stop.getTokenIndex()));
  }
}
