package bide.interpreter;

import bide.interpreter.data.DataType;
import bide.interpreter.data.EnumValue;
import bide.interpreter.data.Instance;
import bide.interpreter.value.Nil;
import bide.interpreter.value.Text;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.TruffleObject;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;
import com.oracle.truffle.api.strings.TruffleString;

/** The value of a program as the embedder sees it: shown as one would write it. */
@ExportLibrary(InteropLibrary.class)
public final class GuestResult implements TruffleObject {
  private final Object value;

  private GuestResult(Object value) {
    this.value = value;
  }

  /** A value that tools can look at: itself, or in a wrapping that shows its text. */
  public static Object of(Object value) {
    return value instanceof Long
            || value instanceof Double
            || value instanceof Boolean
            || value instanceof TruffleString
        ? value
        : ofProgram(value);
  }

  /** The value of a program: structs and enums have members, all others just their text. */
  static Object ofProgram(Object value) {
    return value instanceof Instance || value instanceof EnumValue || value instanceof DataType
        ? value
        : new GuestResult(value);
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
