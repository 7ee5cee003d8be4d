package bide.interpreter.error;

import bide.interpreter.BideLanguage;
import bide.interpreter.value.Strings;
import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.TruffleObject;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;

/** The kind of an error, such as {@code IndexError}, as tools and embedders see it. */
@ExportLibrary(InteropLibrary.class)
final class ErrorKind implements TruffleObject {
  private final String name;

  ErrorKind(String name) {
    this.name = name;
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
  boolean isMetaObject() {
    return true;
  }

  @ExportMessage(name = "getMetaSimpleName")
  @ExportMessage(name = "getMetaQualifiedName")
  Object metaName() {
    return Strings.of(name);
  }

  @ExportMessage
  boolean isMetaInstance(Object instance) {
    BideException error =
        instance instanceof ReportedFailure failure
            ? failure.error
            : instance instanceof BideException guest ? guest : null;
    return error != null && error.kind().equals(name);
  }

  @ExportMessage
  Object toDisplayString(@SuppressWarnings("unused") boolean allowSideEffects) {
    return Strings.of(name);
  }
}
