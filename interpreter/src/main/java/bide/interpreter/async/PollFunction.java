package bide.interpreter.async;

import bide.interpreter.data.Polls;
import bide.interpreter.library.Invoker;
import bide.interpreter.library.MethodTable;
import bide.interpreter.ownership.Holder;
import bide.interpreter.value.NativeObject;
import java.util.function.Consumer;

/** A future made of a function: {@code poll_fn(|cx| …)}. */
final class PollFunction extends NativeObject implements Holder {
  private final Object function;
  private boolean begun;
  private boolean ended;

  PollFunction(Object function) {
    this.function = function;
  }

  static void register() {
    MethodTable.register(
        PollFunction.class,
        ByHand.polling(
            (cx, call, self, args) -> ((PollFunction) self).poll((Strand) cx, call, args[0])));
    MethodTable.register(PollFunction.class, ByHand.sharing());
  }

  boolean hasBegun() {
    return begun;
  }

  private Object poll(Strand strand, Invoker invoker, Object context) {
    if (ended) {
      throw Awaitables.endedBefore("poll_fn");
    }
    begun = true;
    ended = true; // also when it throws
    Object polled = invoker.invoke(strand, function, ByHand.waker(context));
    if (!Polls.isPoll(polled)) {
      throw ByHand.wrongPoll("the function of `poll_fn`", polled);
    }
    ended = Polls.isReady(polled);
    return polled;
  }

  @Override
  public void reach(Consumer<Object> visitor) {
    visitor.accept(function);
  }

  @Override
  public String typeName() {
    return "future";
  }

  @Override
  public String toString() {
    return "<future poll_fn>";
  }
}
