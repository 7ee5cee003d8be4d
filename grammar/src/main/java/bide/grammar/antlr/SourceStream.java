package bide.grammar.antlr;

import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.misc.Interval;

/**
 * Source text as the lexer reads it: by code point, but with UTF-16 offsets as positions, so that a
 * token's place is a span of the string without any conversion.
 */
public final class SourceStream implements CharStream {
  private final String text;
  private int position;

  public SourceStream(String text) {
    this.text = text;
  }

  @Override
  public void consume() {
    char c = text.charAt(position++);
    if (Character.isHighSurrogate(c)
        && position < text.length()
        && Character.isLowSurrogate(text.charAt(position))) {
      position++;
    }
  }

  @Override
  public int LA(int i) {
    if (i == 1) {
      if (position >= text.length()) {
        return EOF;
      }
      char c = text.charAt(position);
      return Character.isHighSurrogate(c) ? text.codePointAt(position) : c;
    }
    if (i == 0) {
      return 0;
    }
    try {
      int at = text.offsetByCodePoints(position, i > 0 ? i - 1 : i);
      return at < text.length() ? text.codePointAt(at) : EOF;
    } catch (IndexOutOfBoundsException outside) {
      return EOF;
    }
  }

  /** The UTF-16 unit {@code ahead} of the position; 0 past the end. */
  char unit(int ahead) {
    int at = position + ahead;
    return at < text.length() ? text.charAt(at) : 0;
  }

  int codePointAt(int offset) {
    return text.codePointAt(offset);
  }

  @Override
  public int mark() {
    return -1;
  }

  @Override
  public void release(int marker) {}

  @Override
  public int index() {
    return position;
  }

  @Override
  public void seek(int index) {
    position = index;
  }

  @Override
  public int size() {
    return text.length();
  }

  @Override
  public String getSourceName() {
    return UNKNOWN_SOURCE_NAME;
  }

  @Override
  public String getText(Interval interval) {
    int end = Math.min(interval.b + 1, text.length());
    return interval.a >= end ? "" : text.substring(interval.a, end);
  }
}
