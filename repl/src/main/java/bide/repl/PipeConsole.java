package bide.repl;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads inputs from a pipe or a file, without prompts. Ctrl-C ends the process, as in any filter.
 */
final class PipeConsole implements Console {
  private final BufferedReader lines =
      new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));

  @Override
  public boolean isInteractive() {
    return false;
  }

  @Override
  public @Nullable String read() throws IOException {
    String input = lines.readLine();
    while (input != null && InputParser.isOpen(input)) {
      String more = lines.readLine();
      if (more == null) {
        break;
      }
      input = input + "\n" + more;
    }
    return input;
  }

  @Override
  public PrintStream out() {
    return System.out;
  }

  @Override
  public void onInterrupt(Runnable action) {}

  @Override
  public void close() {
    System.out.flush();
  }
}
