package bide.runtime.net;

import bide.runtime.reactor.Reactor;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What opens a file, at the limit of how many a process may have open. */
final class OpenFiles {
  /** An attempt to open one. */
  @FunctionalInterface
  interface Attempt<T> {
    @Nullable T make() throws IOException;
  }

  private OpenFiles() {}

  /**
   * Tries once more where there were too many open files, when those that have been closed are
   * gone: who has just closed some can count on having room.
   */
  static <T> @Nullable T retried(Reactor reactor, Attempt<T> attempt) throws IOException {
    try {
      return attempt.make();
    } catch (IOException e) {
      if (!areTooMany(e)) {
        throw e;
      }
      reactor.releaseClosed();
      return attempt.make();
    }
  }

  /** Java has no class for it: the system's own words, in English on every system. */
  static boolean areTooMany(IOException e) {
    return e.getMessage() != null
        && e.getMessage().toLowerCase(Locale.ROOT).contains("too many open files");
  }
}
