import bide.grammar.ParseResult;
import bide.grammar.SourceParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * How fast source text becomes a syntax tree, warm: parses all scripts below a folder again and again, each by itself.
 *
 * <p>{@code java -cp 'repl/target/image/lib/*' bench/ParseSpeed.java FOLDER ROUNDS}. Prints the size of the scripts and, of the last
 * half of the rounds, the median in MB/s.
 */
final class ParseSpeed {
  private ParseSpeed() {}

  public static void main(String[] args) throws IOException {
    List<String> texts;
    try (Stream<Path> files = Files.walk(Path.of(args[0]))) {
      texts = files.filter(f -> f.toString().endsWith(".bide")).map(ParseSpeed::read).toList();
    }
    long bytes = texts.stream().mapToLong(t -> t.getBytes(StandardCharsets.UTF_8).length).sum();
    int rounds = Integer.parseInt(args[1]);
    double[] speeds = new double[rounds];
    int diagnostics = 0;
    for (int i = 0; i < rounds; i++) {
      long start = System.nanoTime();
      for (String text : texts) {
        ParseResult result = SourceParser.parse(text);
        diagnostics += result.diagnostics().size();
      }
      speeds[i] = bytes / 1e6 / ((System.nanoTime() - start) / 1e9);
    }
    double[] warm = Arrays.copyOfRange(speeds, rounds / 2, rounds);
    Arrays.sort(warm);
    System.out.printf(
        Locale.ROOT,
        "%d scripts, %.3f MB, %d diagnostics: %.2f MB/s warm, %.2f MB/s in the first round%n",
        texts.size(), bytes / 1e6, diagnostics, warm[warm.length / 2], speeds[0]);
  }

  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8); // also what is no UTF-8: a test of bad input
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
