package bide.interpreter.data;

import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.InvalidArrayIndexException;
import com.oracle.truffle.api.interop.TruffleObject;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;

/** The names of a value's fields, as tools see them. */
@ExportLibrary(InteropLibrary.class)
final class MemberNames implements TruffleObject {
  private final FieldList fields;

  MemberNames(FieldList fields) {
    this.fields = fields;
  }

  @ExportMessage
  boolean hasArrayElements() {
    return true;
  }

  @ExportMessage
  long getArraySize() {
    return fields.count();
  }

  @ExportMessage
  boolean isArrayElementReadable(long index) {
    return index >= 0 && index < fields.count();
  }

  @ExportMessage
  Object readArrayElement(long index) throws InvalidArrayIndexException {
    if (!isArrayElementReadable(index)) {
      throw InvalidArrayIndexException.create(index);
    }
    return fields.name((int) index);
  }
}
