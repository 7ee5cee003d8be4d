package bide.interpreter.library;

import bide.interpreter.error.Errors;
import bide.interpreter.value.BideList;
import bide.interpreter.value.BideRange;
import bide.interpreter.value.Kinds;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;

/**
 * The part that {@code slice} cuts out.
 *
 * @param from first index
 * @param to index after the last, at least {@code from}
 */
record Bounds(int from, int to) {

  /**
   * Of {@code slice(range)} or {@code slice(from, to?)}; throws IndexError unless it lies within
   * the value.
   *
   * @param kind what the error calls the value: {@code "list"}
   */
  @TruffleBoundary
  static Bounds of(Object[] arguments, int length, String kind) {
    if (arguments[0] instanceof BideRange range && arguments[1] == null) {
      return of(range, length, kind);
    }
    long from = Args.integer(arguments[0], "slice", "from");
    long to = Args.integer(arguments[1], length, "slice", "to");
    if (from < 0 || from > length || to < 0 || to > length) {
      throw Errors.index(
          "the slice from "
              + from
              + " to "
              + to
              + " is out of range for "
              + Kinds.sized(kind)
              + " of length "
              + length);
    }
    return new Bounds((int) from, (int) Math.max(from, to));
  }

  static Bounds of(BideRange range, int length, String kind) {
    return new Bounds(range.sliceStart(length, kind), range.sliceEnd(length, kind));
  }

  /** Of an optional range argument: everything where it was left out. */
  @TruffleBoundary
  static Bounds ofRange(Object argument, int length, String method, String kind) {
    if (argument == null) {
      return new Bounds(0, length);
    }
    if (argument instanceof BideRange range) {
      return of(range, length, kind);
    }
    throw Args.wrong(method, "range", "a range", argument);
  }

  /** A place between elements, from 0 to the length; throws IndexError for any other. */
  static int place(Object argument, int length, String method, String kind) {
    long index = Args.integer(argument, method, "index");
    if (index < 0 || index > length) {
      throw BideList.indexError(index, length, kind);
    }
    return (int) index;
  }
}
