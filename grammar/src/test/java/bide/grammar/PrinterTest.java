package bide.grammar;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** How a message and its place are shown. */
class PrinterTest {
  private static String show(String text, int start, int end) {
    return new DiagnosticPrinter("a.bide", text).print("error", "oops", Span.of(start, end), null);
  }

  @Test
  void marksTheSpanInItsLine() {
    String text = "fn average(total, count) {\n\n    total / count\n}\n";
    int at = text.indexOf('/');
    String shown =
        new DiagnosticPrinter("math.bide", text)
            .print("error", "division by zero", Span.of(at, at + 1), "test for 0");
    assertEquals(
        """
        error: division by zero
          --> math.bide:3:11
           |
         3 |     total / count
           |           ^
           help: test for 0
        """,
        shown);
  }

  @Test
  void severalLinesShowTheFirstAndTheLast() {
    String text = "a(\n  b,\n  c\n)\nd";
    assertEquals(
        """
        error: oops
          --> a.bide:1:1
           |
         1 | a(
           | ^^
          ...
         4 | )
           | ^
        """,
        show(text, 0, text.indexOf(')') + 1));
  }

  @Test
  void lineNumbersShareAColumn() {
    String text = "\n".repeat(8) + "a(\nb)";
    assertEquals(
        """
        error: oops
           --> a.bide:9:1
            |
          9 | a(
            | ^^
         10 | b)
            | ^^
        """,
        show(text, 8, text.length()));
  }

  @Test
  void endOfTheText() {
    assertEquals(
        """
        error: oops
          --> a.bide:1:6
           |
         1 | let x
           |      ^
        """,
        show("let x", 5, 5));
    assertEquals(
        """
        error: oops
          --> a.bide:2:1
           |
         2 |
           | ^
        """,
        show("x\n", 2, 2));
    assertEquals("error: oops\n  --> a.bide:1:1\n   |\n 1 |\n   | ^\n", show("", 0, 0));
  }

  @Test
  void tabsWideAndJoiningCharactersKeepTheMarkInPlace() {
    String text = "\tlet 名 = e\u0301 + 😀x";
    int at = text.indexOf('x');
    assertEquals(
        """
        error: oops
          --> a.bide:1:16
           |
         1 |     let 名 = e\u0301 + 😀x
           |                    ^
        """,
        show(text, at, at + 1));
  }

  @Test
  void linesAndColumnsCountCodePoints() {
    LineMap lines = new LineMap("a\r\n😀b\rc\n");
    assertEquals(4, lines.lineCount());
    assertEquals(2, lines.line(3));
    assertEquals(2, lines.column(5));
    assertEquals(3, lines.line(7));
    assertEquals("😀b", lines.lineText(2));
    assertEquals(4, lines.line(9));
    assertEquals(1, lines.column(9));
  }
}
