package bide.repl;

import bide.interpreter.BideContext;
import bide.interpreter.BideLanguage;
import bide.interpreter.error.CompileFailure.Finding;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.EnvironmentAccess;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.io.IOAccess;
import sun.misc.Signal;

/**
 * Makes the engine and the context in which scripts run: with all that a script started by its user
 * may do.
 */
final class Session {
  static final String LANGUAGE = BideLanguage.ID;

  /** The name by which an engine says that it has no compiler. */
  private static final String INTERPRETER_ONLY = "Interpreted";

  /**
   * Every context has code of its own, so what is compiled in one of many short runs is thrown away
   * at its end. Only what runs 25 times longer than usual is worth it there.
   */
  private static final Map<String, String> THRESHOLDS_OF_SHORT_RUNS =
      Map.of(
          "engine.FirstTierCompilationThreshold", "10000",
          "engine.LastTierCompilationThreshold", "250000",
          "engine.OSRCompilationThreshold", "2500000");

  /** A thread is in a context, until this is closed. */
  private record Inside(Context context) implements AutoCloseable {
    Inside {
      context.enter();
    }

    BideContext bide() {
      return BideLanguage.context(null);
    }

    @Override
    public void close() {
      context.leave();
    }
  }

  private Session() {}

  static Engine newEngine() {
    return engineBuilder().build();
  }

  /** An engine for many contexts, one after the other. */
  static Engine newEngineForShortRuns() {
    Engine usual = newEngine();
    if (!isOptimizing(usual)) {
      return usual;
    }
    usual.close();
    return engineBuilder().allowExperimentalOptions(true).options(THRESHOLDS_OF_SHORT_RUNS).build();
  }

  private static Engine.Builder engineBuilder() {
    // The engine's own warning about a missing compiler is eight lines long; warnIfSlow says it in
    // one.
    return Engine.newBuilder().option("engine.WarnInterpreterOnly", "false");
  }

  static boolean isOptimizing(Engine engine) {
    return !engine.getImplementationName().equals(INTERPRETER_ONLY);
  }

  /** A context for one invocation. Closing it closes its engine. */
  static Context newContext(Invocation invocation, OutputStream out, OutputStream err) {
    Context context =
        settings(invocation, out, err).option("engine.WarnInterpreterOnly", "false").build();
    warnIfSlow(context.getEngine());
    return context;
  }

  /** A context on an engine that others use too, which closing it leaves open. */
  static Context newContext(
      Invocation invocation, Engine engine, OutputStream out, OutputStream err) {
    return settings(invocation, out, err).engine(engine).build();
  }

  private static Context.Builder settings(
      Invocation invocation, OutputStream out, OutputStream err) {
    Context.Builder builder =
        Context.newBuilder(LANGUAGE)
            .out(out)
            .err(err)
            .arguments(LANGUAGE, invocation.arguments().toArray(String[]::new))
            .allowCreateThread(true)
            .allowCreateProcess(true)
            .allowEnvironmentAccess(EnvironmentAccess.INHERIT)
            .allowIO(IOAccess.ALL);
    if (invocation.workers() > 0) {
      builder.option(LANGUAGE + ".workers", Integer.toString(invocation.workers()));
    }
    if (invocation.seed() >= 0) {
      builder.option(LANGUAGE + ".seed", Long.toString(invocation.seed()));
    }
    if (invocation.kind() == Invocation.Kind.SESSION) {
      builder.option(LANGUAGE + ".session", "true");
    }
    Invocation.Watching watching = invocation.watching();
    if (watching.blockingMillis() > 0) {
      builder.option(LANGUAGE + ".warnBlocking", Integer.toString(watching.blockingMillis()));
    }
    if (watching.dumpsOnExit()) {
      builder.option(LANGUAGE + ".dumpOnExit", "true");
    }
    return builder;
  }

  /** What all tasks do, as lines of text. Any thread. */
  static String taskDump(Context context) {
    try (Inside inside = new Inside(context)) {
      return inside.bide().taskDump();
    }
  }

  /** From now on the signal USR1 shows on {@code out} what all tasks do, and the run goes on. */
  static void dumpOnSignal(Context context, PrintStream out) {
    // Not QUIT: the JVM keeps that one for itself, or with -Xrs takes all others away too.
    Signal.handle(
        new Signal("USR1"),
        signal -> {
          try {
            out.println(taskDump(context));
          } catch (PolyglotException | IllegalStateException closed) {
            // The run has just ended.
          }
        });
  }

  /** Has a script end as if its main task had been cancelled. Returns at once. */
  static void endEarly(Context context) {
    try (Inside inside = new Inside(context)) {
      inside.bide().endEarly();
    }
  }

  /**
   * Cancels the input that {@code context.eval} waits for in another thread; a second time ends it
   * without the rest of its finally parts. Other tasks go on.
   */
  static void interrupt(Context context) {
    try (Inside inside = new Inside(context)) {
      inside.bide().interrupt();
    }
  }

  /** Says of tasks that have failed since it was asked last, and that nobody has awaited so far. */
  static void noteFailures(Context context) {
    try (Inside inside = new Inside(context)) {
      inside.bide().noteFailures();
    }
  }

  /**
   * Ends the session: other tasks are cancelled, and what nobody has seen is reported.
   *
   * @return whether no task failed unobserved
   */
  static boolean end(Context context) {
    try (Inside inside = new Inside(context)) {
      return inside.bide().endSession();
    }
  }

  /** What is known of a name: lines of text. */
  static String documentation(Context context, String name) {
    try (Inside inside = new Inside(context)) {
      return inside.bide().documentation(name);
    }
  }

  /**
   * All that can be said of a script and the files that it uses without running them.
   *
   * @throws IOException if the script cannot be read
   */
  static List<Finding> check(Context context, String path) throws IOException {
    context.initialize(LANGUAGE);
    try (Inside inside = new Inside(context)) {
      return inside.bide().check(path);
    }
  }

  private static void warnIfSlow(Engine engine) {
    if (!isOptimizing(engine)) {
      System.err.println(
          "bide: warning: this Java has no Graal compiler, so scripts run many times slower; start Bide with ./bide");
    }
  }
}
