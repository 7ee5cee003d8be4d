package bide.repl;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jline.reader.LineReader;

/**
 * Output that does not mix with a line being typed: while a prompt is shown, complete lines are
 * printed above it; otherwise bytes go to the terminal as they come. Thread-safe, since any task
 * may print.
 */
final class AbovePrompt extends OutputStream {
  private final LineReader reader;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  AbovePrompt(LineReader reader) {
    this.reader = reader;
  }

  @Override
  public synchronized void write(int b) {
    line.write(b);
    if (b == '\n') {
      emit();
    }
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) {
    int end = offset + length;
    int start = offset;
    for (int i = offset; i < end; i++) {
      if (bytes[i] == '\n') {
        line.write(bytes, start, i + 1 - start);
        start = i + 1;
      }
    }
    if (start > offset) {
      emit();
    }
    line.write(bytes, start, end - start);
  }

  /** A line without its end is shown at once, unless it would be torn by a prompt. */
  @Override
  public synchronized void flush() {
    if (line.size() > 0 && !reader.isReading()) {
      emit();
    }
  }

  private void emit() {
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    if (reader.isReading()) {
      reader.printAbove(text.endsWith("\n") ? text.substring(0, text.length() - 1) : text);
    } else {
      reader.getTerminal().writer().print(text);
      reader.getTerminal().flush();
    }
  }
}
