package bide.interpreter.async;

import bide.interpreter.error.BideException;
import bide.interpreter.error.StackDepth;
import com.oracle.truffle.api.exception.AbstractTruffleException;

/**
 * A fault of the interpreter itself, as an error that a script can see and that is reported with
 * its Java stack trace.
 */
public final class InternalFailure {
  private InternalFailure() {}

  /** What ended a piece of guest code, as an error of the language. */
  static AbstractTruffleException guest(Throwable failure) {
    return switch (failure) {
      case AbstractTruffleException guest -> guest;
      case StackOverflowError overflow -> StackDepth.exceeded(overflow, null);
      case OutOfMemoryError full -> outOfMemory(full);
      default -> of(failure);
    };
  }

  private static BideException outOfMemory(OutOfMemoryError full) {
    long megabytes = Runtime.getRuntime().maxMemory() >> 20;
    BideException error =
        new BideException(
            "MemoryError", "the memory is used up: the heap may have " + megabytes + " megabytes");
    error.trace().collect(full);
    return error.withHelp("give Bide more with BIDE_JAVA_OPTIONS=-Xmx4g, or keep less at a time");
  }

  static BideException of(Throwable failure) {
    BideException error = new BideException("InternalError", "internal error: " + failure);
    error.causedBy(failure);
    return error;
  }
}
