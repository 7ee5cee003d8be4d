package bide.interpreter;

import bide.interpreter.library.Output;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Standard output. To a terminal each line goes at once; else lines are collected and go when there
 * are many, when the program rests and at its end. Thread-safe: a line is never mixed with another.
 * Once a write has failed nothing more is written.
 */
final class BufferedOutput implements Output {
  private static final int CAPACITY = 16 * 1024;

  private final OutputStream target;
  private final boolean eachLine;
  private byte[] buffer = new byte[1024];
  private int used;
  private final Consumer<IOException> onFailure;
  private boolean failed;

  /**
   * @param onFailure told once, of the first write that fails; by the thread that made it
   */
  BufferedOutput(OutputStream target, Consumer<IOException> onFailure) {
    this.target = target;
    this.onFailure = onFailure;
    this.eachLine = System.console() != null && System.console().isTerminal();
  }

  @Override
  public synchronized void write(byte[] line) {
    if (line.length > CAPACITY) {
      flush();
      send(line, line.length);
      return;
    }
    if (used + line.length > buffer.length) {
      if (used + line.length <= CAPACITY) {
        buffer = Arrays.copyOf(buffer, CAPACITY);
      } else {
        flush();
      }
    }
    System.arraycopy(line, 0, buffer, used, line.length);
    used += line.length;
    if (eachLine) {
      flush();
    }
  }

  synchronized void flush() {
    if (used > 0) {
      int count = used;
      used = 0;
      send(buffer, count);
    }
  }

  private void send(byte[] bytes, int count) {
    if (failed) {
      return;
    }
    try {
      target.write(bytes, 0, count);
      target.flush();
    } catch (IOException e) {
      failed = true;
      onFailure.accept(e);
    }
  }
}
