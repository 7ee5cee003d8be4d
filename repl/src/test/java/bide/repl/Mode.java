package bide.repl;

import java.util.Map;

/** A way to run a script. What it prints and how it ends must not depend on it. */
enum Mode {
  /** As users run it: interpreted first, a worker for each processor. */
  DEFAULT("as users run it", 0, Map.of()),

  /** Tasks never run side by side. */
  ONE_WORKER("one worker", 1, Map.of()),

  /** More workers than processors: tasks move between threads often. */
  MANY_WORKERS("four workers", 4, Map.of()),

  /**
   * Compiles early and waits for it, so that even short scripts run compiled, are thrown back to
   * the interpreter and compiled anew. A compilation that fails throws.
   */
  COMPILED(
      "compiled at once",
      2,
      Map.of(
          "engine.BackgroundCompilation", "false",
          "engine.FirstTierCompilationThreshold", "60",
          "engine.LastTierCompilationThreshold", "1000",
          "engine.OSRCompilationThreshold", "500",
          "engine.CompilationFailureAction", "Throw"));

  final String title;

  /** Number of workers; 0 leaves it to the interpreter. */
  final int workers;

  final Map<String, String> engineOptions;

  Mode(String title, int workers, Map<String, String> engineOptions) {
    this.title = title;
    this.workers = workers;
    this.engineOptions = engineOptions;
  }
}
