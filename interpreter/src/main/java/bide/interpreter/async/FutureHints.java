package bide.interpreter.async;

import bide.interpreter.error.BideException;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import org.jspecify.annotations.Nullable;

/** For errors of operations that were given a future where its value was meant. */
public final class FutureHints {
  private FutureHints() {}

  /** Adds what to write, where one of the values can be awaited. Returns the error. */
  @TruffleBoundary
  public static BideException addTo(BideException error, @Nullable Object... values) {
    for (Object value : values) {
      String hint = hint(value);
      if (hint != null) {
        return error.withHelp(hint);
      }
    }
    return error;
  }

  private static @Nullable String hint(@Nullable Object value) {
    if (value instanceof CallFuture call) {
      String name = call.code().name();
      boolean named = name.codePoints().allMatch(Character::isUnicodeIdentifierPart);
      return named && !name.equals("closure")
          ? "a call of `" + name + "` gives a future: write `" + name + "(…).await` for its value"
          : "write `.await` behind the future for its value";
    }
    if (value instanceof Strand) {
      return "write `.await` behind the task's handle for its result";
    }
    return value != null && Awaitables.isAwaitable(value)
        ? "write `.await` behind the future for its value"
        : null;
  }
}
