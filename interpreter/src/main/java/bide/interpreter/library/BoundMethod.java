package bide.interpreter.library;

import bide.interpreter.value.Kinds;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;

/**
 * A builtin method without its call, such as {@code xs.push}: a function that remembers its
 * receiver.
 */
public record BoundMethod(Object receiver, Method method) {
  @Override
  @TruffleBoundary
  public String toString() {
    return "<fn " + Kinds.name(receiver) + "." + method.name() + ">";
  }
}
