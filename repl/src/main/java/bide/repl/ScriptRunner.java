package bide.repl;

import bide.grammar.SourceParser;
import bide.repl.Invocation.Kind;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;

/**
 * Runs one script from its first statement to its last and says with which status the process ends.
 */
final class ScriptRunner {
  /** Length in characters of the longest script that is worth parsing twice. */
  private static final int WARM_UP_LIMIT = 16_384;

  private ScriptRunner() {}

  static int run(Invocation invocation) {
    Source source;
    try {
      source = source(invocation);
    } catch (IOException e) {
      System.err.println("bide: " + e.getMessage());
      return ExitStatus.USAGE;
    }
    if (invocation.explore() > 0) {
      return explore(invocation, source);
    }
    warmUpParser(source);
    StandardOutput out = new StandardOutput();
    Context context = Session.newContext(invocation, out, System.err);
    Session.dumpOnSignal(context, System.err);
    EndSignals signals = EndSignals.handle(context, System.err);
    int status;
    try {
      context.eval(source);
      status = ExitStatus.OK;
    } catch (PolyglotException e) {
      status = report(e, System.err);
    }
    try {
      context.close();
    } catch (PolyglotException e) {
      status = Math.max(status, report(e, System.err));
    }
    if (signals.status() != ExitStatus.OK) {
      return signals.status();
    }
    return out.hasFailed() ? out.report(System.err) : status;
  }

  /** Runs the script with one seed after the other, until a run fails: that one is shown. */
  private static int explore(Invocation invocation, Source source) {
    long first = Math.max(0, invocation.seed());
    try (Engine engine = Session.newEngineForShortRuns()) {
      for (long i = 0; i < invocation.explore(); i++) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, false, StandardCharsets.UTF_8);
        int status = runOnce(invocation.withSeed(first + i), source, engine, out);
        if (status != ExitStatus.OK) {
          out.flush();
          System.out.write(printed.toByteArray(), 0, printed.size());
          System.out.flush();
          System.err.println(
              "seed "
                  + (first + i)
                  + " failed, the first of "
                  + (i + 1)
                  + "; to run it again: --seed "
                  + (first + i));
          return status;
        }
      }
    }
    System.err.println(invocation.explore() + " seeds, and no run failed");
    return ExitStatus.OK;
  }

  private static int runOnce(Invocation invocation, Source source, Engine engine, PrintStream out) {
    int status = ExitStatus.OK;
    Context context = Session.newContext(invocation, engine, out, out);
    try {
      context.eval(source);
    } catch (PolyglotException e) {
      status = report(e, out);
    }
    try {
      context.close();
    } catch (PolyglotException e) {
      status = Math.max(status, report(e, out));
    }
    return status;
  }

  private static Source source(Invocation invocation) throws IOException {
    String program = invocation.program();
    if (invocation.kind() == Kind.CODE) {
      return Source.newBuilder(Session.LANGUAGE, program, "<-e>").cached(false).build();
    }
    if (program.equals("-")) {
      Reader input = new InputStreamReader(System.in, StandardCharsets.UTF_8);
      return Source.newBuilder(Session.LANGUAGE, input, "<stdin>").cached(false).build();
    }
    return Source.newBuilder(Session.LANGUAGE, readable(program)).cached(false).build();
  }

  /** The file of a script; throws what is wrong with its path. */
  static File readable(String path) throws IOException {
    File file = new File(path);
    if (!file.exists()) {
      throw new IOException("no such file: " + path);
    }
    if (file.isDirectory()) {
      throw new IOException("a folder, not a script: " + path);
    }
    return file;
  }

  /**
   * Parses the script while the context is made on another core: the parser's tables take as long
   * to set up as the context does. The interpreter parses the script again, then with warm tables.
   */
  private static void warmUpParser(Source source) {
    String text = source.getCharacters().toString();
    if (text.length() <= WARM_UP_LIMIT) {
      Thread.ofPlatform().daemon().name("parser warm-up").start(() -> SourceParser.parse(text));
    }
  }

  /**
   * Prints what went wrong, unless the script itself asked to exit, and returns the exit status it
   * stands for.
   */
  static int report(PolyglotException e, PrintStream out) {
    if (e.isExit()) {
      return e.getExitStatus();
    }
    if (e.isCancelled() || e.isInterrupted()) {
      return ExitStatus.INTERRUPTED;
    }
    if (e.isInternalError()) {
      out.println("bide: internal error, please report it: " + e.getMessage());
      e.printStackTrace(out);
      return ExitStatus.FAILED;
    }
    if (!isPrinted(e)) {
      out.println(e.getMessage());
    }
    return e.isSyntaxError() ? ExitStatus.USAGE : ExitStatus.FAILED;
  }

  /** Whether standard error has the report already. While the context is open. */
  static boolean isPrinted(PolyglotException e) {
    Value failure = e.getGuestObject();
    return failure != null
        && failure.hasMember("printed")
        && failure.getMember("printed").asBoolean();
  }
}
