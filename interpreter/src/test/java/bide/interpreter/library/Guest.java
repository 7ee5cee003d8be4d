package bide.interpreter.library;

import static org.junit.jupiter.api.Assertions.assertThrows;

import bide.interpreter.async.Coroutine;
import bide.interpreter.error.BideException;
import bide.interpreter.value.BideList;
import bide.interpreter.value.BideMap;
import bide.interpreter.value.Nil;
import bide.interpreter.value.Region;
import bide.interpreter.value.Strings;
import bide.interpreter.value.Text;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Stands in for a running script: calls builtins with Java values, whose functions are {@link
 * Function}s.
 */
public final class Guest {
  public static final Region REGION = new Region(1);

  /** A function of the script. */
  public interface Function {
    Object call(Object... arguments);
  }

  private static final Invoker INVOKER =
      new Invoker() {
        @Override
        public Object invoke(CallContext cx, Object function, Object... arguments) {
          return value(((Function) function).call(arguments));
        }

        @Override
        public Object resume(
            CallContext cx, Coroutine generator, Coroutine.Wants wants, Object value) {
          throw new UnsupportedOperationException("no script runs");
        }

        @Override
        public void close(CallContext cx, Coroutine generator) {
          throw new UnsupportedOperationException("no script runs");
        }
      };

  private final StringBuilder printed = new StringBuilder();

  private final CallContext context =
      new CallContext() {
        @Override
        public Region region() {
          return REGION;
        }

        @Override
        public Output output() {
          return line -> printed.append(new String(line, StandardCharsets.UTF_8));
        }
      };

  /** What {@code print} wrote. */
  public String printed() {
    return printed.toString();
  }

  /** Java's ints, strings and arrays as guest values; what is none of these stays. */
  public static Object value(Object java) {
    return switch (java) {
      case null -> null;
      case Integer number -> (long) number;
      case String text -> Strings.of(text);
      case Object[] elements -> list(elements);
      default -> java;
    };
  }

  public static BideList list(Object... elements) {
    return BideList.of(REGION, values(elements));
  }

  /**
   * @param entries key, value, key, value …
   */
  public static BideMap map(Object... entries) {
    BideMap map = new BideMap(REGION);
    for (int i = 0; i < entries.length; i += 2) {
      map.set(value(entries[i]), value(entries[i + 1]));
    }
    return map;
  }

  private static Object[] values(Object[] java) {
    return Arrays.stream(java).map(Guest::value).toArray();
  }

  public Object call(Object self, String name, Object... arguments) {
    Object receiver = value(self);
    return apply(MethodTable.lookup(receiver, name), receiver, arguments);
  }

  /** Calls a free builtin. */
  public Object global(String name, Object... arguments) {
    return apply(((BuiltinFunction) Globals.lookup(name)).method(), null, arguments);
  }

  private Object apply(Method method, Object self, Object[] arguments) {
    Object[] given = values(arguments);
    int count = method.parameters().length;
    Object[] all = Arrays.copyOf(given, count);
    if (method.rest()) {
      all[count - 1] = Arrays.copyOfRange(given, count - 1, given.length);
    } else if (given.length > count || given.length < method.required()) {
      throw new IllegalArgumentException(
          "wrong number of arguments in the test of " + method.name());
    }
    return method.body().call(context, INVOKER, self, all);
  }

  /** The result as one would write it. */
  public String show(Object self, String name, Object... arguments) {
    return Text.quote(call(self, name, arguments));
  }

  /** The error as {@code Kind: message}. */
  public String fails(Object self, String name, Object... arguments) {
    return Text.display(assertThrows(BideException.class, () -> call(self, name, arguments)));
  }

  public String globalFails(String name, Object... arguments) {
    return Text.display(assertThrows(BideException.class, () -> global(name, arguments)));
  }

  public static final Object NIL = Nil.NIL;
}
