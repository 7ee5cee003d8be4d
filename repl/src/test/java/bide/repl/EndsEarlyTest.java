package bide.repl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Scripts that are told to end, by a signal or because nobody can read what they print. */
@Timeout(180)
class EndsEarlyTest {
  @TempDir Path folder;

  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

  /** Runs a script that is told to end some time after it has printed "begun". */
  private String endedEarly(long seed, String code) throws Exception {
    Invocation usual = new Invocation(Invocation.Kind.CODE, "", List.of(), 2);
    Invocation invocation = seed < 0 ? usual : usual.withSeed(seed);
    try (Context context = Session.newContext(invocation, shown, shown)) {
      context.initialize(Session.LANGUAGE);
      Thread person =
          Thread.ofPlatform()
              .start(
                  () -> {
                    if (seed < 0) {
                      awaitPrinted("begun");
                    }
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(seed < 0 ? 400 : 1000));
                    Session.endEarly(context);
                  });
      run(context, code);
      person.join();
    }
    String text = shown.toString(StandardCharsets.UTF_8);
    shown.reset();
    return text;
  }

  private void run(Context context, String code) {
    try {
      context.eval(Source.newBuilder(Session.LANGUAGE, code, "<-e>").buildLiteral());
    } catch (PolyglotException e) {
      int unused = ScriptRunner.report(e, new PrintStream(shown, true, StandardCharsets.UTF_8));
    }
  }

  private void awaitPrinted(String text) {
    for (long begin = System.nanoTime(); System.nanoTime() - begin < 60_000_000_000L; ) {
      if (shown.toString(StandardCharsets.UTF_8).contains(text)) {
        return;
      }
      Thread.onSpinWait();
    }
  }

  @Test
  void the_main_task_ends_first_then_the_others_and_detached_ones() throws Exception {
    String code =
        """
        async fn ends(name) { try { sleep(1h).await } finally { sleep(1ms).await; print(name) } }
        spawn(ends("other")); spawn(ends("detached")).detach()
        try { print("begun"); sleep(1h).await } catch e { print("caught") } finally { sleep(10ms).await; print("main") }
        """;
    String text = endedEarly(-1, code);
    assertTrue(text.startsWith("begun\nmain\n"), text);
    assertTrue(text.contains("other\n") && text.contains("detached\n"), text);
    assertEquals("begun\nmain\nother\ndetached\n".length(), text.length(), text);
  }

  @Test
  void detached_tasks_end_after_the_main_task_has() throws Exception {
    assertEquals(
        "begun\ndetached\n",
        endedEarly(
            -1,
            "spawn(async { defer print(\"detached\"); print(\"begun\"); sleep(1h).await }).detach()"));
  }

  @Test
  void what_never_awaits_ends() throws Exception {
    String loop =
        "try { print(\"begun\"); sleep(1ms).await; loop { i += 1 } } finally { print(\"main\") }";
    assertEquals("begun\nmain\n", endedEarly(-1, "let mut i = 0; " + loop));
    assertEquals("begun\nmain\n", endedEarly(5, "let mut i = 0; " + loop));
    assertEquals(
        "begun\nmain\n",
        endedEarly(
            -1,
            "fn f() { let mut i = 0; try { loop { i += 1 } } finally { print(\"main\") } }; print(\"begun\"); sleep(1ms).await; f()"));
    assertEquals(
        "begun\nmain\n",
        endedEarly(
            5, "try { print(\"begun\"); loop { yield_now().await } } finally { print(\"main\") }"));
  }

  @Test
  void what_fails_on_the_way_out_is_reported() throws Exception {
    String text =
        endedEarly(
            -1, "try { print(\"begun\"); sleep(1h).await } finally { throw \"cannot close\" }");
    assertTrue(text.startsWith("begun\nerror: cannot close\n"), text);
  }

  @Test
  void a_main_task_that_does_not_end_is_named_and_the_others_have_their_time() throws Exception {
    String code =
        "spawn(async { defer print(\"other\"); sleep(1h).await }); try { print(\"begun\"); sleep(1h).await } finally { sleep(1h).await }";
    String text = endedEarly(-1, code);
    assertTrue(
        text.startsWith("begun\nother\nnote: 1 task did not end in time: task 1 (main)\n"), text);
  }

  @Test
  void a_script_whose_output_is_gone_ends() {
    StandardOutput out =
        new StandardOutput(
            new OutputStream() {
              @Override
              public void write(int b) throws IOException {
                throw new IOException("No space left on device");
              }
            });
    Invocation invocation = new Invocation(Invocation.Kind.CODE, "", List.of(), 2);
    try (Context context = Session.newContext(invocation, out, shown)) {
      run(
          context,
          "try { loop { print(1); sleep(1ms).await } } finally { fail_here() }\nfn fail_here() { throw \"ends\" }");
    }
    assertTrue(out.hasFailed());
    assertTrue(shown.toString(StandardCharsets.UTF_8).contains("error: ends"), shown.toString());
    shown.reset();
    assertEquals(ExitStatus.FAILED, out.report(new PrintStream(shown, true)));
    assertEquals(
        "bide: cannot write to standard output: no space left on device\n", shown.toString());
  }

  // ---------------------------------------------------------------- processes

  private static final String WAITS =
      "try { print(\"begun\"); sleep(1h).await } finally { sleep(1ms).await; print(\"end\"); ";

  @Test
  void the_first_signal_lets_finally_parts_run() throws Exception {
    assertEquals("130 begun\nend\ninterrupted\n", signalled("INT", 1, WAITS + "}"));
    assertEquals("143 begun\nend\nterminated\n", signalled("TERM", 1, WAITS + "}"));
  }

  @Test
  void a_second_signal_ends_at_once() throws Exception {
    assertEquals("143 begun\nend\nterminated\n", signalled("TERM", 2, WAITS + "sleep(1h).await }"));
  }

  @Test
  void a_reader_that_goes_ends_a_script() throws Exception {
    Path err = folder.resolve("err");
    Process process =
        command("loop { print(1); sleep(1ms).await }").redirectError(err.toFile()).start();
    try {
      assertEquals('1', process.getInputStream().read());
      process.getInputStream().close();
      assertTrue(process.waitFor(60, TimeUnit.SECONDS));
      assertEquals("141 ", process.exitValue() + " " + Files.readString(err));
    } finally {
      process.destroyForcibly();
    }
  }

  /** The exit status, and what was shown on standard output and then on standard error. */
  private String signalled(String signal, int times, String code) throws Exception {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Process process =
        command(code).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    try {
      awaitText(out, "begun");
      kill(process, signal);
      if (times > 1) {
        awaitText(out, "end");
        kill(process, signal);
      }
      assertTrue(process.waitFor(60, TimeUnit.SECONDS));
      return process.exitValue() + " " + Files.readString(out) + Files.readString(err);
    } finally {
      process.destroyForcibly();
    }
  }

  private static void kill(Process process, String signal) throws Exception {
    String[] command = {"kill", "-s", signal, Long.toString(process.pid())};
    assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor());
  }

  private static void awaitText(Path file, String text) throws Exception {
    for (long begin = System.nanoTime(); System.nanoTime() - begin < 60_000_000_000L; ) {
      if (Files.readString(file).contains(text)) {
        return;
      }
      Thread.sleep(10);
    }
  }

  /** The command on the Java of this test. */
  private static ProcessBuilder command(String code) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> !option.startsWith("-javaagent"))
        .forEach(words::add);
    words.addAll(
        List.of("-cp", System.getProperty("java.class.path"), "bide.repl.Main", "-e", code));
    return new ProcessBuilder(words);
  }
}
