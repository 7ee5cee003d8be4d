package bide.repl;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.jline.reader.EOFError;
import org.jline.reader.Parser.ParseContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputParserTest {
  private final InputParser parser = new InputParser();

  @ParameterizedTest
  @ValueSource(strings = {"fn f() {", "print(1,", "[1, 2", "1 +", "\"\"\"text", "/// Adds one."})
  void an_open_construct_asks_for_another_line(String input) {
    assertThrows(EOFError.class, () -> accept(input));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1 + 1", "fn f() {\n}", "let x = )", ":help", "/// Adds one.\nfn f() {}"})
  void a_complete_or_wrong_input_is_taken(String input) {
    assertDoesNotThrow(() -> accept(input));
  }

  @Test
  void the_word_at_the_cursor_is_a_name() {
    var line = parser.parse("a.foo_bar(1)", 6, ParseContext.COMPLETE);
    assertEquals("foo_bar", line.word());
    assertEquals(4, line.wordCursor());
  }

  private void accept(String input) {
    parser.parse(input, input.length(), ParseContext.ACCEPT_LINE);
  }
}
