package bide.repl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import bide.repl.Invocation.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InvocationTest {
  @Test
  void a_bare_warn_blocking_does_not_take_the_script_for_its_time() {
    assertArrayEquals(
        new String[] {"--workers", "2", "--warn-blocking=10ms", "a.bide", "--warn-blocking"},
        CommandLine.withBlockingTime(
            new String[] {"--workers", "2", "--warn-blocking", "a.bide", "--warn-blocking"}));
    assertArrayEquals(
        new String[] {"--warn-blocking=50ms", "-"},
        CommandLine.withBlockingTime(new String[] {"--warn-blocking=50ms", "-"}));
  }

  @Test
  void what_follows_the_file_is_the_scripts_own() {
    assertEquals(
        new Invocation(Kind.FILE, "a.bide", List.of("-e", "--workers", "2"), 0),
        parse("a.bide", "-e", "--workers", "2"));
  }

  @Test
  void workers_stand_before_the_program() {
    assertEquals(
        new Invocation(Kind.FILE, "a.bide", List.of(), 3), parse("--workers", "3", "a.bide"));
    assertEquals(
        new Invocation(Kind.CODE, "1", List.of("x"), 3), parse("--workers=3", "-e", "1", "x"));
    assertEquals(new Invocation(Kind.SESSION, "", List.of(), 3), parse("--workers", "3"));
  }

  @Test
  void nothing_at_all_is_a_session() {
    assertEquals(new Invocation(Kind.SESSION, "", List.of(), 0), parse());
  }

  @Test
  void a_dash_is_standard_input() {
    assertEquals(new Invocation(Kind.FILE, "-", List.of("x"), 0), parse("-", "x"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "--version",
        "--nonsense",
        "-e",
        "--workers",
        "--workers=0",
        "--workers=x",
        "check"
      })
  void anything_else_is_left_to_the_full_command_line(String arg) {
    assertNull(parse(arg));
  }

  private static Invocation parse(String... args) {
    return Invocation.parse(args);
  }
}
