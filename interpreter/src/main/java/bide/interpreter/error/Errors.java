package bide.interpreter.error;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;

/**
 * The kinds of errors that the language itself throws, one factory each. The call site adds the
 * place.
 */
public final class Errors {
  private Errors() {}

  @TruffleBoundary
  public static BideException type(String message) {
    return new BideException("TypeError", message);
  }

  @TruffleBoundary
  public static BideException value(String message) {
    return new BideException("ValueError", message);
  }

  @TruffleBoundary
  public static BideException index(String message) {
    return new BideException("IndexError", message);
  }

  @TruffleBoundary
  public static BideException key(String message) {
    return new BideException("KeyError", message);
  }

  @TruffleBoundary
  public static BideException name(String message) {
    return new BideException("NameError", message);
  }

  @TruffleBoundary
  public static BideException argument(String message) {
    return new BideException("ArgumentError", message);
  }

  @TruffleBoundary
  public static BideException divisionByZero() {
    return new BideException("DivisionByZero", "division by zero");
  }

  @TruffleBoundary
  public static BideException match(String message) {
    return new BideException("MatchError", message);
  }

  @TruffleBoundary
  public static BideException io(String message) {
    return new BideException("IoError", message);
  }

  /** A heap that is used up, or that cannot hold what is asked for. */
  @TruffleBoundary
  public static BideException memory() {
    long megabytes = Runtime.getRuntime().maxMemory() >> 20;
    return new BideException(
            "MemoryError", "the memory is used up: the heap may have " + megabytes + " megabytes")
        .withHelp("give Bide more with BIDE_JAVA_OPTIONS=-Xmx4g, or keep less at a time");
  }

  @TruffleBoundary
  public static BideException recursion(String message) {
    return new BideException("RecursionError", message);
  }

  /** An error that is no code's: it has neither a place nor a way. */
  static BideException unthrown(String kind, String message) {
    return BideException.made(kind, message, null, null);
  }
}
