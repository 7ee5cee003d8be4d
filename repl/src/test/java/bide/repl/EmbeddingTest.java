package bide.repl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
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
    Value trace = cause.getMember("trace");
    assertEquals(2, trace.getArraySize());
    assertEquals("at work (x.bide:1:37)", trace.getArrayElement(0).toString());
    assertEquals("spawned by main (x.bide:2:9)", trace.getArrayElement(1).toString());
    assertEquals("x.bide:2:9", place(trace.getArrayElement(1).getSourceLocation()));
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

  // ---------------------------------------------------------------- several evaluations

  private static final String UNSEEN = "spawn(async { throw \"boom\" })\nsleep(5ms).await\n42";

  private static final String LEAVES_TASK =
      "spawn(async { try { sleep(1h).await } finally { print(\"out\") } })\nsleep(2ms).await\n7";

  @Test
  void each_source_is_a_program_of_its_own() {
    for (int i = 0; i < 3; i++) {
      assertEquals("a task has failed, which nobody awaited: boom", failure(UNSEEN).getMessage());
      assertTrue(shown().contains("which nobody awaited: error: boom\n"));
      assertEquals(7, eval(LEAVES_TASK).asInt());
      assertEquals("out\nnote: main ended; 1 task was cancelled: task 2 (async block)\n", shown());
      assertEquals(3, eval("spawn(async { sleep(1ms).await; 3 }).await").asInt());
      assertEquals("", shown());
    }
  }

  @Test
  void what_had_to_be_killed_does_not_disturb_the_next_source() {
    try (Context impatient =
        Context.newBuilder("bide")
            .allowCreateThread(true)
            .option("bide.shutdownMillis", "50")
            .out(out)
            .err(out)
            .build()) {
      impatient.eval(
          source(
              "spawn(async { try { sleep(1h).await } finally { while true { } } })\nsleep(5ms).await"));
      assertTrue(shown().contains("1 task did not end in time"));
      Value sum = impatient.eval(source("let mut n = 0\nwhile n < 1_000_000 { n += 1 }\nn"));
      assertEquals(1_000_000, sum.asInt());
    }
  }

  @Test
  void a_second_evaluation_at_once_is_refused_and_the_first_goes_on() throws Exception {
    List<Object> first = Collections.synchronizedList(new ArrayList<>());
    Thread other =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    first.add(eval("print(\"begun\")\nsleep(1s).await\n1").asInt());
                  } catch (PolyglotException e) {
                    first.add(e);
                  }
                });
    awaitShown("begun");
    String refused = failure("2").getMessage();
    assertTrue(refused.startsWith("error: this context evaluates another source"), refused);
    other.join();
    assertEquals(List.of(1), first);
    assertEquals(2, eval("2").asInt());
  }

  private void awaitShown(String text) throws InterruptedException {
    while (!out.toString(StandardCharsets.UTF_8).contains(text)) {
      Thread.sleep(5);
    }
  }

  // ---------------------------------------------------------------- Context.interrupt

  private static final List<String> ENDLESS =
      List.of(
          "while true { }",
          "sleep(1h).await",
          "fn spin() { while true { } }\nspin()",
          "spawn_blocking(|| { while true { } }).await",
          "try { while true { sleep(1ms).await } } finally { while true { sleep(1ms).await } }",
          "spawn(async { while true { } })\nchannel(1).recv().await",
          "spawn(async { try { sleep(1h).await } finally { while true { } } })\nsleep(5ms).await",
          "spawn(async { sleep(1h).await }).detach()");

  private Thread interruptsOnceBegun(Context interrupted) {
    return Thread.ofPlatform()
        .start(
            () -> {
              try {
                awaitShown("begun");
                interrupted.interrupt(Duration.ofSeconds(60));
              } catch (InterruptedException | TimeoutException e) {
                throw new IllegalStateException(e);
              }
            });
  }

  @Test
  void an_interrupt_ends_what_runs_and_the_next_source_runs_as_ever() throws Exception {
    for (String code : ENDLESS) {
      Thread person = interruptsOnceBegun(context);
      PolyglotException e =
          assertThrows(
              PolyglotException.class, () -> eval("print(\"begun\")\nsleep(5ms).await\n" + code));
      assertTrue(e.isInterrupted(), code + ": " + e.getMessage());
      person.join();
      assertEquals("begun\n", shown(), code);
      Value next =
          eval(
              "let a = spawn(async { sleep(2ms).await; 3 })\na.await + spawn_blocking(|| 4).await");
      assertEquals(7, next.asInt(), code);
      assertEquals("", shown(), code);
    }
  }

  @Test
  void an_interrupt_reaches_a_function_whose_thread_is_just_beginning() throws Exception {
    for (int i = 0; i < 20; i++) {
      long delay = i * 200_000L;
      Thread person =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      awaitShown("begun");
                      LockSupport.parkNanos(delay);
                      context.interrupt(Duration.ofSeconds(60));
                    } catch (InterruptedException | TimeoutException e) {
                      throw new IllegalStateException(e);
                    }
                  });
      PolyglotException e =
          assertThrows(
              PolyglotException.class,
              () -> eval("print(\"begun\")\nspawn_blocking(|| { while true { } }).await"));
      assertTrue(e.isInterrupted(), e.getMessage());
      person.join();
      assertEquals("begun\n", shown());
    }
    assertEquals(4, eval("spawn_blocking(|| 4).await").asInt());
  }

  @Test
  void a_session_goes_on_after_an_interrupt() throws Exception {
    try (Context session =
        Context.newBuilder("bide")
            .allowCreateThread(true)
            .option("bide.session", "true")
            .out(out)
            .err(out)
            .build()) {
      session.eval(source("let five = 5"));
      Thread person = interruptsOnceBegun(session);
      PolyglotException e =
          assertThrows(
              PolyglotException.class,
              () -> session.eval(source("print(\"begun\"); sleep(1h).await")));
      assertTrue(e.isInterrupted(), e.getMessage());
      person.join();
      assertEquals(6, session.eval(source("sleep(1ms).await; five + 1")).asInt());
      assertEquals("begun\n", shown());
    }
  }

  // ---------------------------------------------------------------- what the host has to allow

  @Test
  void a_context_that_may_not_create_threads_says_so() {
    try (Context poor = Context.newBuilder("bide").out(out).err(out).build()) {
      PolyglotException e =
          assertThrows(PolyglotException.class, () -> poor.eval(source("print(1)")));
      assertTrue(e.isGuestException() && !e.isInternalError(), e.getMessage());
      assertEquals(
          """
          error: this context may not create threads, and tasks run on threads
          help: make the context with `allowCreateThread(true)`""",
          e.getMessage());
    }
  }

  // ---------------------------------------------------------------- values

  @Test
  void plain_values_are_plain_to_the_host() {
    assertEquals(42, eval("40 + 2").asInt());
    assertEquals(0.5, eval("1.0 / 2").asDouble());
    assertTrue(eval("1 < 2").asBoolean());
    assertEquals("ab", eval("\"a\" + \"b\"").asString());
    assertEquals("\"ab\"", eval("\"a\" + \"b\"").toString());
    assertTrue(eval("nil").isNull());
    Value list = eval("[1, 2]");
    assertEquals("[1, 2]", list.toString());
    assertFalse(list.isNumber() || list.isString() || list.hasArrayElements());
  }
}
