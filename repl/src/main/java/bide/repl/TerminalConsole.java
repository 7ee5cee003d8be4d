package bide.repl;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;

/**
 * A terminal with line editing, history, and input over several lines while a construct is open.
 */
final class TerminalConsole implements Console {
  private static final String PROMPT = "bide> ";
  private static final String CONTINUATION = "....> ";

  private final Terminal terminal;
  private final LineReader reader;
  private final PrintStream out;

  TerminalConsole() throws IOException {
    terminal = TerminalBuilder.builder().system(true).nativeSignals(true).build();
    if (terminal.getType().startsWith(Terminal.TYPE_DUMB)) {
      // JLine listens to signals for real terminals only
      Signals.register("INT", () -> terminal.raise(Terminal.Signal.INT));
    }
    reader =
        LineReaderBuilder.builder()
            .terminal(terminal)
            .appName("bide")
            .parser(new InputParser())
            .variable(LineReader.HISTORY_FILE, historyFile())
            .variable(LineReader.SECONDARY_PROMPT_PATTERN, CONTINUATION)
            // otherwise a closing bracket takes away the spaces that were typed before it
            .variable(LineReader.INDENTATION, 0)
            // "!" is an operator here, not a reference into the history
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
            .build();
    out = new PrintStream(new AbovePrompt(reader), false, StandardCharsets.UTF_8);
  }

  /**
   * Where the XDG rules put what a program remembers. JLine works without history if the folder
   * cannot be made.
   */
  private static Path historyFile() throws IOException {
    String state = System.getenv("XDG_STATE_HOME");
    String home = System.getenv().getOrDefault("HOME", System.getProperty("user.home"));
    Path base =
        state != null && !state.isEmpty() ? Path.of(state) : Path.of(home, ".local", "state");
    Path folder = base.resolve("bide");
    if (Files.isWritable(base) || !Files.exists(base)) {
      Files.createDirectories(folder);
    }
    return folder.resolve("history");
  }

  @Override
  public boolean isInteractive() {
    return true;
  }

  @Override
  public @Nullable String read() {
    while (true) {
      try {
        return reader.readLine(PROMPT);
      } catch (UserInterruptException e) {
        // Ctrl-C at the prompt: the line is dropped, a new one begins
      } catch (EndOfFileException e) {
        return null;
      }
    }
  }

  @Override
  public PrintStream out() {
    return out;
  }

  @Override
  public void onInterrupt(Runnable action) {
    // While a line is read, JLine has its own handler here: this one holds between prompts.
    terminal.handle(Terminal.Signal.INT, signal -> action.run());
  }

  @Override
  public void close() throws IOException {
    out.flush();
    terminal.close();
  }
}
