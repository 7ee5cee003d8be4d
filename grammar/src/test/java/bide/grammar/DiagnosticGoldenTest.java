package bide.grammar;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each {@code diagnostics/*.bide} is printed with all that is said about it, and must give the
 * {@code .txt} beside it. Run with {@code -Dbide.update=true} to write the files anew, and read the
 * difference.
 */
class DiagnosticGoldenTest {
  private static final Path FOLDER = Path.of("src/test/resources/diagnostics");

  static List<String> sources() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(f -> f.getFileName().toString())
          .filter(n -> n.endsWith(".bide"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("sources")
  void saysWhatIsWrong(String name) throws IOException {
    String text = Files.readString(FOLDER.resolve(name));
    DiagnosticPrinter printer = new DiagnosticPrinter(name, text);
    StringBuilder said = new StringBuilder();
    SourceParser.parse(text).diagnostics().forEach(d -> said.append(printer.print(d)));
    Path expected = FOLDER.resolve(name.replace(".bide", ".txt"));
    if (Boolean.getBoolean("bide.update")) {
      Files.writeString(expected, said);
    }
    assertEquals(Files.readString(expected), said.toString());
  }
}
