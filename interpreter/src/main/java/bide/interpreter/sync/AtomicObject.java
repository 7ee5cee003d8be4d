package bide.interpreter.sync;

import bide.interpreter.async.Awaitables;
import bide.interpreter.error.BideException;
import bide.interpreter.error.Errors;
import bide.interpreter.library.Args;
import bide.interpreter.library.CallContext;
import bide.interpreter.library.Invoker;
import bide.interpreter.library.MethodSet;
import bide.interpreter.library.MethodTable;
import bide.interpreter.ownership.Handover;
import bide.interpreter.value.Equality;
import bide.interpreter.value.Kinds;
import bide.interpreter.value.NativeObject;
import bide.interpreter.value.Nil;
import bide.interpreter.value.Numbers;
import java.util.concurrent.atomic.AtomicReference;

/** {@code Atomic(v)}: a plain value that any task reads and replaces without waiting. */
final class AtomicObject extends NativeObject {
  static {
    MethodTable.register(
        AtomicObject.class,
        new MethodSet()
            .add(
                "get()",
                "The value.",
                "Atomic(1).get() -> 1",
                (cx, call, self, args) -> value(self).get())
            .add(
                "set(value)",
                "Replaces the value.",
                "let a = Atomic(1)\na.set(2)\na.get() -> 2",
                (cx, call, self, args) -> {
                  value(self).set(plain(args[0]));
                  return Nil.NIL;
                })
            .add(
                "add(number)",
                "Adds to the value in one step; gives the sum.",
                "Atomic(1).add(2) -> 3",
                (cx, call, self, args) -> add(value(self), args[0]))
            .add(
                "swap(value)",
                "Replaces the value; gives the one that it replaced.",
                "Atomic(1).swap(2) -> 1",
                (cx, call, self, args) -> value(self).getAndSet(plain(args[0])))
            .add(
                "compare_set(expected, value)",
                "Replaces the value if it equals `expected`; whether it did.",
                "let a = Atomic(1)\na.compare_set(1, 2) -> true\na.compare_set(1, 3) -> false",
                (cx, call, self, args) -> compareAndSet(value(self), args[0], plain(args[1])))
            .add(
                "update(function)",
                "Replaces the value by what the function makes of it, in one step; gives the new one. The function may be called again when another task was faster.",
                "Atomic(5).update(|n| n * 2) -> 10",
                (cx, call, self, args) -> update(cx, call, value(self), args[0])));
  }

  private final AtomicReference<Object> value;

  AtomicObject(Object value) {
    this.value = new AtomicReference<>(plain(value));
  }

  private static AtomicReference<Object> value(Object self) {
    return ((AtomicObject) self).value;
  }

  /** Whoever reads it may keep it, so it must never change. */
  private static Object plain(Object value) {
    if (!Handover.isShareable(value)) {
      BideException error =
          Errors.type("an Atomic holds values that never change, not " + Kinds.described(value));
      throw error.withHelp(
          "`freeze(…)` what is only read; `Mutex` holds what tasks change in turns");
    }
    if (Awaitables.isAwaitable(value) && Kinds.name(value).equals("future")) {
      throw Errors.type("an Atomic holds values that never change, not a future")
          .withHelp("the function of `update` cannot be async; for that there is `Mutex`");
    }
    return value;
  }

  private static Object add(AtomicReference<Object> value, Object number) {
    Args.number(number, "add", "number");
    for (; ; ) {
      Object old = value.get();
      if (!Numbers.isNumber(old)) {
        throw Errors.type("`add` needs an Atomic that holds a number, not " + Kinds.described(old));
      }
      Object sum = Numbers.add(old, number);
      if (value.compareAndSet(old, sum)) {
        return sum;
      }
    }
  }

  private static boolean compareAndSet(
      AtomicReference<Object> value, Object expected, Object replacement) {
    for (; ; ) {
      Object old = value.get();
      if (!Equality.equals(old, expected)) {
        return false;
      }
      if (value.compareAndSet(old, replacement)) {
        return true;
      }
    }
  }

  private static Object update(
      CallContext cx, Invoker call, AtomicReference<Object> value, Object function) {
    for (; ; ) {
      Object old = value.get();
      Object made = plain(call.invoke(cx, function, old));
      if (value.compareAndSet(old, made)) {
        return made;
      }
    }
  }

  @Override
  public String typeName() {
    return "Atomic";
  }
}
