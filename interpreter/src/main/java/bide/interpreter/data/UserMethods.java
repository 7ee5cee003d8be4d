package bide.interpreter.data;

import bide.interpreter.async.Strand;
import bide.interpreter.error.Errors;
import bide.interpreter.function.Closure;
import bide.interpreter.library.CallContext;
import bide.interpreter.library.Invoker;
import bide.interpreter.node.call.InvokerNode;
import bide.interpreter.value.BideIterator;
import bide.interpreter.value.Kinds;
import bide.interpreter.value.Nil;
import bide.interpreter.value.Region;
import bide.interpreter.value.Strings;
import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.strings.TruffleString;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * The methods with which structs and enums plug into the language, called from where no node stands
 * ready: comparisons, map keys, sorting, text. They run on the strand that this thread is in the
 * middle of. {@code equals} and {@code compare} are asked only about two values of one type.
 */
public final class UserMethods {
  public static final String EQUALS = "equals";
  public static final String COMPARE = "compare";
  public static final String HASH = "hash";
  public static final String TO_STRING = "to_string";
  public static final String ITER = "iter";
  public static final String NEXT = "next";
  public static final String CALL = "call";

  private UserMethods() {}

  /** The method of that name that the type of {@code value} has; null where it has none. */
  @TruffleBoundary
  public static @Nullable Closure find(Object value, String name) {
    DataType type = DataType.of(value);
    return type == null ? null : type.method(name);
  }

  @TruffleBoundary
  public static boolean equal(Closure equals, Object left, Object right) {
    return verdict(call(equals, left, right), DataType.of(left));
  }

  /** What {@code equals} gave, which must be a bool. */
  public static boolean verdict(Object result, DataType type) {
    if (result instanceof Boolean verdict) {
      return verdict;
    }
    CompilerDirectives.transferToInterpreter();
    throw mustGive(type, EQUALS, "a bool", result);
  }

  @TruffleBoundary
  public static int compare(Closure compare, Object left, Object right) {
    return order(call(compare, left, right), DataType.of(left));
  }

  /** The sign of what {@code compare} gave, which must be an int. */
  public static int order(Object result, DataType type) {
    if (result instanceof Long number) {
      return Long.signum(number);
    }
    CompilerDirectives.transferToInterpreter();
    if (result instanceof BigInteger number) {
      return number.signum();
    }
    throw mustGive(type, COMPARE, "an int below, at or above zero", result);
  }

  @TruffleBoundary
  public static int hash(Closure hash, Object value) {
    Object result = call(hash, value);
    if (result instanceof Long || result instanceof BigInteger) {
      return result.hashCode();
    }
    throw mustGive(DataType.of(value), HASH, "an int", result);
  }

  @TruffleBoundary
  public static String text(Closure toString, Object value) {
    Object result = call(toString, value);
    if (result instanceof TruffleString text) {
      return Strings.java(text);
    }
    throw mustGive(DataType.of(value), TO_STRING, "a string", result);
  }

  @TruffleBoundary
  private static RuntimeException mustGive(
      DataType type, String method, String wanted, Object result) {
    return Errors.type(
        "`"
            + type.name()
            + "."
            + method
            + "` must give "
            + wanted
            + ", not "
            + Kinds.described(result));
  }

  private static Object call(Closure method, Object... arguments) {
    Strand strand = Strand.running();
    if (strand == null) {
      throw new IllegalStateException("no task runs on this thread");
    }
    return invoke(strand, InvokerNode.getUncached(), method, arguments);
  }

  private static Object invoke(
      CallContext cx, Invoker invoker, Closure method, Object... arguments) {
    if (method.code().isAsync()) {
      CompilerDirectives.transferToInterpreter();
      throw Errors.type(
              "`" + method.code().name() + "` is async, and what calls it here cannot await")
          .withHelp("make it a plain `fn`");
    }
    return invoker.invoke(cx, method, arguments);
  }

  // ---------------------------------------------------------------- iteration

  /**
   * Goes over what {@code iter} of a value gives, or, for one with {@code next}, over what that
   * gives until it gives nil; null where the value has neither.
   */
  @TruffleBoundary
  public static @Nullable Object iterable(Region region, Object value) {
    Closure iter = find(value, ITER);
    if (iter != null) {
      Object given = call(iter, value);
      Closure next = find(given, NEXT);
      return next != null ? new Steps(region, given, next) : given == value ? null : given;
    }
    Closure next = find(value, NEXT);
    return next == null ? null : new Steps(region, value, next);
  }

  private static final class Steps extends BideIterator {
    private final Object self;
    private final Closure next;
    private boolean ended;

    Steps(Region region, Object self, Closure next) {
      super(region);
      this.self = self;
      this.next = next;
    }

    @Override
    protected Object step(CallContext cx, Invoker invoker) {
      if (ended) {
        return END;
      }
      Object item = invoke(cx, invoker, next, self);
      if (item == Nil.NIL) {
        ended = true;
        return END;
      }
      return item;
    }
  }
}
