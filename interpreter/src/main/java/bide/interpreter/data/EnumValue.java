package bide.interpreter.data;

import bide.interpreter.BideLanguage;
import bide.interpreter.GuestResult;
import bide.interpreter.value.Text;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.TruffleObject;
import com.oracle.truffle.api.interop.UnknownIdentifierException;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;

/** A value of an enum: a variant and its fields. Immutable once it can be seen. */
@ExportLibrary(InteropLibrary.class)
public final class EnumValue implements TruffleObject {
  private final Variant variant;
  private final Object[] fields;

  /**
   * @param fields in order of declaration; not copied
   */
  public EnumValue(Variant variant, Object[] fields) {
    this.variant = variant;
    this.fields = fields;
  }

  public Variant variant() {
    return variant;
  }

  public int count() {
    return fields.length;
  }

  public Object get(int index) {
    return fields[index];
  }

  @Override
  public String toString() {
    return Text.quote(this);
  }

  // ---------------------------------------------------------------- for tools

  @ExportMessage
  boolean hasLanguage() {
    return true;
  }

  @ExportMessage
  Class<? extends TruffleLanguage<?>> getLanguage() {
    return BideLanguage.class;
  }

  @ExportMessage
  boolean hasMembers() {
    return true;
  }

  @ExportMessage
  Object getMembers(@SuppressWarnings("unused") boolean includeInternal) {
    return ToolArray.ofNames(variant.fields());
  }

  @ExportMessage
  boolean isMemberReadable(String member) {
    return variant.fields().indexOf(member) >= 0;
  }

  @ExportMessage
  Object readMember(String member) throws UnknownIdentifierException {
    int index = variant.fields().indexOf(member);
    if (index < 0) {
      throw UnknownIdentifierException.create(member);
    }
    return GuestResult.of(fields[index]);
  }

  @ExportMessage
  boolean hasMetaObject() {
    return true;
  }

  @ExportMessage
  Object getMetaObject() {
    return variant.type();
  }

  @ExportMessage
  @TruffleBoundary
  Object toDisplayString(@SuppressWarnings("unused") boolean allowSideEffects) {
    return Text.quote(this);
  }
}
