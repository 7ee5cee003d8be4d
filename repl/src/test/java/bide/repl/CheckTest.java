package bide.repl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code bide check} says, and with which status; its messages are among the goldens. */
class CheckTest {
  private static final String SHAPES = "enum Shape { Circle(r), Rect { w, h }, Empty }\n";

  @TempDir Path folder;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @Test
  void a_script_without_mistakes_is_passed_in_silence_and_does_not_run() throws IOException {
    Path ran = folder.resolve("ran");
    Path script = write("a.bide", "use fs\nfs.write(\"" + ran + "\", \"x\").await");
    assertEquals(ExitStatus.OK, check(false, script));
    assertEquals("", said());
    assertTrue(Files.notExists(ran));
  }

  @Test
  void mistakes_of_all_scripts_and_of_what_they_use_are_told_once() throws IOException {
    write("lib.bide", "pub let a = missing");
    Path first = write("first.bide", "use \"./lib.bide\"\nprint(lib.a, also)");
    Path second = write("second.bide", "use \"./lib.bide\"\nprint(lib.a)\nlet = 3");
    assertEquals(ExitStatus.FAILED, check(false, first, second));
    assertEquals(1, said().split("`missing` is not defined", -1).length - 1, said());
    assertTrue(said().contains("`also` is not defined"), said());
    assertTrue(said().contains("second.bide:3:"), said());
  }

  @Test
  void a_warning_fails_only_where_warnings_are_denied() throws IOException {
    Path script = write("a.bide", "let unused = 1");
    assertEquals(ExitStatus.OK, check(false, script));
    assertTrue(said().startsWith("warning: `unused` is never used"), said());
    assertEquals(ExitStatus.FAILED, check(true, script));
  }

  @Test
  void warnings_of_every_run_are_shown() throws IOException {
    assertEquals(ExitStatus.FAILED, check(true, write("a.bide", "async fn f() {}\nf()\nprint()")));
    assertTrue(said().contains("a future that nothing runs"), said());
  }

  @Test
  void a_file_that_is_not_there_is_a_wrong_command_line() {
    assertEquals(ExitStatus.USAGE, check(false, folder.resolve("missing.bide")));
    assertEquals(ExitStatus.USAGE, check(false, folder));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "match s { Circle(_) | Rect { .. } | Empty => 1 }",
        "match s { Circle(r) => r, Rect { w, .. } => w, x @ Empty => x }",
        "match s { Circle(1) => 1, Circle(r) if r > 1 => r, Circle(_) => 2, Rect { .. } => 3, Empty => 4 }",
        "match s { Circle(Circle(_)) => 1, Circle(Empty | Rect { .. }) => 2, Rect { .. } => 3, Empty => 4 }",
        "match s { Rect { w: true, h: true } => 1, Rect { w: false, .. } => 2, Rect { h: false, .. } => 3, Circle(_) | Empty => 4 }",
        "match s { Circle(_) => 1, _ => 2 }",
        "match s { Circle(_) => 1, nil => 2 }",
        "match s { 1 => 1, 2 => 2 }",
        "match s { [] => 1, [1] => 2, [_] => 3, \"a\" => 4 }",
        "match s { Circle(r) if r > 1 => 1, Circle(_) => 2, other => other }",
      })
  void a_match_that_leaves_out_nothing_is_passed(String match) throws IOException {
    assertEquals(ExitStatus.OK, check(true, write("a.bide", SHAPES + "let s = Empty\n" + match)));
    assertEquals("", said());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Rect { .. }, Empty: match s { Circle(_) => 1 }",
        "Circle(_): match s { Circle(r) if r > 1 => 1, Rect { .. } | Empty => 2 }",
        "Circle(Empty): match s { Circle(Circle(_) | Rect { .. }) => 1, Rect { .. } | Empty => 2 }",
        "Rect { w: true, h: false }: match s { Rect { w: true, h: true } => 1, Rect { w: false, .. } => 2, Circle(_) | Empty => 4 }",
        "Shape.Empty: match s { Shape.Circle(_) => 1, Shape.Rect { .. } => 2 }",
      })
  void a_match_that_leaves_out_a_variant_is_told(String test) throws IOException {
    int colon = test.indexOf(": match");
    String missing = "`" + test.substring(0, colon).replaceAll(", (?=E)", "`, `") + "`";
    Path script = write("a.bide", SHAPES + "let s = Empty\n" + test.substring(colon + 2));
    assertEquals(ExitStatus.FAILED, check(true, script));
    assertTrue(said().startsWith("warning: the match has no arm for " + missing + "\n"), said());
  }

  private String said() {
    return said.toString(StandardCharsets.UTF_8);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private int check(boolean denyWarnings, Path... scripts) {
    List<String> files = java.util.Arrays.stream(scripts).map(Path::toString).toList();
    return Check.run(files, denyWarnings, new PrintStream(said, true, StandardCharsets.UTF_8));
  }
}
