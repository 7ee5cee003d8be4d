package bide.interpreter.async;

import bide.interpreter.error.UnwindException;

/**
 * Raised at the {@code yield} where a generator rests when nobody wants more of it. It ends with
 * the generator.
 */
@SuppressWarnings("serial")
final class ClosedException extends UnwindException {
  ClosedException() {
    super("closed", 0, null);
  }
}
