package bide.runtime.executor;

import bide.runtime.task.Task;
import org.jspecify.annotations.Nullable;

/** Tasks linked by {@link Task#next}, first in first out. Not thread-safe. */
final class TaskChain {
  @Nullable Task first;
  @Nullable Task last;
  int size;

  void add(Task task) {
    task.next = null;
    if (last == null) {
      first = task;
    } else {
      last.next = task;
    }
    last = task;
    size++;
  }

  void addAll(TaskChain other) {
    if (other.first == null) {
      return;
    }
    if (last == null) {
      first = other.first;
    } else {
      last.next = other.first;
    }
    last = other.last;
    size += other.size;
    other.first = null;
    other.last = null;
    other.size = 0;
  }

  @Nullable Task poll() {
    Task task = first;
    if (task != null) {
      first = task.next;
      if (first == null) {
        last = null;
      }
      task.next = null;
      size--;
    }
    return task;
  }
}
