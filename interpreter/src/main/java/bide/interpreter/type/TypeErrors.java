package bide.interpreter.type;

import bide.interpreter.async.FutureHints;
import bide.interpreter.data.Constructed;
import bide.interpreter.data.FieldList;
import bide.interpreter.error.BideException;
import bide.interpreter.error.Errors;
import bide.interpreter.function.FunctionCode;
import bide.interpreter.value.BideBytes;
import bide.interpreter.value.BideDuration;
import bide.interpreter.value.Kinds;
import bide.interpreter.value.Nil;
import bide.interpreter.value.Numbers;
import bide.interpreter.value.Text;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.strings.TruffleString;

/** The messages of values that are not of the type they were said to be. */
public final class TypeErrors {
  /** Longest text of a value that a message shows, in characters. */
  private static final int SHOWN = 40;

  private TypeErrors() {}

  @TruffleBoundary
  public static BideException argument(
      FunctionCode function, int parameter, TypeTest type, Object value) {
    String name = function.signature().name(parameter);
    boolean named = Character.isUnicodeIdentifierStart(name.charAt(0)) || name.startsWith("_");
    return mismatch(
        "argument "
            + (named ? "`" + name + "`" : Integer.toString(parameter + 1))
            + " of `"
            + function.name()
            + "`",
        type,
        value);
  }

  /** A value that a field of a struct or variant cannot have. */
  @TruffleBoundary
  public static BideException field(Constructed made, int field, Object value) {
    FieldList fields = made.fields();
    return mismatch(
        "field `" + fields.name(field) + "` of `" + made.name() + "`", fields.type(field), value);
  }

  /**
   * @param what the thing that must be of the type: {@code `x`}, {@code the result of `f`}
   */
  @TruffleBoundary
  static BideException mismatch(String what, TypeTest type, Object value) {
    return FutureHints.addTo(
        Errors.type(what + " must be " + type.described() + ", but is " + shown(value)), value);
  }

  /** A value as a message shows it: {@code the string "x"}; data of any size by its kind alone. */
  private static String shown(Object value) {
    boolean small =
        value instanceof Boolean
            || value instanceof TruffleString
            || value instanceof BideBytes
            || value instanceof BideDuration
            || Numbers.isNumber(value);
    if (value == Nil.NIL || !small) {
      return Kinds.described(value);
    }
    String text = Text.quote(value);
    String cut =
        text.length() > SHOWN
            ? text.substring(0, text.offsetByCodePoints(SHOWN - 1, 0)) + "…"
            : text;
    return "the " + Kinds.name(value) + " " + cut;
  }
}
