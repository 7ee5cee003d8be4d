package bide.interpreter.async;

import com.oracle.truffle.api.exception.AbstractTruffleException;

/**
 * Raised at the {@code yield} where a generator rests when nobody wants more of it: its {@code
 * finally} and {@code defer} parts run. No error: {@code catch} does not see it, and it ends with
 * the generator.
 */
@SuppressWarnings("serial")
final class ClosedException extends AbstractTruffleException {
  ClosedException() {
    super("closed", null, 0, null);
  }
}
