package bide.interpreter.data;

import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.InvalidArrayIndexException;
import com.oracle.truffle.api.interop.TruffleObject;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;
import java.util.List;
import java.util.stream.IntStream;

/** An array of what tools may read. */
@ExportLibrary(InteropLibrary.class)
public final class ToolArray implements TruffleObject {
  private final List<?> elements;

  public ToolArray(List<?> elements) {
    this.elements = elements;
  }

  /** The names of fields. */
  static ToolArray ofNames(FieldList fields) {
    return new ToolArray(IntStream.range(0, fields.count()).mapToObj(fields::name).toList());
  }

  @ExportMessage
  boolean hasArrayElements() {
    return true;
  }

  @ExportMessage
  long getArraySize() {
    return elements.size();
  }

  @ExportMessage
  boolean isArrayElementReadable(long index) {
    return index >= 0 && index < elements.size();
  }

  @ExportMessage
  Object readArrayElement(long index) throws InvalidArrayIndexException {
    if (!isArrayElementReadable(index)) {
      throw InvalidArrayIndexException.create(index);
    }
    return elements.get((int) index);
  }
}
