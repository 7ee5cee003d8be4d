package bide.repl;

import java.io.IOException;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** Where the session's inputs come from and where all of its output goes. */
interface Console extends AutoCloseable {
  /** A terminal with line editing where both ends are one, else plain lines. */
  static Console open() throws IOException {
    java.io.Console console = System.console();
    return console != null && console.isTerminal() ? new TerminalConsole() : new PipeConsole();
  }

  /** Whether somebody sits in front of it. */
  boolean isInteractive();

  /** The next input: as many lines as it takes until no construct is open. Null at the end. */
  @Nullable String read() throws IOException;

  /** For values, errors, and what scripts print at any time from any thread. */
  PrintStream out();

  /** What to do at Ctrl-C while an input runs; called by a thread of its own. */
  void onInterrupt(Runnable action);

  @Override
  void close() throws IOException;
}
