package bide.interpreter.async;

import bide.interpreter.error.BideException;

/**
 * A fault of the interpreter itself, as an error that a script can see and that is reported with
 * its Java stack trace.
 */
public final class InternalFailure {
  private InternalFailure() {}

  static BideException of(Throwable failure) {
    BideException error = new BideException("InternalError", "internal error: " + failure);
    error.causedBy(failure);
    return error;
  }
}
