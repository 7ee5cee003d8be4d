package bide.repl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.SourceSection;
import org.graalvm.polyglot.Value;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a host program sees that evaluates sources through the polyglot API. */
@Timeout(120)
class EmbeddingTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Context context =
      Context.newBuilder("bide").allowCreateThread(true).out(out).err(out).build();

  @AfterEach
  void close() {
    context.close();
  }

  private Value eval(String code) {
    return context.eval(source(code));
  }

  private static Source source(String code) {
    return Source.newBuilder("bide", code, "x.bide").cached(false).buildLiteral();
  }

  private PolyglotException failure(String code) {
    PolyglotException e = assertThrows(PolyglotException.class, () -> eval(code));
    assertTrue(e.isGuestException(), e.getMessage());
    assertFalse(e.isInternalError(), e.getMessage());
    return e;
  }

  private String shown() {
    String text = out.toString(StandardCharsets.UTF_8);
    out.reset();
    return text;
  }

  private static String place(SourceSection section) {
    return section.getSource().getName()
        + ":"
        + section.getStartLine()
        + ":"
        + section.getStartColumn();
  }

  /** The guest frames, innermost first, as `name (place)`. */
  private static List<String> frames(PolyglotException e) {
    List<String> frames = new ArrayList<>();
    for (PolyglotException.StackFrame frame : e.getPolyglotStackTrace()) {
      if (frame.isGuestFrame()) {
        frames.add(frame.getRootName() + " (" + place(frame.getSourceLocation()) + ")");
      }
    }
    return frames;
  }

  /** The lines of a report that say by which way its first error came, without their words. */
  private static List<String> lines(String report) {
    return report
        .split("\ncaused by ")[0]
        .lines()
        .filter(line -> line.matches("   (at|called in|awaited in|resumed in|spawned by) .*"))
        .map(line -> line.replaceFirst("   (at|called in|awaited in|resumed in|spawned by) ", ""))
        .toList();
  }

  // ---------------------------------------------------------------- failures

  private static final String WAY =
      """
      fn deep(n) { if n == 0 { [1][5] } else { deep(n - 1) + 1 } }
      async fn inner() { sleep(1ms).await; deep(1) }
      async fn mid() { let r = join(inner(), sleep(1ms)).await; r }
      async fn outer() { let v = mid().await; v }
      let f = async || { let q = outer().await; q }
      f().await
      """;

  @Test
  void a_failure_has_the_place_and_the_frames_that_its_report_shows() {
    PolyglotException e = failure(WAY);
    assertTrue(e.getMessage().startsWith("error: IndexError: "), e.getMessage());
    assertEquals("x.bide:1:26", place(e.getSourceLocation()));
    assertEquals(lines(e.getMessage()), frames(e));
    assertEquals(
        List.of(
            "deep (x.bide:1:26)",
            "deep (x.bide:1:42)",
            "inner (x.bide:2:38)",
            "join branch 1 in mid (x.bide:3:26)",
            "outer (x.bide:4:28)",
            "closure (x.bide:5:28)",
            "main (x.bide:6:1)"),
        frames(e));
  }

  @Test
  void a_folded_way_has_the_frames_that_are_shown() {
    PolyglotException e =
        failure(
            """
            async fn down(n) { if n == 0 { throw "bottom" }; let r = down(n - 1).await; r }
            down(50_000).await
            """);
    assertTrue(e.getMessage().contains("more times …"), e.getMessage());
    assertEquals(lines(e.getMessage()), frames(e));
    assertTrue(frames(e).getLast().startsWith("main ("), e.getMessage());
  }

  @Test
  void the_guest_object_is_the_error() {
    Value error = failure(WAY).getGuestObject();
    assertTrue(error.isException());
    assertEquals("IndexError", error.getMetaObject().getMetaSimpleName());
    assertTrue(error.getMetaObject().isMetaInstance(error));
    assertEquals("IndexError", error.getMember("kind").asString());
    assertFalse(error.getMember("message").asString().contains("\n"));
    assertTrue(error.getMember("cause").isNull());
    assertEquals("x.bide:1:26", place(error.getSourceLocation()));
    assertThrows(PolyglotException.class, error::throwException);
  }

  @Test
  void the_cause_of_a_failure_can_be_reached() {
    PolyglotException e =
        failure(
            """
            async fn work() { sleep(1ms).await; throw #{code: 7} }
            let t = spawn(work())
            t.await
            """);
    Value error = e.getGuestObject();
    assertEquals("TaskError", error.getMetaObject().getMetaSimpleName());
    assertEquals(List.of("main (x.bide:3:1)"), frames(e));
    Value cause = error.getMember("cause");
    assertTrue(cause.isException());
    assertEquals("Error", cause.getMetaObject().getMetaSimpleName());
    assertEquals("#{code: 7}", cause.getMember("value").toString());
    assertEquals("x.bide:1:37", place(cause.getSourceLocation()));
    PolyglotException thrown = assertThrows(PolyglotException.class, cause::throwException);
    assertEquals("x.bide:1:37", place(thrown.getSourceLocation()));
  }

  @Test
  void an_unseen_failure_says_what_it_is() {
    PolyglotException e =
        failure("async fn work() { throw \"boom\" }\nspawn(work())\nsleep(5ms).await\n42");
    assertEquals("a task has failed, which nobody awaited: boom", e.getMessage());
    assertEquals(List.of("work (x.bide:1:19)", "main (x.bide:2:1)"), frames(e));
    assertEquals(lines(shown()), frames(e));
    assertEquals("x.bide:1:19", place(e.getSourceLocation()));
    assertTrue(ScriptRunner.isPrinted(e), "the command does not print it once more");
  }

  @Test
  void a_deadlock_says_what_it_is() {
    PolyglotException e = failure("channel(1).recv().await");
    assertEquals("deadlock: no task can ever go on", e.getMessage());
    assertTrue(ScriptRunner.isPrinted(e));
    assertTrue(shown().startsWith("error: deadlock: no task can ever go on\ntask 1 (main)"));
  }

  // ---------------------------------------------------------------- programs that do not compile

  @Test
  void a_program_that_does_not_compile_has_the_place_of_its_first_mistake() {
    PolyglotException e = failure("let x = 1\nprint(x +)\nprint(y)\n");
    assertTrue(e.isSyntaxError());
    assertFalse(e.isIncompleteSource());
    assertEquals("x.bide:2:10", place(e.getSourceLocation()));
    PolyglotException unknown = failure("let x = 1\nprint(y)\n");
    assertTrue(unknown.isSyntaxError());
    assertEquals("y", unknown.getSourceLocation().getCharacters().toString());
  }

  @Test
  void a_program_that_only_goes_on_is_incomplete() {
    for (String code : List.of("fn f() {", "1 +", "let s = \"\"\"a", "print([1, 2")) {
      PolyglotException e = failure(code);
      assertTrue(e.isSyntaxError() && e.isIncompleteSource(), code);
      assertNotNull(e.getSourceLocation(), code);
    }
    assertFalse(failure("fn f() { } }").isIncompleteSource());
  }
}
