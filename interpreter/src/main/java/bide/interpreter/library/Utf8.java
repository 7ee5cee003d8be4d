package bide.interpreter.library;

import bide.interpreter.error.Errors;
import bide.interpreter.value.Strings;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.strings.TruffleString;
import com.oracle.truffle.api.strings.TruffleString.CodeRange;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Strings to bytes and back. Text that is ASCII, as most of what goes over sockets is, takes a
 * short way: its bytes are what a string stores.
 */
public final class Utf8 {
  private Utf8() {}

  @TruffleBoundary
  public static byte[] encode(TruffleString string) {
    if (string.codeRangeEqualsUncached(CodeRange.ASCII)) {
      TruffleString ascii = string.switchEncodingUncached(TruffleString.Encoding.US_ASCII);
      return ascii.copyToByteArrayUncached(TruffleString.Encoding.US_ASCII);
    }
    return Strings.java(string).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The text of bytes {@code from} to {@code to}.
   *
   * @param lossy puts U+FFFD for what is not UTF-8 instead of throwing a ValueError
   */
  @TruffleBoundary
  public static TruffleString decode(byte[] bytes, int from, int to, boolean lossy) {
    TruffleString text = decodeIfValid(bytes, from, to);
    if (text != null) {
      return text;
    }
    if (lossy) {
      return Strings.of(new String(bytes, from, to - from, StandardCharsets.UTF_8));
    }
    throw Errors.value(
            "these bytes are not UTF-8 text (at byte " + firstInvalid(bytes, from, to) + ")")
        .withHelp("`decode(lossy: true)` replaces what cannot be read");
  }

  /** The text of bytes {@code from} to {@code to}; null where they are not UTF-8. */
  @TruffleBoundary
  public static @Nullable TruffleString decodeIfValid(byte[] bytes, int from, int to) {
    if (from == to) {
      return Strings.EMPTY;
    }
    if (isAscii(bytes, from, to)) {
      return TruffleString.fromByteArrayUncached(
              bytes, from, to - from, TruffleString.Encoding.US_ASCII, true)
          .switchEncodingUncached(Strings.ENCODING);
    }
    try {
      return Strings.of(strictDecoder().decode(ByteBuffer.wrap(bytes, from, to - from)).toString());
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  /**
   * Where what is not UTF-8 begins in bytes {@code from} to {@code to}, counted from {@code from};
   * -1 for valid text.
   */
  @TruffleBoundary
  public static int firstInvalid(byte[] bytes, int from, int to) {
    ByteBuffer source = ByteBuffer.wrap(bytes, from, to - from);
    boolean valid = !strictDecoder().decode(source, CharBuffer.allocate(to - from), true).isError();
    return valid ? -1 : source.position() - from;
  }

  private static CharsetDecoder strictDecoder() {
    return StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
  }

  private static boolean isAscii(byte[] bytes, int from, int to) {
    int all = 0;
    for (int i = from; i < to; i++) {
      all |= bytes[i];
    }
    return all >= 0;
  }
}
