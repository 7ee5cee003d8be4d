package bide.interpreter;

import bide.interpreter.data.DataType;
import bide.interpreter.data.EnumValue;
import bide.interpreter.data.Instance;
import bide.interpreter.value.Nil;
import bide.interpreter.value.Region;
import bide.interpreter.value.Text;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.TruffleObject;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;
import com.oracle.truffle.api.strings.TruffleString;
import org.jspecify.annotations.Nullable;

/** The value of a program as the embedder sees it: shown as one would write it. */
@ExportLibrary(value = InteropLibrary.class, delegateTo = "plain")
public final class GuestResult implements TruffleObject {
  private final Object value;

  /** What the value is to others: itself, or nothing that they know. */
  final Object plain;

  /** Who looks; null where that is not known. */
  private final @Nullable Region reader;

  private GuestResult(Object value, @Nullable Region reader) {
    this.value = value;
    this.plain = isPlain(value) ? value : new Unknown();
    this.reader = reader;
  }

  /** A value that tools can look at: itself, or in a wrapping that shows its text. */
  public static Object of(Object value) {
    return isPlain(value) ? value : ofProgram(value, null);
  }

  private static boolean isPlain(Object value) {
    return value instanceof Long
        || value instanceof Double
        || value instanceof Boolean
        || value instanceof TruffleString;
  }

  /** A value that can do nothing. */
  private static final class Unknown implements TruffleObject {}

  /**
   * The value of a program: structs and enums have members, ints, floats, bools and strings are
   * numbers, booleans and strings; all others just their text.
   *
   * @param reader the region of the main task: what belongs to others is not looked into. Null
   *     where that is not known
   */
  static Object ofProgram(Object value, @Nullable Region reader) {
    boolean hasMembers =
        value instanceof Instance instance
            ? reader == null || instance.region().isReadableBy(reader)
            : value instanceof EnumValue || value instanceof DataType;
    return hasMembers ? value : new GuestResult(value, reader);
  }

  @ExportMessage
  boolean isNull() {
    return value == Nil.NIL;
  }

  @ExportMessage
  @TruffleBoundary
  Object toDisplayString(@SuppressWarnings("unused") boolean allowSideEffects) {
    return Text.quoteFor(reader, value);
  }
}
