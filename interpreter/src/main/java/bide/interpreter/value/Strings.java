package bide.interpreter.value;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.strings.TruffleString;
import java.util.List;

/**
 * Strings are {@link TruffleString}s in UTF-32, so that an index is a code point. Everything here
 * stands behind a boundary.
 */
public final class Strings {
  public static final TruffleString.Encoding ENCODING = TruffleString.Encoding.UTF_32;
  public static final TruffleString EMPTY = TruffleString.fromConstant("", ENCODING);

  private Strings() {}

  @TruffleBoundary
  public static TruffleString of(String text) {
    return text.isEmpty() ? EMPTY : TruffleString.fromJavaStringUncached(text, ENCODING);
  }

  @TruffleBoundary
  public static String java(TruffleString text) {
    return text.toJavaStringUncached();
  }

  @TruffleBoundary
  public static TruffleString ofCodePoint(int codePoint) {
    return TruffleString.fromCodePointUncached(codePoint, ENCODING);
  }

  /** Code points in {@code text}. */
  @TruffleBoundary
  public static int length(TruffleString text) {
    return text.codePointLengthUncached(ENCODING);
  }

  @TruffleBoundary
  public static int codePointAt(TruffleString text, int index) {
    return text.codePointAtIndexUncached(index, ENCODING);
  }

  /**
   * The code points from {@code from} up to, not including, {@code to}. Copies, so that a small
   * part does not keep a large text alive.
   */
  @TruffleBoundary
  public static TruffleString slice(TruffleString text, int from, int to) {
    return from == to ? EMPTY : text.substringUncached(from, to - from, ENCODING, false);
  }

  /** A list of these texts. */
  @TruffleBoundary
  public static BideList list(Region region, List<String> texts) {
    Object[] strings = new Object[texts.size()];
    for (int i = 0; i < strings.length; i++) {
      strings[i] = of(texts.get(i));
    }
    return BideList.ofObjects(region, strings);
  }

  @TruffleBoundary
  public static TruffleString concat(TruffleString left, TruffleString right) {
    return left.concatUncached(right, ENCODING, true);
  }

  @TruffleBoundary
  public static boolean equal(TruffleString left, TruffleString right) {
    return left.equalsUncached(right, ENCODING);
  }

  /** By code points: negative, zero or positive. */
  @TruffleBoundary
  public static int compare(TruffleString left, TruffleString right) {
    return left.compareIntsUTF32Uncached(right);
  }

  @TruffleBoundary
  public static int hash(TruffleString text) {
    return text.hashCodeUncached(ENCODING);
  }
}
