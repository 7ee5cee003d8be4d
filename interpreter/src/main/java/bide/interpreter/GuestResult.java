package bide.interpreter;

import bide.interpreter.value.Nil;
import bide.interpreter.value.Text;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.TruffleObject;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;

/** The value of a program as the embedder sees it: shown as one would write it. */
@ExportLibrary(InteropLibrary.class)
final class GuestResult implements TruffleObject {
  private final Object value;

  GuestResult(Object value) {
    this.value = value;
  }

  @ExportMessage
  boolean isNull() {
    return value == Nil.NIL;
  }

  @ExportMessage
  @TruffleBoundary
  Object toDisplayString(@SuppressWarnings("unused") boolean allowSideEffects) {
    return Text.quote(value);
  }
}
