package bide.grammar;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Shows a message with its place:
 *
 * <pre>
 * error: division by zero
 *   --> math.bide:3:12
 *    |
 *  3 |     total / count
 *    |           ^
 *    help: …
 * </pre>
 *
 * Immutable; one per source text.
 */
public final class DiagnosticPrinter {
  private static final int TAB = 4;

  private final String name;
  private final String text;
  private final LineMap lines;

  /**
   * @param name of the file, as the user would write it
   */
  public DiagnosticPrinter(String name, String text) {
    this.name = name;
    this.text = text;
    this.lines = new LineMap(text);
  }

  public LineMap lines() {
    return lines;
  }

  public String print(Diagnostic diagnostic) {
    String label = diagnostic.severity().name().toLowerCase(Locale.ROOT);
    return print(label, diagnostic.message(), diagnostic.span(), diagnostic.help());
  }

  /**
   * @param label what kind of message it is: {@code error}, {@code warning}
   * @return several lines, the last one with its newline
   */
  public String print(String label, String message, Span span, @Nullable String help) {
    return label + ": " + message + "\n" + place(span, help);
  }

  /** The part below the message: where it is, the source with the span marked, the help line. */
  public String place(Span span, @Nullable String help) {
    int start = Math.clamp(span.start(), 0, text.length());
    int end = Math.clamp(span.end(), start, text.length());
    int first = lines.line(start);
    // a span that ends with a newline ends on the line before
    int last = end > start ? lines.line(end - 1) : first;
    int gutter = String.valueOf(last).length();
    String margin = " ".repeat(gutter + 2) + "|";
    StringBuilder out = new StringBuilder();
    out.append(" ".repeat(gutter + 1))
        .append("--> ")
        .append(name)
        .append(':')
        .append(first)
        .append(':')
        .append(lines.column(start))
        .append('\n');
    out.append(margin).append('\n');
    line(out, gutter, margin, first, start, Math.min(end, lines.end(first)));
    if (last > first) {
      if (last > first + 1) {
        out.append(" ".repeat(gutter + 1)).append("...\n");
      }
      line(out, gutter, margin, last, firstVisible(last), end);
    }
    if (help != null) {
      out.append(" ".repeat(gutter + 2)).append("help: ").append(help).append('\n');
    }
    return out.toString();
  }

  private int firstVisible(int line) {
    int at = lines.start(line);
    while (at < lines.end(line) && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private void line(StringBuilder out, int gutter, String margin, int number, int from, int to) {
    String shown = " ".repeat(gutter - String.valueOf(number).length()) + number;
    int start = lines.start(number);
    int end = lines.end(number);
    String source = expand(text.substring(start, end), 0);
    out.append((" " + shown + " | " + source).stripTrailing()).append('\n');
    int indent = width(text.substring(start, Math.min(from, end)), 0);
    int marked = from >= to ? 1 : Math.max(1, width(text.substring(from, to), indent));
    out.append(margin)
        .append(' ')
        .append(" ".repeat(indent))
        .append("^".repeat(marked))
        .append('\n');
  }

  /**
   * The line as it is shown: tabs as spaces up to the next multiple of {@link #TAB}, control
   * characters as one box each.
   */
  private static String expand(String line, int column) {
    StringBuilder out = new StringBuilder(line.length());
    int at = column;
    for (int i = 0; i < line.length(); ) {
      int c = line.codePointAt(i);
      i += Character.charCount(c);
      int width = width(c, at);
      if (c == '\t') {
        out.repeat(' ', width);
      } else {
        out.appendCodePoint(Character.isISOControl(c) ? 0xFFFD : c);
      }
      at += width;
    }
    return out.toString();
  }

  private static int width(String part, int column) {
    int at = column;
    for (int i = 0; i < part.length(); ) {
      int c = part.codePointAt(i);
      i += Character.charCount(c);
      at += width(c, at);
    }
    return at - column;
  }

  /**
   * How many columns of a terminal a character takes: none for marks that join the one before, two
   * for East Asian wide ones.
   */
  private static int width(int c, int column) {
    if (c == '\t') {
      return TAB - column % TAB;
    }
    int type = Character.getType(c);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT) {
      return 0;
    }
    boolean wide =
        c >= 0x1100
            && (c <= 0x115F
                || c >= 0x2E80 && c <= 0x303E
                || c >= 0x3041 && c <= 0xA4CF
                || c >= 0xAC00 && c <= 0xD7A3
                || c >= 0xF900 && c <= 0xFAFF
                || c >= 0xFE30 && c <= 0xFE6F
                || c >= 0xFF00 && c <= 0xFF60
                || c >= 0xFFE0 && c <= 0xFFE6
                || c >= 0x1F300 && c <= 0x1F64F
                || c >= 0x1F680 && c <= 0x1F6FF
                || c >= 0x1F900 && c <= 0x1F9FF
                || c >= 0x20000 && c <= 0x3FFFD);
    return wide ? 2 : 1;
  }
}
