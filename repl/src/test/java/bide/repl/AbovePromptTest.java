package bide.repl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.Test;

class AbovePromptTest {
  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

  @Test
  void without_a_prompt_text_goes_out_as_it_comes() throws IOException {
    PrintStream out = new PrintStream(new AbovePrompt(reader()), false, StandardCharsets.UTF_8);
    out.print("one\ntw");
    assertEquals("one\n", shown());
    out.print("ö\n");
    assertEquals("one\ntwö\n", shown());
  }

  @Test
  void flush_shows_a_line_that_has_no_end() throws IOException {
    PrintStream out = new PrintStream(new AbovePrompt(reader()), false, StandardCharsets.UTF_8);
    out.print("name? ");
    out.flush();
    assertEquals("name? ", shown());
  }

  private LineReader reader() throws IOException {
    Terminal terminal = new DumbTerminal(new ByteArrayInputStream(new byte[0]), screen);
    return LineReaderBuilder.builder().terminal(terminal).build();
  }

  private String shown() {
    return screen.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
  }
}
