package bide.repl;

import java.io.IOException;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.jspecify.annotations.Nullable;

/**
 * The session in which one types: reads an input, runs it, shows its value, and again.
 *
 * <p>Every input is a source marked as interactive. That tells the interpreter to keep top-level
 * names and running tasks from one input to the next, and the engine to print the value to the
 * context's output as one would write it. Tasks run on the interpreter's threads, so they go on
 * while this thread waits for input.
 */
final class Repl {
  private static final String HELP =
      """
      Type statements; the value of the last one is shown. An open bracket or string goes on in the next line.
      Names and tasks stay from one input to the next. await works everywhere.
        :help   this text
        :doc    what a function, a method, a kind or a module does: :doc print, :doc list.map, :doc list, :doc fs;
                also of your own functions, with the `///` lines above them
        :tasks  what all tasks do
        :quit   leave (also Ctrl-D); tasks that still run are cancelled, failures that nobody has seen are shown
      Ctrl-C cancels what runs in the foreground, or empties the line. While the `finally` parts of what was cancelled
      run, Ctrl-C ends these too.
      """;

  private final Invocation invocation;
  private int inputs;

  Repl(Invocation invocation) {
    this.invocation = invocation;
  }

  /** Runs the session until its input ends, and returns the exit status. */
  int run() {
    try (Console console = Console.open()) {
      Context context = Session.newContext(invocation, console.out(), console.out());
      int status = ExitStatus.OK;
      try {
        context.initialize(Session.LANGUAGE); // commands may come before any code
        Session.dumpOnSignal(context, console.out());
        console.onInterrupt(() -> Session.interrupt(context));
        if (console.isInteractive()) {
          console
              .out()
              .print("Bide " + CommandLine.bideVersion() + ". :help for help, Ctrl-D to leave.\n");
        }
        String input;
        while ((input = read(context, console)) != null && !isQuit(input)) {
          status = evaluate(context, console, input);
        }
        if (!Session.end(context)) {
          status = Math.max(status, ExitStatus.FAILED);
        }
      } finally {
        close(context, console);
      }
      // A person has seen what failed; whoever piped a script in asks for the status.
      return console.isInteractive() ? ExitStatus.OK : status;
    } catch (IOException e) {
      System.err.println("bide: the terminal cannot be used: " + e.getMessage());
      return ExitStatus.FAILED;
    }
  }

  private static @Nullable String read(Context context, Console console) throws IOException {
    if (console.isInteractive()) {
      Session.noteFailures(context);
    }
    return console.read();
  }

  private static boolean isQuit(String input) {
    return input.strip().equals(":quit") || input.strip().equals(":q");
  }

  private int evaluate(Context context, Console console, String input) {
    String text = input.strip();
    if (text.isEmpty()) {
      return ExitStatus.OK;
    }
    if (text.startsWith(":")) {
      console.out().print(command(context, text));
      return ExitStatus.OK;
    }
    inputs++;
    Source source =
        Source.newBuilder(Session.LANGUAGE, input, "<input " + inputs + ">")
            .interactive(true)
            .cached(false)
            .buildLiteral();
    try {
      context.eval(source);
      return ExitStatus.OK;
    } catch (PolyglotException e) {
      if (e.isInterrupted() || e.isCancelled()) {
        console.out().print("cancelled\n");
        return ExitStatus.INTERRUPTED;
      }
      return ScriptRunner.report(e, console.out());
    }
  }

  private static String command(Context context, String text) {
    if (text.equals(":help")) {
      return HELP;
    }
    if (text.equals(":tasks")) {
      return Session.taskDump(context) + "\n";
    }
    if (text.equals(":doc")) {
      return "Which one? For example :doc list.map, :doc list, :doc print.\n";
    }
    if (text.startsWith(":doc ")) {
      return Session.documentation(context, text.substring(":doc ".length()).strip());
    }
    return "There is no command " + text + "; try :help.\n";
  }

  private static void close(Context context, Console console) {
    try {
      context.close();
    } catch (PolyglotException e) {
      ScriptRunner.report(e, console.out());
    }
  }
}
