package bide.repl;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a command line asks to run.
 *
 * @param kind where the program comes from
 * @param program the path of the file, or the code; empty in a session
 * @param arguments the script's own arguments
 * @param workers number of worker threads; 0 leaves it to the interpreter
 * @param seed of a deterministic run; negative for none
 * @param explore how many seeds to try, from {@code seed} on; 0 for a run that is none of these
 * @param watching what is said of tasks while it runs
 */
record Invocation(
    Kind kind,
    String program,
    List<String> arguments,
    int workers,
    long seed,
    long explore,
    Watching watching) {

  /**
   * What is said of tasks on standard error.
   *
   * @param blockingMillis a task is reported that holds its worker for longer; 0 for no reports
   * @param dumpsOnExit all tasks are shown when the main one ends
   */
  record Watching(int blockingMillis, boolean dumpsOnExit) {
    static final Watching NOTHING = new Watching(0, false);

    /** In a session somebody is there to read it. */
    static final Watching SESSION = new Watching(DEFAULT_BLOCKING_MILLIS, false);
  }

  static final int DEFAULT_BLOCKING_MILLIS = 10;

  static final long NO_SEED = -1;

  /** A run as fast as possible. */
  Invocation(Kind kind, String program, List<String> arguments, int workers) {
    this(
        kind,
        program,
        arguments,
        workers,
        NO_SEED,
        0,
        kind == Kind.SESSION ? Watching.SESSION : Watching.NOTHING);
  }

  /** The same program in the order of one seed. */
  Invocation withSeed(long newSeed) {
    return new Invocation(kind, program, arguments, workers, newSeed, 0, watching);
  }

  // An enum, not a sealed interface: the first switch over types costs 15 ms of every start.
  enum Kind {
    /** The script in a file; {@code -} is standard input. */
    FILE,
    CODE,
    SESSION
  }

  /** As the executor says. */
  static final int MOST_WORKERS = 1024;

  /**
   * Reads the plain forms by hand: {@code [--workers N] [FILE | -e CODE] [ARGUMENT…]}. Loading
   * picocli for them would double the start-up of a small script.
   *
   * @return null for every other form, also for a wrong one: {@link CommandLine} explains it
   */
  static @Nullable Invocation parse(String[] args) {
    int workers = 0;
    int at = 0;
    while (at < args.length) {
      String arg = args[at];
      if (arg.equals("--workers") && at + 1 < args.length) {
        workers = workerCount(args[at + 1]);
        at += 2;
      } else if (arg.startsWith("--workers=")) {
        workers = workerCount(arg.substring("--workers=".length()));
        at++;
      } else {
        break;
      }
      if (workers < 1 || workers > MOST_WORKERS) {
        return null;
      }
    }
    if (at == args.length) {
      return new Invocation(Kind.SESSION, "", List.of(), workers);
    }
    String first = args[at];
    if (first.equals("-e")) {
      return at + 1 < args.length
          ? new Invocation(Kind.CODE, args[at + 1], rest(args, at + 2), workers)
          : null;
    }
    if (first.startsWith("-") && !first.equals("-") || first.equals(Check.COMMAND)) {
      return null;
    }
    return new Invocation(Kind.FILE, first, rest(args, at + 1), workers);
  }

  private static int workerCount(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private static List<String> rest(String[] args, int from) {
    return List.of(Arrays.copyOfRange(args, from, args.length));
  }
}
