package bide.interpreter.async;

import bide.interpreter.library.MethodSet;
import bide.interpreter.library.MethodTable;
import bide.interpreter.value.NativeObject;
import bide.interpreter.value.Nil;
import bide.runtime.task.Waker;

/**
 * A waker as scripts see it, and the {@code cx} that a {@code poll} is given: a {@code cx} carries
 * nothing but a waker, so it is one. Any task may use it, also when what it wakes has ended long
 * ago.
 */
abstract class WakerObject extends NativeObject implements Waker {
  static void register() {
    MethodTable.register(
        WakerObject.class,
        new MethodSet()
            .add(
                "wake()",
                "Says that whoever polled should poll again. Harmless when repeated, and when there is nothing left to wake.",
                "let seen = []\nlet w = waker(|| seen.push(\"woken\"))\nw.wake()\nseen -> [\"woken\"]",
                (cx, call, self, args) -> {
                  ((WakerObject) self).wake();
                  if (self instanceof FunctionWaker waker) {
                    waker.callIfOwn((Strand) cx, call);
                  }
                  return Nil.NIL;
                })
            .add(
                "clone()",
                "The same waker, to keep: a waker is a shared object.",
                "let w = waker(|| nil)\nw.clone() == w -> true",
                (cx, call, self, args) -> self)
            .add(
                "waker()",
                "The waker of a `cx`; a waker may stand for a `cx`, and gives itself.",
                "let w = waker(|| nil)\nw.waker() == w -> true",
                (cx, call, self, args) -> self));
  }

  @Override
  public String typeName() {
    return "waker";
  }
}
