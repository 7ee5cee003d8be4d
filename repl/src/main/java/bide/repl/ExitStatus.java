package bide.repl;

/** What the process tells its parent. */
final class ExitStatus {
  static final int OK = 0;

  /** An error that no code caught, in the main task or in a task that nobody observed. */
  static final int FAILED = 1;

  /** A wrong command line, or a script that does not compile. */
  static final int USAGE = 2;

  /** Added to the number of the signal that ends a process, as shells expect. */
  static final int SIGNAL = 128;

  /** Ended by Ctrl-C, which is SIGINT. */
  static final int INTERRUPTED = SIGNAL + 2;

  /** Nobody reads the output any more: what shells show for a filter that SIGPIPE has ended. */
  static final int BROKEN_PIPE = SIGNAL + 13;

  private ExitStatus() {}
}
