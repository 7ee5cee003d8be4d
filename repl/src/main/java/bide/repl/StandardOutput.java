package bide.repl;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The standard output of a script, which remembers that it could not be written to; {@link
 * System#out} would keep that to itself. Thread-safe.
 */
final class StandardOutput extends OutputStream {
  /** What systems say when nobody reads from a pipe any more. */
  private static final String BROKEN_PIPE = "broken pipe";

  private final OutputStream target;
  private volatile @Nullable IOException failure;

  StandardOutput() {
    this(new FileOutputStream(FileDescriptor.out));
  }

  StandardOutput(OutputStream target) {
    this.target = target;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    try {
      target.write(bytes, from, count);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  boolean hasFailed() {
    return failure != null;
  }

  /** Says why it has failed, unless nobody wanted to read on; returns the exit status. */
  int report(PrintStream err) {
    String message = failure.getMessage();
    String reason = message == null ? failure.getClass().getSimpleName() : message;
    reason = reason.substring(0, 1).toLowerCase(Locale.ROOT) + reason.substring(1);
    if (reason.equals(BROKEN_PIPE)) {
      return ExitStatus.BROKEN_PIPE;
    }
    err.println("bide: cannot write to standard output: " + reason);
    return ExitStatus.FAILED;
  }
}
