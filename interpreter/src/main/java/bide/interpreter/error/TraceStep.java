package bide.interpreter.error;

import bide.interpreter.BideLanguage;
import bide.interpreter.value.Strings;
import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.TruffleObject;
import com.oracle.truffle.api.interop.UnsupportedMessageException;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;
import com.oracle.truffle.api.source.SourceSection;

/** A step of an error's way as tools and embedders see it: shown as its line in a report. */
@ExportLibrary(InteropLibrary.class)
final class TraceStep implements TruffleObject {
  private final Trace.Step step;

  TraceStep(Trace.Step step) {
    this.step = step;
  }

  @ExportMessage
  boolean hasLanguage() {
    return true;
  }

  @ExportMessage
  Class<? extends TruffleLanguage<?>> getLanguage() {
    return BideLanguage.class;
  }

  @ExportMessage
  boolean hasExecutableName() {
    return true;
  }

  @ExportMessage
  Object getExecutableName() {
    return Strings.of(step.function());
  }

  @ExportMessage
  boolean hasSourceLocation() {
    return step.place() != null;
  }

  @ExportMessage
  SourceSection getSourceLocation() throws UnsupportedMessageException {
    if (step.place() == null) {
      throw UnsupportedMessageException.create();
    }
    return step.place();
  }

  @ExportMessage
  Object toDisplayString(@SuppressWarnings("unused") boolean allowSideEffects) {
    return Strings.of(ErrorPrinter.describe(step));
  }
}
