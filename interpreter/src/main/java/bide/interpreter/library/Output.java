package bide.interpreter.library;

/** Where the text of {@code print} goes. Thread-safe; a line never mixes with another. */
@FunctionalInterface
public interface Output {
  /** The process's standard output, through {@link System#out}. */
  Output STANDARD =
      line -> {
        System.out.write(line, 0, line.length);
        System.out.flush();
      };

  /**
   * @param line UTF-8, with its newline
   */
  void write(byte[] line);
}
