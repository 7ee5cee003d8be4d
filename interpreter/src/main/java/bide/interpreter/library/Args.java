package bide.interpreter.library;

import bide.interpreter.async.FutureHints;
import bide.interpreter.error.BideException;
import bide.interpreter.error.Errors;
import bide.interpreter.value.BideBuffer;
import bide.interpreter.value.BideBytes;
import bide.interpreter.value.BideList;
import bide.interpreter.value.BideMap;
import bide.interpreter.value.Kinds;
import bide.interpreter.value.Numbers;
import bide.interpreter.value.Strings;
import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.strings.TruffleString;
import java.math.BigInteger;

/**
 * Checks the arguments of builtins. Each check throws a TypeError that names the method, the
 * parameter and what came instead.
 */
public final class Args {
  private Args() {}

  /** An int of 64 bits. */
  public static long integer(Object argument, String method, String parameter) {
    if (argument instanceof Long number) {
      return number;
    }
    CompilerDirectives.transferToInterpreter();
    if (argument instanceof BigInteger) {
      throw outOfBounds(method, parameter);
    }
    throw wrong(method, parameter, "an int", argument);
  }

  public static long integer(Object argument, long absent, String method, String parameter) {
    return argument == null ? absent : integer(argument, method, parameter);
  }

  /**
   * A number of things: an int from zero; greater than {@link Integer#MAX_VALUE} counts as that.
   */
  public static int count(Object argument, String method, String parameter) {
    long number = integer(argument, method, parameter);
    if (number < 0) {
      CompilerDirectives.transferToInterpreter();
      throw negative(method, parameter, number);
    }
    return (int) Math.min(number, Integer.MAX_VALUE);
  }

  /** A number of things of which there must be at least one. */
  public static int positive(Object argument, String method, String parameter) {
    int number = count(argument, method, parameter);
    if (number == 0) {
      CompilerDirectives.transferToInterpreter();
      throw negative(method, parameter, 0);
    }
    return number;
  }

  @TruffleBoundary
  public static Object number(Object argument, String method, String parameter) {
    if (!Numbers.isNumber(argument)) {
      throw wrong(method, parameter, "a number", argument);
    }
    return argument;
  }

  public static TruffleString string(Object argument, String method, String parameter) {
    if (argument instanceof TruffleString string) {
      return string;
    }
    CompilerDirectives.transferToInterpreter();
    throw wrong(method, parameter, "a string", argument);
  }

  @TruffleBoundary
  public static String text(Object argument, String method, String parameter) {
    return Strings.java(string(argument, method, parameter));
  }

  public static BideList list(Object argument, String method, String parameter) {
    if (argument instanceof BideList list) {
      return list;
    }
    CompilerDirectives.transferToInterpreter();
    throw wrong(method, parameter, "a list", argument);
  }

  public static BideMap map(Object argument, String method, String parameter) {
    if (argument instanceof BideMap map) {
      return map;
    }
    CompilerDirectives.transferToInterpreter();
    throw wrong(method, parameter, "a map", argument);
  }

  public static boolean bool(Object argument, boolean absent, String method, String parameter) {
    if (argument == null) {
      return absent;
    }
    if (argument instanceof Boolean bool) {
      return bool;
    }
    CompilerDirectives.transferToInterpreter();
    throw wrong(method, parameter, "a bool", argument);
  }

  /** The bytes of a byte string, a buffer or a string (as UTF-8). */
  @TruffleBoundary
  public static byte[] bytes(Object argument, String method, String parameter) {
    return switch (argument) {
      case BideBytes bytes -> bytes.array();
      case BideBuffer buffer -> buffer.toArray(0, buffer.size());
      case TruffleString string -> Utf8.encode(string);
      default -> throw wrong(method, parameter, "bytes, a buffer or a string", argument);
    };
  }

  /** What a predicate gave. */
  public static boolean verdict(Object result, String method) {
    if (result instanceof Boolean verdict) {
      return verdict;
    }
    CompilerDirectives.transferToInterpreter();
    throw notABool(result, method);
  }

  @TruffleBoundary
  private static BideException notABool(Object result, String method) {
    return FutureHints.addTo(
        Errors.type(
            "`" + method + "` needs a function that gives a bool, not " + Kinds.described(result)),
        result);
  }

  @TruffleBoundary
  public static BideException wrong(
      String method, String parameter, String wanted, Object argument) {
    return FutureHints.addTo(
        Errors.type(
            "`"
                + method
                + "` needs "
                + wanted
                + " as `"
                + parameter
                + "`, not "
                + Kinds.described(argument)),
        argument);
  }

  @TruffleBoundary
  private static BideException outOfBounds(String method, String parameter) {
    return Errors.value("`" + parameter + "` of `" + method + "` is too large");
  }

  @TruffleBoundary
  private static BideException negative(String method, String parameter, long number) {
    return Errors.value(
        "`"
            + parameter
            + "` of `"
            + method
            + "` must be "
            + (number == 0 ? "greater than 0" : "0 or more")
            + ", not "
            + number);
  }
}
