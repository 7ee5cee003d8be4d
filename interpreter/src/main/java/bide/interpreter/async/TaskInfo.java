package bide.interpreter.async;

import com.oracle.truffle.api.source.SourceSection;
import org.jspecify.annotations.Nullable;

/**
 * What a task was spawned as: the name of its function, and the place of the {@code spawn}. Shared
 * by all tasks of one place.
 */
public record TaskInfo(
    @Nullable String name,
    @Nullable SourceSection place,
    @Nullable String spawner,
    boolean discarded) {
  /** The same place, for a task of a known function. */
  TaskInfo named(@Nullable String function) {
    return function == null || function.equals(name)
        ? this
        : new TaskInfo(function, place, spawner, discarded);
  }

  static @Nullable String nameOf(Strand task) {
    return task.info() instanceof TaskInfo info ? info.name : null;
  }
}
