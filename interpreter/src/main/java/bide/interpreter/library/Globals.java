package bide.interpreter.library;

import bide.interpreter.error.BideException;
import bide.interpreter.error.Errors;
import bide.interpreter.ownership.Handover;
import bide.interpreter.ownership.Ownership;
import bide.interpreter.value.BideBuffer;
import bide.interpreter.value.BideBytes;
import bide.interpreter.value.BideIterator;
import bide.interpreter.value.BideList;
import bide.interpreter.value.Equality;
import bide.interpreter.value.Kinds;
import bide.interpreter.value.Nil;
import bide.interpreter.value.Numbers;
import bide.interpreter.value.Strings;
import bide.interpreter.value.Text;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.strings.TruffleString;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The builtins that scripts call by name, without a receiver. Thread-safe. */
public final class Globals {
  private static final Map<String, BuiltinFunction> FUNCTIONS = new ConcurrentHashMap<>();

  static {
    MethodSet set = new MethodSet();
    output(set);
    errors(set);
    conversions(set);
    values(set);
    set.all().forEach(Globals::register);
  }

  private Globals() {}

  /** The builtin of that name; null if there is none. */
  @TruffleBoundary
  public static Object lookup(String name) {
    return FUNCTIONS.get(name);
  }

  /** Adds a builtin; replaces one of the same name. To be done before scripts are compiled. */
  public static void register(Method function) {
    FUNCTIONS.put(function.name(), new BuiltinFunction(function));
  }

  /** The names of all builtins, in alphabetical order. */
  @TruffleBoundary
  public static Collection<String> names() {
    return new TreeMap<>(FUNCTIONS).keySet();
  }

  private static void output(MethodSet set) {
    set.add(
        "print(...values)",
        "Writes its arguments as text, separated by a space, and a newline.",
        "print(\"a\", 1, [2]) -> a 1 [2]",
        (cx, call, self, args) -> {
          StringBuilder line = new StringBuilder();
          String separator = "";
          for (Object value : (Object[]) args[0]) {
            line.append(separator).append(Text.display(value));
            separator = " ";
          }
          cx.output().write(line.append('\n').toString().getBytes(StandardCharsets.UTF_8));
          return Nil.NIL;
        });
    set.add(
        "quote(value)",
        "The text of a value as one would write it in a script: strings in quotes, with escapes.",
        "quote(\"a\\tb\") -> \"a\\tb\"",
        (cx, call, self, args) -> Strings.of(Text.quote(args[0])));
  }

  private static void errors(MethodSet set) {
    set.add(
        "error(message, kind?, value?, cause?)",
        "An error to be thrown: `throw error(\"no such user\", kind: \"NotFound\")`. Its kind is \"Error\" unless given. It may be thrown any number of times, by any task: each throw has a trace of its own.",
        "let e = error(\"no such user\", kind: \"NotFound\")\n" + "e.kind -> NotFound",
        (cx, call, self, args) ->
            BideException.made(
                args[1] == null ? "Error" : Args.text(args[1], "error", "kind"),
                Text.display(args[0]),
                args[2],
                args[3]));
    set.add(
        "assert(condition, message?)",
        "Throws an AssertionError with the message unless the condition is true.",
        "assert(1 + 1 == 2, \"sums work\")",
        (cx, call, self, args) -> {
          if (!(args[0] instanceof Boolean holds)) {
            throw Args.wrong("assert", "condition", "a bool", args[0]);
          }
          if (!holds) {
            throw failed(args[1] == null ? "assertion failed" : Text.display(args[1]));
          }
          return Nil.NIL;
        });
    set.add(
        "assert_eq(actual, expected, message?)",
        "Throws an AssertionError that shows both values unless they are equal.",
        "assert_eq([1, 2].sum(), 3)",
        (cx, call, self, args) -> {
          if (!Equality.equals(args[0], args[1])) {
            String values = Text.quote(args[0]) + " is not " + Text.quote(args[1]);
            throw failed(args[2] == null ? values : Text.display(args[2]) + ": " + values);
          }
          return Nil.NIL;
        });
  }

  private static BideException failed(String message) {
    return new BideException("AssertionError", message);
  }

  private static void conversions(MethodSet set) {
    set.add(
        "string(value)",
        "The text that `print` shows for the value.",
        "string(1.5) + \"!\" -> 1.5!",
        (cx, call, self, args) -> Text.of(args[0]));
    set.add(
        "int(value, base?)",
        "The int that a string writes, or a float without its fraction. Throws ValueError for other text.",
        "int(\"12\") + int(2.9) -> 14\n" + "int(\"ff\", base: 16) -> 255",
        (cx, call, self, args) -> toInt(args[0], args[1]));
    set.add(
        "float(value)",
        "The float nearest to an int, or that a string writes. Throws ValueError for other text.",
        "float(\"1e3\") -> 1000.0",
        (cx, call, self, args) ->
            args[0] instanceof TruffleString string
                ? StringParsing.toFloat(string)
                : Numbers.toDouble(convertible(args[0], "float")));
    set.add(
        "list(iterable?)",
        "A new list of what an iterable gives: a list, map, range, string, bytes or iterator.",
        "list(1..4) -> [1, 2, 3]",
        (cx, call, self, args) -> {
          if (args[0] instanceof BideList list) {
            return list.copy(cx.region());
          }
          return args[0] == null
              ? new BideList(cx.region())
              : Iterators.collect(cx, call, Iterators.require(cx.region(), args[0]));
        });
    set.add(
        "bytes(data?)",
        "Bytes of a buffer, of a string in UTF-8, or of a list of ints from 0 to 255.",
        "bytes([1, 255]) -> b\"\\x01\\xff\"",
        (cx, call, self, args) ->
            args[0] == null ? BideBytes.EMPTY : new BideBytes(toBytes(args[0], "bytes")));
    set.add(
        "buffer(data?)",
        "A new buffer, empty or with bytes, a string in UTF-8, or a list of ints from 0 to 255.",
        "let b = buffer(\"hi\")\n" + "b -> buffer(b\"hi\")",
        (cx, call, self, args) ->
            args[0] == null
                ? new BideBuffer(cx.region())
                : new BideBuffer(cx.region(), toBytes(args[0], "buffer").clone()));
  }

  private static Object toInt(Object value, Object base) {
    if (value instanceof TruffleString string) {
      return StringParsing.toInt(string, base == null ? 10 : IntMethods.base(base, "int"));
    }
    if (base != null) {
      throw Errors.type("`int` takes a `base` only with a string");
    }
    return convertible(value, "int") instanceof Double number ? Numbers.truncate(number) : value;
  }

  private static Object convertible(Object value, String function) {
    if (!Numbers.isNumber(value)) {
      throw Args.wrong(function, "value", "a number or a string", value);
    }
    return value;
  }

  private static byte[] toBytes(Object data, String function) {
    if (!(data instanceof BideList list)) {
      return Args.bytes(data, function, "data");
    }
    byte[] bytes = new byte[list.size()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = BideBuffer.toByte(Args.integer(list.get(i), function, "data"));
    }
    return bytes;
  }

  private static void values(MethodSet set) {
    set.add(
        "type_of(value)",
        "The kind of the value as a string: \"int\", \"list\" …",
        "type_of(1.5) -> float",
        (cx, call, self, args) -> Strings.of(Kinds.name(args[0])));
    set.add(
        "copy(value)",
        "A deep copy of lists, maps, buffers and structs; anything else is given back as it is.",
        "let a = [[1]]\n" + "let b = copy(a)\n" + "b[0].push(2)\n" + "a -> [[1]]",
        (cx, call, self, args) -> Copying.deep(cx.region(), args[0]));
    set.add(
        "freeze(value)",
        "Makes lists, maps, buffers and structs, with all that they hold, immutable for good, so that every task may read them; gives the value.",
        "let a = freeze([[1]])\n" + "try { a[0].push(2) } catch e { e.kind } -> OwnershipError",
        (cx, call, self, args) -> {
          Ownership.freeze(args[0], cx.region());
          return args[0];
        });
    set.add(
        "is_frozen(value)",
        "Whether a value can never change: it was frozen, or is of a kind that never does.",
        "is_frozen(freeze([1])) -> true\n" + "is_frozen([1]) -> false",
        (cx, call, self, args) -> Handover.isShareable(args[0]));
    set.add(
        "min(...values)",
        "The least of its arguments, or of the one iterable that it is given.",
        "min(3, 1, 2) -> 1\n" + "min([4, 5]) -> 4",
        (cx, call, self, args) -> extreme(cx, call, (Object[]) args[0], -1, "min"));
    set.add(
        "max(...values)",
        "The greatest of its arguments, or of the one iterable that it is given.",
        "max(3, 1, 2) -> 3",
        (cx, call, self, args) -> extreme(cx, call, (Object[]) args[0], 1, "max"));
    set.add(
        "hash(value)",
        "An int that is the same for equal values.",
        "hash(1) == hash(1.0) -> true",
        (cx, call, self, args) -> (long) Equality.hash(args[0]));
  }

  private static Object extreme(
      CallContext cx, Invoker call, Object[] values, int wanted, String name) {
    if (values.length == 0) {
      throw Errors.argument("`" + name + "` needs at least one argument");
    }
    Folding.Extreme extreme = new Folding.Extreme(wanted);
    if (values.length > 1) {
      for (Object value : values) {
        extreme.offer(value, value);
      }
      return extreme.result();
    }
    BideIterator iterator = Iterators.require(cx.region(), values[0]);
    for (Object value = Iterators.next(cx, call, iterator);
        value != BideIterator.END;
        value = Iterators.next(cx, call, iterator)) {
      extreme.offer(value, value);
    }
    return extreme.result();
  }
}
