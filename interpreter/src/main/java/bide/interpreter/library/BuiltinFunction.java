package bide.interpreter.library;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;

/** A free builtin as a value: {@code print}. */
public record BuiltinFunction(Method method) {
  @Override
  @TruffleBoundary
  public String toString() {
    return "<fn " + method.name() + ">";
  }
}
