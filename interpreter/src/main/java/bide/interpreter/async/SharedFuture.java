package bide.interpreter.async;

import bide.interpreter.library.MethodTable;
import bide.interpreter.value.NativeObject;

/**
 * A future that any number of tasks may await, any number of times: {@code fut.shared()}. It is
 * lazy, and may well never run: the first that asks makes it a task of its own, since no one of
 * those who wait can be the one that drives it, being free to go away. All get the same value, or
 * an error of their own that says the same; the value is frozen, since all of them may keep it.
 * Thread-safe.
 */
final class SharedFuture extends NativeObject {
  /** Has what the future needs from the start, so that any task may be the first to ask. */
  private final Strand task;

  private boolean started;

  SharedFuture(Strand maker, Object future, TaskInfo info) {
    this.task = TaskFunctions.prepare(maker, future, info, null);
  }

  static void register() {
    MethodTable.register(
        SharedFuture.class,
        ByHand.polling(
                (cx, call, self, args) ->
                    ByHand.poll((Strand) cx, call, ((SharedFuture) self).task(), args[0]))
            .adding(ByHand.shared((cx, call, self, args) -> self))); // it is shared already
  }

  /** The task that runs it, which is started when this is called first. */
  synchronized Strand task() {
    if (!started) {
      started = true;
      TaskFunctions.start(task);
    }
    return task;
  }

  synchronized boolean isStarted() {
    return started;
  }

  @Override
  public String typeName() {
    return "future";
  }

  @Override
  public String toString() {
    return "<future shared>";
  }
}
