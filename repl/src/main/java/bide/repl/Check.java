package bide.repl;

import bide.interpreter.error.CompileFailure.Finding;
import com.oracle.truffle.api.exception.AbstractTruffleException;
import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.graalvm.polyglot.Context;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bide check}: says what is wrong with scripts without running them. */
@Command(
    name = Check.COMMAND,
    description = "Says what is wrong with scripts and the files that they use, and runs nothing.",
    sortOptions = false)
final class Check implements Callable<Integer> {
  static final String COMMAND = "check";

  @Option(names = "--deny-warnings", description = "Warnings make the exit status 1, too.")
  boolean denyWarnings;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this and exit.")
  boolean help;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "The scripts.")
  List<String> files = List.of();

  @Override
  public Integer call() {
    return run(files, denyWarnings, System.err);
  }

  static int run(List<String> files, boolean denyWarnings, PrintStream err) {
    Set<String> reports = new LinkedHashSet<>(); // what two scripts use is reported once
    int status = ExitStatus.OK;
    Invocation nothing = new Invocation(Invocation.Kind.FILE, "", List.of(), 0);
    try (Context context = Session.newContext(nothing, System.out, err)) {
      for (String file : files) {
        try {
          for (Finding finding : Session.check(context, ScriptRunner.readable(file).getPath())) {
            reports.add(finding.render());
            if (finding.isError() || denyWarnings) {
              status = Math.max(status, ExitStatus.FAILED);
            }
          }
        } catch (IOException e) {
          err.println("bide: " + e.getMessage());
          status = ExitStatus.USAGE;
        } catch (AbstractTruffleException e) {
          reports.add(file + ": " + e.getMessage());
          status = Math.max(status, ExitStatus.FAILED);
        }
      }
    }
    if (!reports.isEmpty()) {
      err.println(String.join("\n\n", reports));
    }
    return status;
  }
}
