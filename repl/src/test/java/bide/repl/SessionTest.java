package bide.repl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What goes on from one input of a session to the next, and what is said at its end. */
@Timeout(120)
class SessionTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Context context =
      Session.newContext(new Invocation(Invocation.Kind.SESSION, "", List.of(), 2), out, out);

  @AfterEach
  void close() {
    context.close();
  }

  /** Runs inputs, one each line; returns what the session has shown meanwhile. */
  private String run(String inputs) {
    inputs
        .lines()
        .forEach(
            line -> {
              Source source =
                  Source.newBuilder(Session.LANGUAGE, line, "<input>")
                      .interactive(true)
                      .cached(false)
                      .buildLiteral();
              try {
                context.eval(source);
              } catch (PolyglotException e) {
                String report = ScriptRunner.isPrinted(e) ? "" : e.getMessage();
                out.writeBytes((report + "\n").getBytes(StandardCharsets.UTF_8));
              }
            });
    return shown();
  }

  private String shown() {
    String text = out.toString(StandardCharsets.UTF_8);
    out.reset();
    return text;
  }

  // ---------------------------------------------------------------- the main task

  @Test
  void the_main_task_goes_on_from_one_input_to_the_next() {
    assertEquals(
        "false\n1\n1\n",
        run("use task\nlet me = task.current()\nme.is_finished()\nme.id\ntask.current().id\n"));
  }

  @Test
  void a_waker_of_an_earlier_input_calls_its_function() {
    assertEquals("woken\n", run("let w = waker(|| print(\"woken\"))\nw.wake()\n"));
  }

  @Test
  void a_waker_is_called_while_no_input_runs() throws Exception {
    String text = run("let f = sleep(500ms); f.poll(waker(|| print(\"woken\")))\n");
    for (int i = 0; i < 1_000 && !text.contains("woken"); i++) {
      Thread.sleep(10);
      text += shown();
    }
    assertTrue(text.contains("woken\n"), text);
  }

  @Test
  void a_future_begun_in_one_input_goes_on_in_another() {
    assertEquals(
        "Pending\n5\n",
        run(
            "async fn five() { sleep(5ms).await; 5 }\nlet f = five()\nf.poll(waker(|| nil))\nf.await\n"));
  }

  @Test
  void a_lock_taken_in_one_input_is_released_in_another() {
    assertEquals(
        "7\n",
        run(
            "let m = Mutex(7)\nlet g = m.lock().await\ng.release()\nwith h = m.lock().await { h.value }\n"));
  }

  @Test
  void the_main_task_goes_on_after_inputs_that_fail_or_are_cancelled() {
    assertEquals(
        "cancelled\nwoken\n2\n",
        run(
            "use task\nlet w = waker(|| print(\"woken\"))\ntask.current().cancel(); sleep(1h).await\nw.wake()\n1 + 1\n"));
  }

  // ---------------------------------------------------------------- Ctrl-C

  /** Runs an input that is interrupted when it has printed "begun", and again at "finally". */
  private String interruptTwice(String input) throws InterruptedException {
    Thread person =
        Thread.ofPlatform()
            .start(
                () -> {
                  awaitPrinted("begun");
                  Session.interrupt(context);
                  awaitPrinted("finally");
                  Session.interrupt(context);
                });
    String shown = run(input + "\n");
    person.join();
    return shown + run("sleep(1ms).await\n1 + 1\n");
  }

  @Test
  void one_interrupt_ends_an_input_that_never_awaits() throws Exception {
    run("let mut i = 0\nasync fn spin() { let mut a = 0; loop { a += 1 } }\n");
    run("fn sync() { let mut k = 0; while true { k += 1 } }\n");
    for (String input :
        List.of(
            "print(\"begun\"); loop { i += 1 }",
            "print(\"begun\"); loop { nil }",
            "print(\"begun\"); spin().await",
            "print(\"begun\"); sync()",
            "print(\"begun\"); join(spin(), sleep(1h)).await",
            "let f = spin(); let w = waker(|| nil); print(\"begun\"); loop { f.poll(w) }",
            "print(\"begun\"); try { loop { i += 1 } } finally { sleep(1ms).await }")) {
      Thread person =
          Thread.ofPlatform()
              .start(
                  () -> {
                    awaitPrinted("begun");
                    LockSupport.parkNanos(50_000_000);
                    Session.interrupt(context);
                  });
      assertEquals("begun\ncancelled\n2\n", run(input + "\n1 + 1\n"), input);
      person.join();
    }
  }

  private void awaitPrinted(String text) {
    for (long begin = System.nanoTime(); System.nanoTime() - begin < 20_000_000_000L; ) {
      if (out.toString(StandardCharsets.UTF_8).contains(text)) {
        return;
      }
      Thread.onSpinWait();
    }
  }

  private static final String ENDED =
      """
      begun
      finally
      note: the input was ended in the middle of its finally parts
      cancelled
      2
      """;

  @Test
  void an_input_whose_finally_waits_is_ended_by_a_second_interrupt() throws Exception {
    assertEquals(
        ENDED,
        interruptTwice(
            "try { print(\"begun\"); sleep(1h).await } finally { print(\"finally\"); sleep(1h).await }"));
  }

  @Test
  void an_input_whose_finally_runs_for_ever_is_ended_by_a_second_interrupt() throws Exception {
    assertEquals(
        ENDED,
        interruptTwice(
            "try { print(\"begun\"); sleep(1h).await } finally { print(\"finally\"); sleep(1ms).await; while true {} }"));
  }

  @Test
  void a_sync_function_whose_finally_part_runs_for_ever_is_ended() throws Exception {
    run("fn again() { while true {} }\nfn f() { try { while true {} } finally { again() } }\n");
    Thread person =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (!Session.taskDump(context).contains("at f (")) {
                    Thread.onSpinWait();
                  }
                  Session.interrupt(context);
                  while (!Session.taskDump(context).contains("at again (")) {
                    Thread.onSpinWait();
                  }
                  Session.interrupt(context);
                });
    assertEquals(ENDED.replaceAll("(?s).*finally\n", ""), run("f()\nsleep(1ms).await\n1 + 1\n"));
    person.join();
  }

  @Test
  void what_encloses_the_finally_part_that_was_ended_is_left_in_order() throws Exception {
    run("let m = Mutex(1)\n");
    assertEquals(
        ENDED.replace("finally\n", "finally\nouter\n"),
        interruptTwice(
            "with g = m.lock().await { try { try { print(\"begun\"); sleep(1h).await } finally { print(\"finally\"); sleep(1h).await } } finally { print(\"outer\"); sleep(1h).await } }"));
    assertEquals("1\n", run("with g = m.lock().await { g.value }\n"));
  }

  @Test
  void branches_and_tasks_of_a_scope_are_ended_with_the_input() throws Exception {
    // Both are in their `try` before the input is interrupted: what has not begun has no `finally`.
    run("let both = Barrier(2)\n");
    run(
        "async fn rest() { try { both.wait().await; print(\"begun\"); sleep(1h).await } finally { print(\"finally\"); sleep(1h).await } }\n");
    run(
        "async fn spin() { try { both.wait().await; sleep(1h).await } finally { while true {} } }\n");
    assertEquals(ENDED, interruptTwice("join(rest(), spin()).await"));
    assertEquals(
        ENDED,
        interruptTwice(
            "scope(async |s| { s.spawn(rest()); s.spawn(spin()); sleep(1h).await }).await"));
    assertEquals(
        ENDED,
        interruptTwice(
            "try { print(\"begun\"); sleep(1h).await } finally { print(\"finally\"); join(spin(), race(spin(), sleep(1h))).await }"));
  }

  @Test
  void one_interrupt_lets_finally_parts_end() throws Exception {
    Thread person =
        Thread.ofPlatform()
            .start(
                () -> {
                  awaitPrinted("begun");
                  Session.interrupt(context);
                });
    assertEquals(
        "begun\nfinally\ncancelled\n",
        run(
            "try { print(\"begun\"); sleep(1h).await } finally { sleep(20ms).await; print(\"finally\") }\n"));
    person.join();
  }

  @Test
  void an_input_that_waits_for_nobody_in_a_finally_part_is_ended() {
    assertEquals(
        "2\n",
        run("try { channel(1).recv().await } finally { channel(1).recv().await }\n1 + 1\n")
            .replaceAll("(?s)error: deadlock.*finally parts\n\n?", ""));
  }

  // ---------------------------------------------------------------- the end

  @Test
  void failures_that_nobody_saw_are_reported_at_the_end() {
    run("let t = spawn(async { throw \"first\" })\nlet u = spawn_blocking(|| throw \"second\")\n");
    run("let all = (0..2).map(|i| spawn(async { throw \"third\" })).collect()\n");
    run("while !all.all(|t| t.is_finished()) { yield_now().await }\n");
    assertFalse(Session.end(context));
    String report = shown();
    assertTrue(report.startsWith("in task 2 (async block), which nobody awaited: error: first\n"));
    assertTrue(report.contains("in the blocking function closure, which nobody awaited: "), report);
    assertTrue(report.contains("in task 4 (async block), which nobody awaited: error: third\n"));
  }

  @Test
  void futures_that_never_ran_are_reported_at_the_end() {
    run(
        "async fn load(n) { n }\nlet a = load(1)\nlet b = load(2)\nb.await\nload(3); throw \"no\"\n");
    assertTrue(Session.end(context));
    assertEquals(
        """
        warning: a future of `load` that was made here never ran
          --> <input>:1:9
           |
         1 | let a = load(1)
           |         ^^^^^^^
           help: write `.await` behind it, or `spawn(…)` it
        """,
        shown());
  }

  @Test
  void nothing_is_said_at_the_end_of_failures_that_somebody_saw() {
    run("let t = spawn(async { throw \"no\" })\ntry { t.await } catch e { e.kind }\n");
    assertTrue(Session.end(context));
    assertEquals("", shown());
  }

  @Test
  void tasks_are_cancelled_at_the_end_detached_ones_too() {
    run("async fn serve() { try { sleep(1h).await } finally { print(\"out\") } }\n");
    run("let t = spawn(serve()).detach()\nsleep(1ms).await\n");
    assertTrue(Session.end(context));
    assertEquals("out\nnote: main ended; 1 task was cancelled: task 2 (serve)\n", shown());
  }

  @Test
  void a_failed_task_is_noted_once_and_is_still_to_be_seen() {
    run("let t = spawn(async { throw \"boom\" })\nwhile !t.is_finished() { yield_now().await }\n");
    Session.noteFailures(context);
    assertEquals("note: task 2 (async block) has failed: boom\n", shown());
    Session.noteFailures(context);
    assertEquals("", shown());
    assertFalse(Session.end(context));
    assertTrue(shown().startsWith("in task 2 (async block), which nobody awaited: error: boom\n"));
  }
}
