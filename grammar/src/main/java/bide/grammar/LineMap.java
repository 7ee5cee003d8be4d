package bide.grammar;

import java.util.Arrays;

/**
 * Where the lines of a text begin. A line ends with LF, CR LF or CR. Immutable; built in one pass
 * over the text.
 */
public final class LineMap {
  private final String text;
  private final int[] starts;

  public LineMap(String text) {
    this.text = text;
    int[] found = new int[16];
    int count = 1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean ends =
          c == '\n' || c == '\r' && !(i + 1 < text.length() && text.charAt(i + 1) == '\n');
      if (ends) {
        if (count == found.length) {
          found = Arrays.copyOf(found, count * 2);
        }
        found[count++] = i + 1;
      }
    }
    this.starts = Arrays.copyOf(found, count);
  }

  /** How many lines there are; a text that ends with a newline has an empty last line. */
  public int lineCount() {
    return starts.length;
  }

  /** The line of a UTF-16 offset; the first one is 1. */
  public int line(int offset) {
    int found = Arrays.binarySearch(starts, offset);
    return found >= 0 ? found + 1 : -found - 1;
  }

  /** The column of a UTF-16 offset in code points; the first one is 1. */
  public int column(int offset) {
    int start = starts[line(offset) - 1];
    return text.codePointCount(start, Math.min(offset, text.length())) + 1;
  }

  /** Offset where a line begins. */
  public int start(int line) {
    return starts[line - 1];
  }

  /** Offset where a line ends, before its newline. */
  public int end(int line) {
    int end = line < starts.length ? starts[line] : text.length();
    while (end > starts[line - 1]
        && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
      end--;
    }
    return end;
  }

  /** A line without its newline. */
  public String lineText(int line) {
    return text.substring(start(line), end(line));
  }
}
