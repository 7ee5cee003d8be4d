package bide.interpreter.async;

import bide.interpreter.error.BideException;
import com.oracle.truffle.api.source.SourceSection;
import org.jspecify.annotations.Nullable;

/**
 * What a task was spawned as: the name of its function, and the place of the {@code spawn}. Shared
 * by all tasks of one place.
 *
 * @param shared it runs a {@link SharedFuture}: who awaits it gets its error without a TaskError
 * @param cancelledBy who has cancelled the task, and where; null while nobody has
 */
public record TaskInfo(
    @Nullable String name,
    @Nullable SourceSection place,
    @Nullable String spawner,
    boolean discarded,
    boolean shared,
    @Nullable BideException cancelledBy) {
  public TaskInfo(
      @Nullable String name,
      @Nullable SourceSection place,
      @Nullable String spawner,
      boolean discarded) {
    this(name, place, spawner, discarded, false, null);
  }

  /** The same place, for a task of a known function. */
  TaskInfo named(@Nullable String function) {
    return function == null || function.equals(name)
        ? this
        : new TaskInfo(function, place, spawner, discarded, shared, cancelledBy);
  }

  TaskInfo ofShared() {
    return new TaskInfo(name, place, spawner, discarded, true, cancelledBy);
  }

  TaskInfo cancelled(BideException by) {
    return new TaskInfo(name, place, spawner, discarded, shared, by);
  }

  /** Who has cancelled a task; null where nobody has, or that is not known. */
  static @Nullable BideException cancelledBy(Strand task) {
    return task.info() instanceof TaskInfo info ? info.cancelledBy : null;
  }

  static @Nullable String nameOf(Strand task) {
    return task.info() instanceof TaskInfo info ? info.name : null;
  }

  static boolean isShared(Strand task) {
    return task.info() instanceof TaskInfo info && info.shared;
  }
}
