package bide.interpreter.error;

import bide.interpreter.value.Strings;
import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.exception.AbstractTruffleException;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.UnknownIdentifierException;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;
import com.oracle.truffle.api.nodes.Node;
import org.jspecify.annotations.Nullable;

/**
 * How a program's failure leaves the engine: its message is the whole report, ready to be shown. In
 * all else it is to tools and embedders what the error itself is, and its stack is the way that the
 * error took ({@link GuestFrames}).
 */
@ExportLibrary(value = InteropLibrary.class, delegateTo = "error")
@SuppressWarnings("serial")
public final class ReportedFailure extends AbstractTruffleException {
  /** The member that says whether standard error has the report already. */
  private static final String PRINTED = "printed";

  final BideException error;
  private final boolean printed;

  ReportedFailure(String report, BideException error, boolean printed, @Nullable Node place) {
    super(report, null, UNLIMITED_STACK_TRACE, place);
    this.error = error;
    this.printed = printed;
  }

  /** An error that no code caught. */
  public static ReportedFailure of(TruffleLanguage<?> language, Throwable failure) {
    String report = ErrorPrinter.render(failure);
    BideException error =
        failure instanceof BideException guest ? guest : Errors.unthrown("InternalError", report);
    return GuestFrames.of(
        language, error, place -> new ReportedFailure(report, error, false, place));
  }

  /** What is wrong with the evaluation itself rather than with what it runs. */
  public static ReportedFailure refused(String message, String help) {
    BideException error = Errors.unthrown("Error", message).withHelp(help);
    return new ReportedFailure(ErrorPrinter.render(error), error, false, null);
  }

  /** Standard error has the reports; who evaluates the program gets to know what it is about. */
  public static ReportedFailure alreadyPrinted(String kind, String message) {
    return new ReportedFailure(message, Errors.unthrown(kind, message), true, null);
  }

  /** Nobody awaited a task whose failure has been printed. */
  public static ReportedFailure unseen(
      TruffleLanguage<?> language, @Nullable BideException first, long count) {
    String who = count == 1 ? "a task has failed" : count + " tasks have failed";
    if (first == null) {
      return alreadyPrinted("TaskError", who + ", which nobody awaited");
    }
    String report = who + ", which nobody awaited: " + ErrorPrinter.title(first);
    return GuestFrames.of(
        language, first, place -> new ReportedFailure(report, first, true, place));
  }

  // ---------------------------------------------------------------- for tools

  @ExportMessage
  boolean isException() {
    return true;
  }

  @ExportMessage
  boolean hasMembers() {
    return true;
  }

  @ExportMessage
  boolean hasExceptionMessage() {
    return true;
  }

  @ExportMessage
  Object getExceptionMessage() {
    return Strings.of(getMessage());
  }

  @ExportMessage
  RuntimeException throwException() {
    throw this;
  }

  @ExportMessage
  Object getMembers(boolean includeInternal) {
    return error.getMembers(includeInternal);
  }

  @ExportMessage
  boolean isMemberReadable(String member) {
    return member.equals(PRINTED) || error.isMemberReadable(member);
  }

  @ExportMessage
  Object readMember(String member) throws UnknownIdentifierException {
    return member.equals(PRINTED) ? (Object) printed : error.readMember(member);
  }
}
