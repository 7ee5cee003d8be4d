package bide.repl;

import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicInteger;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import sun.misc.Signal;

/**
 * What a script does when it is told to end (SIGINT, SIGTERM): the first time it ends as if its
 * main task had been cancelled, a second time at once. A signal that the process was started to
 * ignore stays ignored.
 */
final class EndSignals {
  private final Context context;
  private final PrintStream err;

  /** The number of the first signal; 0 while there was none. */
  private final AtomicInteger first = new AtomicInteger();

  private EndSignals(Context context, PrintStream err) {
    this.context = context;
    this.err = err;
  }

  static EndSignals handle(Context context, PrintStream err) {
    EndSignals signals = new EndSignals(context, err);
    signals.handle("INT", "interrupted");
    signals.handle("TERM", "terminated");
    return signals;
  }

  private void handle(String name, String message) {
    Signal.handle(new Signal(name), signal -> came(signal.getNumber(), message));
  }

  private void came(int number, String message) {
    if (!first.compareAndSet(0, number)) {
      Runtime.getRuntime().halt(ExitStatus.SIGNAL + number);
    }
    try {
      Session.endEarly(context);
      err.println(message);
    } catch (PolyglotException | IllegalStateException closed) {
      // The run has just ended.
    }
  }

  /** The exit status that a signal has asked for; {@link ExitStatus#OK} if there was none. */
  int status() {
    int number = first.get();
    return number == 0 ? ExitStatus.OK : ExitStatus.SIGNAL + number;
  }
}
