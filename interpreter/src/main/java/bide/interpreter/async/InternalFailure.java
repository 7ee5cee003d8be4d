package bide.interpreter.async;

import bide.interpreter.error.BideException;
import bide.interpreter.error.Errors;
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
      case OutOfMemoryError full -> Errors.memory();
      default -> of(failure);
    };
  }

  static BideException of(Throwable failure) {
    BideException error = new BideException("InternalError", "internal error: " + failure);
    error.causedBy(failure);
    return error;
  }
}
