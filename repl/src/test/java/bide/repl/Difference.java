package bide.repl;

import java.util.ArrayList;
import java.util.List;

/** The difference of two texts, line by line, from their longest common subsequence. */
final class Difference {
  /** Equal lines that are shown around a difference. */
  private static final int CONTEXT = 3;

  private Difference() {}

  static String of(List<String> expected, List<String> actual) {
    int[][] common = new int[expected.size() + 1][actual.size() + 1];
    for (int i = expected.size() - 1; i >= 0; i--) {
      for (int k = actual.size() - 1; k >= 0; k--) {
        common[i][k] =
            expected.get(i).equals(actual.get(k).stripTrailing())
                ? common[i + 1][k + 1] + 1
                : Math.max(common[i + 1][k], common[i][k + 1]);
      }
    }
    List<String> lines = new ArrayList<>();
    int i = 0;
    int k = 0;
    while (i < expected.size() || k < actual.size()) {
      if (i < expected.size()
          && k < actual.size()
          && expected.get(i).equals(actual.get(k).stripTrailing())) {
        lines.add("  " + expected.get(i++));
        k++;
      } else if (i < expected.size()
          && (k == actual.size() || common[i + 1][k] >= common[i][k + 1])) {
        lines.add("- " + expected.get(i++));
      } else {
        lines.add("+ " + actual.get(k++));
      }
    }
    return withoutEqualStretches(lines);
  }

  private static String withoutEqualStretches(List<String> lines) {
    StringBuilder out = new StringBuilder();
    boolean skipped = false;
    for (int i = 0; i < lines.size(); i++) {
      boolean near = false;
      for (int k = Math.max(0, i - CONTEXT); k <= Math.min(lines.size() - 1, i + CONTEXT); k++) {
        near |= !lines.get(k).startsWith(" ");
      }
      if (near) {
        out.append("  ").append(lines.get(i)).append('\n');
      } else if (!skipped) {
        out.append("  …\n");
      }
      skipped = !near;
    }
    return out.toString();
  }
}
