package bide.interpreter.library;

import bide.interpreter.error.Errors;
import bide.interpreter.value.Strings;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.strings.TruffleString;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Text as bytes in the encodings that every system knows. */
final class Encodings {
  private Encodings() {}

  private static Charset named(Object encoding, String method) {
    String name = Args.text(encoding, method, "encoding");
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "utf-8", "utf8" -> StandardCharsets.UTF_8;
      case "utf-16le" -> StandardCharsets.UTF_16LE;
      case "utf-16be" -> StandardCharsets.UTF_16BE;
      case "latin1", "iso-8859-1" -> StandardCharsets.ISO_8859_1;
      case "ascii", "us-ascii" -> StandardCharsets.US_ASCII;
      default ->
          throw Errors.value("there is no encoding \"" + name + "\"")
              .withHelp("there are utf-8, utf-16le, utf-16be, latin1 and ascii");
    };
  }

  @TruffleBoundary
  static byte[] encode(String text, Object encoding, String method) {
    Charset charset = named(encoding, method);
    try {
      ByteBuffer bytes = charset.newEncoder().encode(CharBuffer.wrap(text));
      byte[] array = new byte[bytes.remaining()];
      bytes.get(array);
      return array;
    } catch (CharacterCodingException e) {
      throw Errors.value("the text has characters that " + charset.name() + " does not have");
    }
  }

  @TruffleBoundary
  static TruffleString decode(byte[] bytes, Object encoding, boolean lossy, String method) {
    Charset charset = named(encoding, method);
    CodingErrorAction action = lossy ? CodingErrorAction.REPLACE : CodingErrorAction.REPORT;
    try {
      return Strings.of(
          charset
              .newDecoder()
              .onMalformedInput(action)
              .onUnmappableCharacter(action)
              .decode(ByteBuffer.wrap(bytes))
              .toString());
    } catch (CharacterCodingException e) {
      throw Errors.value("the bytes are not text in " + charset.name())
          .withHelp("`decode(lossy: true)` puts U+FFFD where they are not");
    }
  }
}
