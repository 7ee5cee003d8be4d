package bide.interpreter.async;

/**
 * Stands for a call that waits for a leaf in tail position: it keeps nothing and passes the result
 * on.
 */
final class Relay extends Captures.P0O0 {
  Relay() {
    super(null);
  }
}
