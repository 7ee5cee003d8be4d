package bide.repl;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.graalvm.polyglot.Engine;
import org.jspecify.annotations.Nullable;

/** A way to run a script. What it prints and how it ends must not depend on it. */
enum Mode {
  /** As users run it: interpreted first, a worker for each processor. */
  DEFAULT(Map.of(), Map.of()),

  /** Without a compiler: no speculation, nothing is ever thrown back. */
  INTERPRETED(Map.of("engine.Compilation", "false"), Map.of()),

  /**
   * Compiles early and waits for it, so that even short scripts run compiled, are thrown back to
   * the interpreter and compiled anew. A compilation that fails throws. The worker's loop is left
   * out: it would be compiled again for each function that it meets. What is compiled so early is
   * compiled often until it knows its values, which the compiler takes for code that is given up
   * for ever: it is not to look for such code.
   */
  COMPILED(
      Map.of(
          "engine.BackgroundCompilation", "false",
          "engine.FirstTierCompilationThreshold", "60",
          "engine.LastTierCompilationThreshold", "1000",
          "engine.OSRCompilationThreshold", "500",
          "engine.CompileOnly", "~DriverRoot",
          "compiler.DeoptCycleDetectionThreshold", "1000",
          "engine.CompilationFailureAction", "Throw"),
      Map.of("bide.workers", "2")),

  /** Tasks never run side by side. */
  ONE_WORKER(Map.of(), Map.of("bide.workers", "1")),

  /** More workers than processors: tasks move between threads often. */
  ALL_WORKERS(Map.of(), Map.of("bide.workers", "4")),

  /** The order of tasks is drawn from a seed; left out where the interpreter has no such option. */
  SEEDED(Map.of(), Map.of("bide.seed", "1"));

  /** The modes that every script runs in. */
  static final List<Mode> ALL =
      Arrays.stream(values()).filter(mode -> mode != DEFAULT && mode.isKnown()).toList();

  private final Map<String, String> engineOptions;

  /** Options of the language, for each context. */
  final Map<String, String> options;

  /** Shared by all scripts of the mode: to make one takes as long as to run a small script. */
  private @Nullable Engine engine;

  Mode(Map<String, String> engineOptions, Map<String, String> options) {
    this.engineOptions = engineOptions;
    this.options = options;
  }

  /** As comments of scripts call it. */
  String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private boolean isKnown() {
    var descriptors = engine().getLanguages().get(Session.LANGUAGE).getOptions();
    return options.keySet().stream().allMatch(name -> descriptors.get(name) != null);
  }

  synchronized Engine engine() {
    if (engine == null) {
      engine = newEngine().build();
    }
    return engine;
  }

  Engine.Builder newEngine() {
    Engine.Builder builder =
        Engine.newBuilder()
            .allowExperimentalOptions(true)
            .option("engine.WarnInterpreterOnly", "false");
    engineOptions.forEach(builder::option);
    return builder;
  }
}
