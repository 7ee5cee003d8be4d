package bide.repl;

import bide.grammar.SourceParser;
import java.util.List;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/** Tells the line editor whether an input is complete, and which word the cursor is in. */
final class InputParser implements Parser {
  @Override
  public ParsedLine parse(String line, int cursor, ParseContext context) {
    if (context == ParseContext.ACCEPT_LINE && !line.startsWith(":") && isOpen(line)) {
      throw new EOFError(-1, -1, "a construct is open");
    }
    int start = cursor;
    while (start > 0 && isPartOfWord(line.charAt(start - 1))) {
      start--;
    }
    int end = cursor;
    while (end < line.length() && isPartOfWord(line.charAt(end))) {
      end++;
    }
    return new WordAtCursor(line, cursor, line.substring(start, end), cursor - start);
  }

  /** Whether an input goes on in the next line. */
  static boolean isOpen(String input) {
    return SourceParser.isOpen(input, SourceParser.parse(input));
  }

  /** JLine would take backslashes out of words. */
  @Override
  public boolean isEscapeChar(char c) {
    return false;
  }

  private static boolean isPartOfWord(char c) {
    return Character.isUnicodeIdentifierPart(c) || c == ':';
  }

  /** Words are plain: nothing in them is quoted or escaped. */
  private record WordAtCursor(String line, int cursor, String word, int wordCursor)
      implements CompletingParsedLine {
    @Override
    public int wordIndex() {
      return 0;
    }

    @Override
    public List<String> words() {
      return List.of(word);
    }

    @Override
    public CharSequence escape(CharSequence candidate, boolean complete) {
      return candidate;
    }

    @Override
    public int rawWordCursor() {
      return wordCursor;
    }

    @Override
    public int rawWordLength() {
      return word.length();
    }
  }
}
