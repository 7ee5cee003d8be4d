package bide.runtime.task;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that have been spawned and have not ended, and those that failed with nobody having
 * seen it: two intrusive lists per shard, a task's shard chosen by its id, each shard under a lock
 * of its own. Adding and removing cost O(1) and allocate nothing. Thread-safe.
 */
public final class LiveTasks {
  /** Enough that two workers seldom meet in one; a power of two. */
  private static final int SHARDS = 32;

  /** Unobserved failures kept per shard; further ones are only counted, so memory is bounded. */
  private static final int MAX_FAILED = 1_000;

  private static final class Shard {
    final TaskList live = new TaskList();
    final TaskList failed = new TaskList();
    long failedBeyond;
  }

  private static final class TaskList {
    @Nullable Task first;
    @Nullable Task last;
    int size;

    void add(Task task) {
      task.livePrevious = last;
      if (last == null) {
        first = task;
      } else {
        last.liveNext = task;
      }
      last = task;
      size++;
    }

    void remove(Task task) {
      Task previous = task.livePrevious;
      Task next = task.liveNext;
      if (previous == null) {
        first = next;
      } else {
        previous.liveNext = next;
      }
      if (next == null) {
        last = previous;
      } else {
        next.livePrevious = previous;
      }
      task.livePrevious = null;
      task.liveNext = null;
      size--;
    }
  }

  private final AtomicLong lastId = new AtomicLong();
  private final Shard[] shards = new Shard[SHARDS];

  public LiveTasks() {
    for (int i = 0; i < SHARDS; i++) {
      shards[i] = new Shard();
    }
  }

  private Shard shardOf(Task task) {
    return shards[(int) task.id & (SHARDS - 1)];
  }

  /** Gives {@code task} its id before it is listed. For the thread that is about to spawn it. */
  public void number(Task task) {
    if (task.id == 0) {
      task.id = -lastId.incrementAndGet();
    }
  }

  /** Gives {@code task} its id, unless it has one, and lists it. */
  public void add(Task task) {
    if (task.id > 0) {
      throw new IllegalStateException(task + " was spawned before");
    }
    task.id = task.id == 0 ? lastId.incrementAndGet() : -task.id;
    Shard shard = shardOf(task);
    synchronized (shard) {
      shard.live.add(task);
    }
  }

  /**
   * Takes an ended task out; one that failed unseen moves over to the failures.
   *
   * @return whether it may have been the last one: {@link #count} tells
   */
  public boolean ended(Task task) {
    Shard shard = shardOf(task);
    synchronized (shard) {
      shard.live.remove(task);
      // observe() runs after COMPLETE, so it may have come first: then there is nothing to keep.
      if (task.isFailed() && !task.isObserved()) {
        if (shard.failed.size < MAX_FAILED) {
          shard.failed.add(task);
          task.markKept();
        } else {
          shard.failedBeyond++;
        }
      }
      return shard.live.size == 0;
    }
  }

  /** The failure of {@code task} has been seen. */
  public void observed(Task task) {
    Shard shard = shardOf(task);
    synchronized (shard) {
      // Not kept yet when the observer overtakes ended(), which will then see the flag.
      if (task.isKept()) {
        shard.failed.remove(task);
      }
    }
  }

  /** A snapshot, ordered by id; tasks of it may have ended by the time they are looked at. */
  public List<Task> snapshot() {
    return collect(false);
  }

  /** Tasks that failed with nobody having seen the failure, ordered by id. */
  public List<Task> unobserved() {
    return collect(true);
  }

  private List<Task> collect(boolean failed) {
    List<Task> all = new ArrayList<>();
    for (Shard shard : shards) {
      synchronized (shard) {
        for (Task t = failed ? shard.failed.first : shard.live.first; t != null; t = t.liveNext) {
          if (failed || !t.isFinished()) {
            all.add(t);
          }
        }
      }
    }
    all.sort(Comparator.comparingLong(Task::id));
    return all;
  }

  /** How many tasks live now. */
  public long count() {
    long sum = 0;
    for (Shard shard : shards) {
      synchronized (shard) {
        sum += shard.live.size;
      }
    }
    return sum;
  }

  /** How many tasks were ever spawned. */
  public long spawned() {
    return lastId.get();
  }

  /** How many failures nobody saw, the ones not kept included. */
  public long unobservedCount() {
    long sum = 0;
    for (Shard shard : shards) {
      synchronized (shard) {
        sum += shard.failed.size + shard.failedBeyond;
      }
    }
    return sum;
  }
}
