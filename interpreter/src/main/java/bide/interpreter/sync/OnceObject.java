package bide.interpreter.sync;

import bide.interpreter.async.Initialisation;
import bide.interpreter.error.BideException;
import bide.interpreter.library.Args;
import bide.interpreter.library.MethodSet;
import bide.interpreter.library.MethodTable;
import bide.interpreter.ownership.Ownership;
import bide.interpreter.value.Kinds;
import bide.interpreter.value.NativeObject;
import bide.interpreter.value.Nil;
import bide.runtime.sync.OnceCell;
import bide.runtime.task.Future;

/** {@code Once()}: a value that is made once, by whoever needs it first. */
final class OnceObject extends NativeObject {
  static {
    MethodTable.register(
        OnceObject.class,
        new MethodSet()
            .add(
                "get_or_init(function)",
                "A future of the value. The first who awaits it calls the function, which may be async; the others wait. When it fails, the next one calls its own.",
                "let once = Once()\nonce.get_or_init(async || \"made\").await -> made\nonce.get_or_init(async || \"again\").await -> made",
                (cx, call, self, args) -> ((OnceObject) self).initialise(args[0]))
            .add(
                "get()",
                "The value, or nil while there is none.",
                "Once().get() -> nil",
                (cx, call, self, args) -> {
                  Object value = ((OnceObject) self).cell.get();
                  return value == OnceCell.UNSET ? Nil.NIL : value;
                })
            .add(
                "set(value)",
                "Sets the value unless it is set or being made; whether it did.",
                "let once = Once()\nonce.set(1) -> true\nonce.set(2) -> false",
                (cx, call, self, args) -> {
                  Ownership.freeze(args[0], cx.region());
                  return ((OnceObject) self).cell.trySet(args[0]);
                })
            .add(
                "is_set()",
                "Whether there is a value.",
                "Once().is_set() -> false",
                (cx, call, self, args) -> ((OnceObject) self).cell.get() != OnceCell.UNSET));
  }

  private final OnceCell<Object> cell = new OnceCell<>();

  private Future initialise(Object function) {
    String kind = Kinds.name(function);
    if (!kind.equals("function")) {
      BideException error = Args.wrong("get_or_init", "function", "a function", function);
      throw kind.equals("future")
          ? error.withHelp("pass what makes the future: `async || …`, or the async function's name")
          : error;
    }
    return new Initialisation(cell, function);
  }

  @Override
  public String typeName() {
    return "Once";
  }
}
