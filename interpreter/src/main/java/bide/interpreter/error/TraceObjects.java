package bide.interpreter.error;

import bide.interpreter.BideLanguage;
import bide.interpreter.value.Strings;
import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.InvalidArrayIndexException;
import com.oracle.truffle.api.interop.TruffleObject;
import com.oracle.truffle.api.interop.UnsupportedMessageException;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;
import com.oracle.truffle.api.source.SourceSection;
import java.util.List;

/** The way of an error as tools and embedders see it: an array of steps, innermost first. */
final class TraceObjects {
  private TraceObjects() {}

  @ExportLibrary(InteropLibrary.class)
  static final class Steps implements TruffleObject {
    private final List<Trace.Step> steps;

    Steps(List<Trace.Step> steps) {
      this.steps = steps;
    }

    @ExportMessage
    boolean hasArrayElements() {
      return true;
    }

    @ExportMessage
    long getArraySize() {
      return steps.size();
    }

    @ExportMessage
    boolean isArrayElementReadable(long index) {
      return index >= 0 && index < steps.size();
    }

    @ExportMessage
    Object readArrayElement(long index) throws InvalidArrayIndexException {
      if (!isArrayElementReadable(index)) {
        throw InvalidArrayIndexException.create(index);
      }
      return new Step(steps.get((int) index));
    }
  }

  /** Shown as its line in a report. */
  @ExportLibrary(InteropLibrary.class)
  static final class Step implements TruffleObject {
    private final Trace.Step step;

    Step(Trace.Step step) {
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
}
