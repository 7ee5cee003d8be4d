package bide.stdlib.fs;

import bide.interpreter.async.Awaitables;
import bide.interpreter.error.BideException;
import bide.interpreter.error.Errors;
import bide.runtime.blocking.BlockingFailedException;
import bide.runtime.blocking.BlockingPool;
import bide.runtime.task.Future;
import bide.runtime.task.Waker;
import bide.stdlib.LibraryFuture;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Work on one file, done on the blocking pool from the first poll on. Dropped, it is not begun if
 * it has not been; what has begun ends.
 */
final class FileOperation<T> extends LibraryFuture {
  /** What blocks. */
  @FunctionalInterface
  interface Work<T> {
    @Nullable T run() throws IOException;
  }

  /** Makes a guest value (or null for nil) of what the work gave, on the task's own thread. */
  @FunctionalInterface
  interface Conversion<T> {
    @Nullable Object convert(@Nullable T result);
  }

  private final BlockingPool pool;
  private final String name;
  private final Path path;
  private final Work<T> work;
  private final Conversion<T> conversion;
  private @Nullable Future job;

  FileOperation(BlockingPool pool, String name, Path path, Work<T> work, Conversion<T> conversion) {
    this.pool = pool;
    this.name = name;
    this.path = path;
    this.work = work;
    this.conversion = conversion;
  }

  @Override
  protected String name() {
    return name;
  }

  @Override
  @SuppressWarnings("unchecked")
  protected @Nullable Object advance(Waker waker) {
    if (job == null) {
      job = pool.submit(name + " " + path, work::run);
    }
    Object result;
    try {
      result = job.poll(waker);
    } catch (BlockingFailedException e) {
      if (e.getCause() instanceof IOException failure) {
        throw error(failure);
      }
      throw e;
    }
    return result == PENDING ? PENDING : conversion.convert((T) result);
  }

  /**
   * Most failures name their file; of the others the user would not know which file they are about.
   */
  private BideException error(IOException failure) {
    if (failure instanceof FileSystemException) {
      return Awaitables.io(failure);
    }
    String reason =
        failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    return Errors.io(reason.toLowerCase(Locale.ROOT) + ": " + path);
  }

  @Override
  public void drop() {
    if (job != null) {
      job.drop();
    }
  }
}
