package bide.repl;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.EnvironmentAccess;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.io.IOAccess;

/**
 * What one run of a script gave.
 *
 * @param out standard output
 * @param err standard error, with the report of what ended the script
 * @param status the exit status that the process would have had
 */
record ScriptRun(String out, String err, int status) {
  /**
   * A script that runs for so long hangs; it is stopped, and the test shows where its threads were.
   * No test relies on it.
   */
  private static final long HANGS_AFTER_SECONDS = Long.getLong("bide.scripts.hang", 300);

  /**
   * Runs a script in this process, as the command {@code bide} would.
   *
   * @param run false only compiles it
   */
  static ScriptRun of(String name, String text, Expectations expected, Mode mode, boolean run) {
    Source source = Source.newBuilder(Session.LANGUAGE, text, name).cached(false).buildLiteral();
    return of(source, expected, mode, run);
  }

  /**
   * A script that stands in a file, so that it can use others beside it.
   *
   * @param text what is run; the file itself is not read
   */
  static Source source(Path file, String text) {
    try {
      return Source.newBuilder(Session.LANGUAGE, file.toFile()).content(text).cached(false).build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ScriptRun of(Source source, Expectations expected, Mode mode, boolean run) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
    int status = ExitStatus.OK;
    try {
      Context.Builder builder =
          Context.newBuilder(Session.LANGUAGE)
              .engine(mode.engine())
              .in(new ByteArrayInputStream(expected.input().getBytes(StandardCharsets.UTF_8)))
              .out(out)
              .err(err)
              .arguments(Session.LANGUAGE, expected.arguments().toArray(String[]::new))
              .allowCreateThread(true)
              .allowCreateProcess(true)
              .allowEnvironmentAccess(EnvironmentAccess.INHERIT)
              .allowIO(IOAccess.ALL);
      mode.options.forEach(builder::option);
      expected.options().forEach(builder::option);
      Context context = builder.build();
      CountDownLatch done = new CountDownLatch(1);
      Thread watch = Thread.ofPlatform().daemon().start(() -> stopIfItHangs(context, done, errors));
      try {
        if (run) {
          context.eval(source);
        } else {
          context.parse(source);
        }
      } catch (PolyglotException e) {
        status = ScriptRunner.report(e, errors);
      }
      try {
        context.close();
      } catch (PolyglotException e) {
        status = Math.max(status, ScriptRunner.report(e, errors));
      }
      done.countDown();
      watch.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return new ScriptRun(
        out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8), status);
  }

  private static void stopIfItHangs(Context context, CountDownLatch done, PrintStream errors) {
    try {
      if (!done.await(HANGS_AFTER_SECONDS, TimeUnit.SECONDS)) {
        errors.println("this script hangs; its threads are at\n" + threads());
        context.close(true);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String threads() {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<Thread, StackTraceElement[]> thread : Thread.getAllStackTraces().entrySet()) {
      if (thread.getKey().getName().startsWith("bide")) {
        text.append(thread.getKey().getName()).append('\n');
        text.append(
                java.util.Arrays.stream(thread.getValue())
                    .limit(25)
                    .map(f -> "    " + f)
                    .collect(Collectors.joining("\n")))
            .append('\n');
      }
    }
    return text.toString();
  }
}
