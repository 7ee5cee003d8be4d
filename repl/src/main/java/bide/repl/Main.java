package bide.repl;

/** Where the process begins. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    Invocation invocation = Invocation.parse(args);
    int status = invocation != null ? run(invocation) : CommandLine.execute(args);
    System.out.flush();
    System.exit(status);
  }

  static int run(Invocation invocation) {
    return invocation.kind() == Invocation.Kind.SESSION
        ? new Repl(invocation).run()
        : ScriptRunner.run(invocation);
  }
}
