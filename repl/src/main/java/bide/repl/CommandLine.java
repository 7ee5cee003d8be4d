package bide.repl;

import bide.repl.Invocation.Kind;
import bide.repl.Invocation.Watching;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.graalvm.polyglot.Engine;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * The whole command line, with help and explanations of what is wrong. Knows all that {@link
 * Invocation#parse} knows.
 */
@Command(
    name = "bide",
    description =
        "Runs a script of the Bide language. Without FILE and CODE it starts a session in which you type.",
    customSynopsis = {
      "bide [OPTIONS] [FILE | -e CODE] [ARGUMENT...]",
      "      bide check [--deny-warnings] FILE..."
    },
    commandListHeading = "%nCommands:%n",
    subcommands = Check.class,
    sortOptions = false,
    versionProvider = CommandLine.Version.class,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:the script ended well",
      "1:an error that nobody caught, a task that failed unobserved, or mistakes that check found",
      "2:a wrong command line, or a script that does not compile"
    })
final class CommandLine implements Callable<Integer> {
  private static final String WARN_BLOCKING = "--warn-blocking";

  /** Options whose value stands behind them. */
  private static final Set<String> TAKES_NUMBER =
      Set.of("--workers", "--seed", "--explore", "-e", "--eval");

  private static final Pattern TIME = Pattern.compile("(\\d{1,6})(ms|s)");

  @Spec CommandSpec spec;

  @Option(
      names = {"-e", "--eval"},
      paramLabel = "CODE",
      description = "Run CODE instead of a file.")
  @Nullable String code;

  @Option(names = "--workers", paramLabel = "N", description = "Run tasks on N threads.")
  @Nullable Integer workers;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "A deterministic run: the order of tasks is drawn from N, time is virtual.")
  @Nullable Long seed;

  @Option(
      names = "--explore",
      paramLabel = "N",
      description = "Run the script with N seeds, and show the first run that fails.")
  @Nullable Long explore;

  @Option(
      names = WARN_BLOCKING,
      paramLabel = "TIME",
      description =
          "Report tasks that hold their worker for longer without an await: 10ms, or what =TIME says. --warn-blocking=0ms switches it off in a session.")
  @Nullable String warnBlocking;

  @Option(
      names = "--dump-on-exit",
      description =
          "Show what all tasks do when the main one ends. The signal USR1 shows it at any time.")
  boolean dumpOnExit;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this and exit.")
  boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the versions of Bide, of Java and of the engine, and exit.")
  boolean version;

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE",
      hideParamSyntax = true,
      description = "The script, or - for standard input; what follows it is the script's own.")
  List<String> words = new ArrayList<>();

  /** Runs the command line and returns the exit status. */
  static int execute(String[] args) {
    picocli.CommandLine commandLine = new picocli.CommandLine(new CommandLine());
    commandLine.setStopAtPositional(true);
    commandLine.setParameterExceptionHandler(
        (wrong, arguments) -> {
          System.err.println("bide: " + wrong.getMessage() + "\nTry: bide --help");
          return ExitStatus.USAGE;
        });
    return commandLine.execute(withBlockingTime(args));
  }

  /** Gives a bare {@code --warn-blocking} its time: picocli would take the script's name for it. */
  static String[] withBlockingTime(String[] args) {
    String[] complete = args.clone();
    for (int i = 0; i < args.length && args[i].startsWith("-"); i++) {
      if (args[i].equals(WARN_BLOCKING)) {
        complete[i] = WARN_BLOCKING + "=" + Invocation.DEFAULT_BLOCKING_MILLIS + "ms";
      } else if (TAKES_NUMBER.contains(args[i])) {
        i++;
      } else if (args[i].equals("--") || args[i].equals("-")) {
        break;
      }
    }
    return complete;
  }

  /** The version in the manifest of Bide's jar. */
  static String bideVersion() {
    String version = CommandLine.class.getPackage().getImplementationVersion();
    return version == null ? "(development)" : version;
  }

  @Override
  public Integer call() {
    if (workers != null && (workers < 1 || workers > Invocation.MOST_WORKERS)) {
      throw new ParameterException(
          spec.commandLine(),
          "--workers takes a number from 1 to " + Invocation.MOST_WORKERS + ", not " + workers);
    }
    atLeast("--seed", seed, 0);
    atLeast("--explore", explore, 1);
    if (workers != null && (seed != null || explore != null)) {
      throw new ParameterException(
          spec.commandLine(), "a deterministic run has one worker: leave --workers out");
    }
    if (code != null) {
      return run(Kind.CODE, code, words);
    }
    if (words.isEmpty()) {
      if (explore != null) {
        throw new ParameterException(spec.commandLine(), "--explore needs a script");
      }
      return run(Kind.SESSION, "", List.of());
    }
    return run(Kind.FILE, words.getFirst(), words.subList(1, words.size()));
  }

  private void atLeast(String option, @Nullable Long value, long least) {
    if (value != null && value < least) {
      throw new ParameterException(
          spec.commandLine(), option + " takes a number from " + least + " on, not " + value);
    }
  }

  private int run(Kind kind, String program, List<String> arguments) {
    return Main.run(
        new Invocation(
            kind,
            program,
            List.copyOf(arguments),
            workers == null ? 0 : workers,
            seed == null ? Invocation.NO_SEED : seed,
            explore == null ? 0 : explore,
            new Watching(blockingMillis(kind), dumpOnExit)));
  }

  private int blockingMillis(Kind kind) {
    if (warnBlocking == null) {
      return kind == Kind.SESSION ? Invocation.DEFAULT_BLOCKING_MILLIS : 0;
    }
    Matcher time = TIME.matcher(warnBlocking);
    if (!time.matches()) {
      throw new ParameterException(
          spec.commandLine(),
          "--warn-blocking takes a time such as 10ms or 2s, not " + warnBlocking);
    }
    return Integer.parseInt(time.group(1)) * (time.group(2).equals("s") ? 1000 : 1);
  }

  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      try (Engine engine = Session.newEngine()) {
        String kind = Session.isOptimizing(engine) ? "optimizing" : "interpreting only";
        return new String[] {
          "Bide " + bideVersion(),
          "Java " + Runtime.version() + " (" + System.getProperty("java.vm.name") + ")",
          "engine " + engine.getImplementationName() + ", " + kind
        };
      }
    }
  }
}
