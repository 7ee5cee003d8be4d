package bide.interpreter.async;

import org.jspecify.annotations.Nullable;

/**
 * Stands for a call that waits for a leaf in tail position: it keeps nothing of the call but its
 * place, and passes the result on.
 */
final class Relay extends Captures.P0O0 {
  /** Null where no code of the program waits. */
  final @Nullable AwaitNode place;

  Relay(@Nullable AwaitNode place) {
    super(null);
    this.place = place;
  }
}
