package bide.interpreter.builtin;

import bide.interpreter.async.Stream;
import bide.runtime.sync.ChannelClosedException;
import bide.runtime.task.Future;
import bide.runtime.task.Waker;

/** A receive whose failure on a closed channel is the end of the iteration. */
public record NextItem(Future receive) implements Future {
  @Override
  public Object poll(Waker waker) {
    try {
      return receive.poll(waker);
    } catch (ChannelClosedException end) {
      return Stream.END;
    }
  }

  @Override
  public void drop() {
    receive.drop();
  }
}
