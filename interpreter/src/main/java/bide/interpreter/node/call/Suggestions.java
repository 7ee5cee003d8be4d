package bide.interpreter.node.call;

import bide.interpreter.error.BideException;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import java.util.Collection;
import java.util.Locale;

/** Finds the name that was probably meant. */
public final class Suggestions {
  private Suggestions() {}

  /** Adds a "did you mean" line, where a known name is near. Returns the error. */
  @TruffleBoundary
  public static BideException addTo(BideException error, String name, Collection<String> known) {
    String best = closest(name, known);
    return best == null ? error : error.withHelp("did you mean `" + best + "`?");
  }

  /**
   * The known name that is only written otherwise ({@code startsWith}), or else the one with the
   * fewest edits to {@code name}, at most a third of its length (and one for a short name); or
   * null.
   */
  @TruffleBoundary
  public static String closest(String name, Collection<String> known) {
    for (String candidate : known) {
      if (!candidate.equals(name) && plain(candidate).equals(plain(name))) {
        return candidate;
      }
    }
    int limit = Math.max(1, name.length() / 3);
    String best = null;
    int least = limit + 1;
    for (String candidate : known) {
      if (candidate.equals(name) || Math.abs(candidate.length() - name.length()) >= least) {
        continue;
      }
      int edits = distance(name, candidate);
      if (edits < least && edits < candidate.length()) {
        best = candidate;
        least = edits;
      }
    }
    return best;
  }

  /** Without capitals and underscores. */
  static String plain(String name) {
    return name.replace("_", "").toLowerCase(Locale.ROOT);
  }

  /** Optimal string alignment: insert, delete, replace, and swap of neighbours cost one each. */
  private static int distance(String a, String b) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replace = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replace, Math.min(last[j], row[j - 1]) + 1);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      int[] free = beforeLast;
      beforeLast = last;
      last = row;
      row = free;
    }
    return last[b.length()];
  }
}
