package bide.interpreter.error;

import com.oracle.truffle.api.exception.AbstractTruffleException;

/**
 * How a program's failure leaves the engine: its message is the whole report, ready to be shown.
 */
@SuppressWarnings("serial")
public final class ReportedFailure extends AbstractTruffleException {
  private ReportedFailure(String report) {
    super(report);
  }

  /** An error that no code caught. */
  public static ReportedFailure of(Throwable error) {
    return new ReportedFailure(ErrorPrinter.render(error));
  }

  /** Tasks failed that nobody observed; their reports have been printed. */
  public static ReportedFailure alreadyPrinted() {
    return new ReportedFailure("");
  }
}
