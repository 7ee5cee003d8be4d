package bide.repl;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.Source;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs every script below {@code src/test/scripts} in several {@link Mode}s and compares with what
 * its comments say ({@link Expectations}). {@code -Dbide.scripts=PART} runs only those whose path
 * contains PART, {@code -Dbide.modes=NAME,…} in these modes only.
 */
final class ScriptsTest {
  private static final Path SCRIPTS = Path.of("src/test/scripts");

  /**
   * Scripts below a folder of this name are modules that others use; they are not run themselves.
   */
  private static final Path MODULES = Path.of("lib");

  @Test
  void theEngineCompiles() {
    try (Engine engine = Session.newEngine()) {
      assertNotEquals("Interpreted", engine.getImplementationName());
    }
  }

  @Test
  void theCompiledModeCompilesFunctions() throws IOException {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    String code = "fn twice(n) { n * 2 }\nfor i in 0..2000 { twice(i) }";
    try (Engine engine =
        Mode.COMPILED
            .newEngine()
            .option("engine.TraceCompilation", "true")
            .logHandler(log)
            .build()) {
      try (Context context =
          Context.newBuilder(Session.LANGUAGE).engine(engine).allowCreateThread(true).build()) {
        context.eval(Session.LANGUAGE, code);
      }
    }
    String text = log.toString(StandardCharsets.UTF_8);
    assertTrue(Pattern.compile("opt done .* twice ").matcher(text).find(), text);
  }

  @TestFactory
  Stream<DynamicNode> scripts() throws IOException {
    String part = System.getProperty("bide.scripts", "");
    try (Stream<Path> files = Files.walk(SCRIPTS)) {
      List<Path> found =
          files
              .filter(f -> f.toString().endsWith(".bide") && f.toString().contains(part))
              .filter(
                  f ->
                      Stream.iterate(f, Objects::nonNull, Path::getParent)
                          .noneMatch(ScriptsTest::isModules))
              .sorted()
              .toList();
      return found.stream().map(ScriptsTest::script);
    }
  }

  private static boolean isModules(Path folder) {
    return MODULES.equals(folder.getFileName());
  }

  private static DynamicNode script(Path file) {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String title = SCRIPTS.relativize(file).toString();
    Stream<Mode> modes = Expectations.of(text).modes().stream().filter(wanted()::contains);
    return dynamicContainer(
        title, modes.map(mode -> test(title, ScriptRun.source(file, text), text, mode, true)));
  }

  /** The modes that were asked for on the command line; all without that. */
  private static List<Mode> wanted() {
    String names = System.getProperty("bide.modes");
    return names == null
        ? List.of(Mode.values())
        : Arrays.stream(names.split(",")).map(Mode::valueOf).toList();
  }

  static DynamicTest test(String title, Source source, String text, Mode mode, boolean run) {
    return dynamicTest(
        mode.title(),
        () -> {
          Expectations expected = Expectations.of(text);
          ScriptRun result = ScriptRun.of(source, expected, mode, run);
          String wrong = expected.mismatch(result);
          if (wrong != null) {
            Assertions.fail(title + ", " + mode.title() + ":\n" + wrong);
          }
        });
  }
}
