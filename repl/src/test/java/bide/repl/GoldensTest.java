package bide.repl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import bide.grammar.SourceParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * All that Bide can say is wrong: each program below {@code src/test/goldens} makes a mistake, and
 * what it puts on standard error, with the exit status, stands in the {@code .txt} beside it. It is
 * named after the diagnostic's code ({@code syntax}, {@code names}; {@code check}: what {@code bide
 * check} alone says) or the error's kind ({@code errors}), with more behind a dot where one program
 * does not show all. {@code -Dbide.goldens=write} writes the texts anew: read the difference as a
 * user would.
 */
final class GoldensTest {
  private static final Path GOLDENS = Path.of("src/test/goldens");

  /** Where diagnostics and errors are made. */
  private static final List<Path> SOURCES =
      List.of(
          Path.of("../grammar/src/main/java"),
          Path.of("../interpreter/src/main/java"),
          Path.of("../stdlib/src/main/java"));

  private static final Pattern DIAGNOSTIC =
      Pattern.compile(
          "(?:\\b(?:report|error|warning)\\(|Severity.WARNING,)\\s*\"([a-z]+(?:-[a-z]+)+|syntax)\"");

  private static final Pattern KIND =
      Pattern.compile("new BideException\\(\\s*\"([A-Z][A-Za-z]+)\"");

  /** How deep a task can suspend depends on sizes of objects. */
  private static final Pattern LARGE_COUNT = Pattern.compile("repeated \\d{4,} more times");

  private static final String HERE = Path.of("").toAbsolutePath().toString();

  /** A fault of Bide itself, and what needs a small heap: no programs for these. */
  private static final Set<String> WITHOUT = Set.of("InternalError", "MemoryError");

  @TestFactory
  Stream<DynamicTest> goldens() throws IOException {
    return programs().stream().map(file -> dynamicTest(name(file), () -> compare(file)));
  }

  @Test
  void every_diagnostic_and_every_kind_of_error_has_a_golden() throws IOException {
    Set<String> missing = new TreeSet<>();
    for (Path folder : SOURCES) {
      for (Path source : files(folder, ".java")) {
        String text = Files.readString(source);
        addAll(DIAGNOSTIC.matcher(text), missing);
        addAll(KIND.matcher(text), missing);
      }
    }
    assertEquals(
        true, missing.removeAll(WITHOUT) && missing.contains("syntax"), "nothing is found");
    for (Path program : programs()) {
      missing.remove(program.getFileName().toString().replaceAll("\\..*", ""));
    }
    assertEquals(
        Set.of(),
        missing,
        "write a program NAME.bide that makes this mistake into repl/"
            + GOLDENS
            + ", and its text with ./mvnw test -pl repl -am -Dtest=GoldensTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dbide.goldens=write\n");
  }

  @Test
  void the_programs_of_syntax_make_the_mistake_that_they_are_named_after() throws IOException {
    Set<String> others = new TreeSet<>();
    for (Path program : files(GOLDENS.resolve("syntax"), ".bide")) {
      String code = program.getFileName().toString().replaceAll("\\..*", "");
      if (SourceParser.parse(Files.readString(program)).diagnostics().stream()
          .noneMatch(d -> d.code().equals(code))) {
        others.add(code);
      }
    }
    assertEquals(Set.of(), others);
  }

  private static void addAll(Matcher names, Set<String> into) {
    into.addAll(names.results().map(r -> r.group(1)).collect(Collectors.toSet()));
  }

  private static void compare(Path program) throws IOException {
    String text = Files.readString(program);
    ScriptRun run =
        program.getParent().endsWith("check")
            ? check(program)
            : ScriptRun.of(
                ScriptRun.source(program, text), Expectations.of(text), Mode.DEFAULT, true);
    String said =
        LARGE_COUNT
            .matcher(run.err().replace(HERE, "(here)"))
            .replaceAll("repeated (very often) more times");
    said = said.stripTrailing() + "\nexit status " + run.status() + "\n";
    Path golden = program.resolveSibling(program.getFileName().toString().replace(".bide", ".txt"));
    if ("write".equals(System.getProperty("bide.goldens"))) {
      Files.writeString(golden, said);
    }
    assertEquals(Files.exists(golden) ? Files.readString(golden) : "", said);
  }

  private static ScriptRun check(Path program) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream err = new PrintStream(said, true, StandardCharsets.UTF_8);
    int status = Check.run(List.of(program.toString()), true, err);
    return new ScriptRun("", said.toString(StandardCharsets.UTF_8), status);
  }

  /** The files in folders called {@code lib} are modules that the programs use. */
  private static List<Path> programs() throws IOException {
    return files(GOLDENS, ".bide").stream().filter(f -> !f.getParent().endsWith("lib")).toList();
  }

  private static List<Path> files(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(f -> f.toString().endsWith(ending)).sorted().toList();
    }
  }

  private static String name(Path file) {
    return GOLDENS.relativize(file).toString();
  }
}
