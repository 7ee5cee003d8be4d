package bide.interpreter.reference;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of an example.
 *
 * @param code a statement, or an expression
 * @param result what {@code print} shows of the expression; null for a statement
 */
record Example(String code, @Nullable String result) {
  private static final String ARROW = " -> ";

  /** The column at which comments stand, where the code is shorter. */
  private static final int COMMENT_COLUMN = 44;

  /** Reads what {@link bide.interpreter.library.Method#example} holds. */
  static List<Example> linesOf(String text) {
    List<Example> lines = new ArrayList<>();
    for (String line : text.split("\n")) {
      int arrow = line.lastIndexOf(ARROW);
      lines.add(
          arrow < 0
              ? new Example(line, null)
              : new Example(line.substring(0, arrow), line.substring(arrow + ARROW.length())));
    }
    return lines;
  }

  /** As a line of a script whose expectation a test checks. */
  String asScript() {
    if (result == null) {
      return code;
    }
    String printing = code.startsWith("print(") ? code : "print(" + code + ")";
    return padded(printing) + "// expect: " + result;
  }

  /** As a person would note it. */
  String asNote() {
    return result == null ? code : padded(code) + "// " + result;
  }

  private static String padded(String code) {
    return code + " ".repeat(Math.max(2, COMMENT_COLUMN - code.length()));
  }
}
