package bide.grammar.antlr;

import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.Lexer;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntegerStack;

/**
 * What the lexer must remember: which brackets and strings are open. The stack decides the mode, so
 * that a {@code }} closes a block or an interpolation, whichever is open, and a newline ends all
 * that may not span lines.
 */
public abstract class BideLexerBase extends Lexer {
  private static final int STRING = 'S';
  private static final int TRIPLE_STRING = 'T';
  private static final int INTERPOLATION = 'I';

  private final SourceStream source;
  private final IntegerStack open = new IntegerStack();
  private int singleLineStrings;
  private int previousType;

  protected BideLexerBase(CharStream input) {
    super(input);
    source = (SourceStream) input;
  }

  @Override
  public void emit(Token token) {
    super.emit(token);
    if (token.getChannel() == Token.DEFAULT_CHANNEL) {
      previousType = token.getType();
    }
  }

  @Override
  public Token emit() {
    boolean word = _type >= BideLexer.ASYNC && _type <= BideLexer.NUMBER;
    int next = source.LA(1);
    if (word && next >= 128 && isPart(next)) {
      advance(nameLength());
      _type = _type == BideLexer.NUMBER ? _type : BideLexer.IDENT;
    } else if (_type == BideLexer.BAD && isStart(source.codePointAt(_tokenStartCharIndex))) {
      advance(nameLength());
      _type = BideLexer.IDENT;
    }
    return super.emit();
  }

  private static boolean isStart(int c) {
    return c == '_' || Character.isUnicodeIdentifierStart(c);
  }

  /** As Unicode has it, without the invisible characters that Java allows in names. */
  private static boolean isPart(int c) {
    return c == '_' || Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c);
  }

  /** UTF-16 units from here to where a name ends. */
  private int nameLength() {
    int length = 0;
    int at = source.index();
    while (at + length < source.size() && isPart(source.codePointAt(at + length))) {
      length += Character.charCount(source.codePointAt(at + length));
    }
    return length;
  }

  private int top() {
    return open.isEmpty() ? 0 : open.peek();
  }

  private void restoreMode() {
    mode(
        switch (top()) {
          case STRING -> BideLexer.STR;
          case TRIPLE_STRING -> BideLexer.TRIPLE;
          default -> DEFAULT_MODE;
        });
  }

  protected void open(int bracket) {
    open.push(bracket);
  }

  protected void close(int bracket) {
    if (top() == bracket) {
      open.pop();
    }
  }

  /**
   * Closes the nearest block or interpolation, and with it round and square brackets that were left
   * open inside.
   */
  protected void closeBrace() {
    int depth = open.size();
    while (depth > 0 && (open.get(depth - 1) == '(' || open.get(depth - 1) == '[')) {
      depth--;
    }
    if (depth == 0) {
      return;
    }
    int found = open.get(depth - 1);
    while (open.size() >= depth) {
      open.pop();
    }
    if (found == INTERPOLATION) {
      setType(BideLexer.INTERP_CLOSE);
      restoreMode();
    }
  }

  protected void openString() {
    open.push(STRING);
    singleLineStrings++;
    restoreMode();
  }

  protected void openTriple() {
    open.push(TRIPLE_STRING);
    restoreMode();
  }

  protected void closeString() {
    if (open.pop() == STRING) {
      singleLineStrings--;
    }
    restoreMode();
  }

  protected void openInterpolation() {
    open.push(INTERPOLATION);
    restoreMode();
  }

  /** A colon directly inside an interpolation begins its format. */
  protected void colon() {
    if (top() == INTERPOLATION && previousType != BideLexer.QUOTE) {
      mode(BideLexer.FORMAT);
    }
  }

  protected void closeFormat() {
    open.pop();
    restoreMode();
  }

  /** The quote in {@code "{x:.2"}: the brace was forgotten, the string ends. */
  protected void closeInsideFormat() {
    open.pop();
    closeString();
  }

  /** A string in plain quotes ends with its line at the latest, with all that is open inside it. */
  protected void newline() {
    while (singleLineStrings > 0) {
      if (open.pop() == STRING) {
        singleLineStrings--;
      }
    }
    restoreMode();
  }

  protected boolean atStart() {
    return _tokenStartCharIndex == 0;
  }

  private void advance(int units) {
    int end = source.index() + units;
    while (source.index() < end) {
      getInterpreter().consume(source);
    }
  }

  protected void restOfComment() {
    int depth = 1;
    while (depth > 0 && source.LA(1) != CharStream.EOF) {
      if (source.unit(0) == '*' && source.unit(1) == '/') {
        depth--;
        advance(2);
      } else if (source.unit(0) == '/' && source.unit(1) == '*') {
        depth++;
        advance(2);
      } else {
        advance(1);
      }
    }
    if (depth > 0) {
      setType(BideLexer.UNCLOSED_COMMENT);
    }
  }

  protected void restOfRawTriple() {
    while (source.LA(1) != CharStream.EOF) {
      if (source.unit(0) == '"' && source.unit(1) == '"' && source.unit(2) == '"') {
        advance(3);
        return;
      }
      advance(1);
    }
  }

  /**
   * Leaves one token: {@code 'name} for a label, {@code '…'} for what was meant as a string, or the
   * quote alone.
   */
  protected void labelOrQuoted() {
    int name = nameLength();
    boolean jump = previousType == BideLexer.BREAK || previousType == BideLexer.CONTINUE;
    int after = name;
    while (source.unit(after) == ' ') {
      after++;
    }
    boolean definition = source.unit(after) == ':' && source.unit(after + 1) != ':';
    if (name > 0 && source.unit(name) != '\'' && (jump || definition)) {
      advance(name);
      return;
    }
    int end = 0;
    while (source.unit(end) != '\''
        && source.unit(end) != '\n'
        && source.unit(end) != '\r'
        && source.unit(end) != 0) {
      end +=
          source.unit(end) == '\\' && source.unit(end + 1) != '\n' && source.unit(end + 1) != '\r'
              ? 2
              : 1;
    }
    advance(source.unit(end) == '\'' ? end + 1 : name);
  }
}
