package bide.grammar;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a REPL asks for another line. */
class IncompleteTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "foo(",
        "foo(1,",
        "[1,\n2",
        "fn f() {",
        "fn f() {\n  a\n",
        "if a {\n} else {",
        "\"\"\"abc",
        "r\"\"\"abc\n",
        "/* abc",
        "let x =",
        "1 +",
        "a.",
        "a &&\n",
        "|x|",
        "match x {\n 1 => 2",
        "#{a: 1",
        "\"\"\"a{",
        "try { a }\n",
        "f(|x| {\n  x + 1\n"
      })
  void openConstructs(String text) {
    assertEquals(true, SourceParser.parse(text).incomplete(), text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "a\n",
        "\"abc",
        "foo)",
        "let x",
        "if a { }",
        "try { a } catch { }",
        "return",
        "a..",
        "use a.*",
        "let x = )",
        "a b",
        "// a +",
        "x;"
      })
  void completeOrWrongForGood(String text) {
    assertEquals(false, SourceParser.parse(text).incomplete(), text);
  }
}
