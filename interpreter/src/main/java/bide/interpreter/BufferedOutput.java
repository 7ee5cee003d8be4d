package bide.interpreter;

import bide.interpreter.library.Output;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * Standard output. To a terminal each line goes at once; else lines are collected and go when there
 * are many, when the program rests and at its end. Thread-safe: a line is never mixed with another.
 */
final class BufferedOutput implements Output {
  private static final int CAPACITY = 16 * 1024;

  private final OutputStream target;
  private final boolean eachLine;
  private byte[] buffer = new byte[1024];
  private int used;

  BufferedOutput(OutputStream target) {
    this.target = target;
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
    try {
      target.write(bytes, 0, count);
      target.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the output", e);
    }
  }
}
