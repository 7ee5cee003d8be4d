package bide.runtime.executor;

import bide.runtime.task.Task;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The queue that all workers share: wakes from other threads, and what overflows a worker's ring.
 * Unbounded, first in first out, linked through the tasks. Thread-safe.
 */
final class Injector {
  private final ReentrantLock lock = new ReentrantLock();
  private final TaskChain chain = new TaskChain();

  /** Written under the lock, read without: a worker need not lock to find nothing. */
  private volatile int size;

  boolean isEmpty() {
    return size == 0;
  }

  int size() {
    return size;
  }

  void push(Task task) {
    lock.lock();
    try {
      chain.add(task);
      size = chain.size;
    } finally {
      lock.unlock();
    }
  }

  void pushAll(TaskChain tasks) {
    lock.lock();
    try {
      chain.addAll(tasks);
      size = chain.size;
    } finally {
      lock.unlock();
    }
  }

  @Nullable Task poll() {
    if (size == 0) {
      return null;
    }
    lock.lock();
    try {
      Task task = chain.poll();
      size = chain.size;
      return task;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes a fair share for one of {@code workers}: returns the first task and moves further ones to
   * its empty ring, so that the lock is taken once for many.
   */
  @Nullable Task pollInto(TaskRing ring, int capacity, int workers) {
    if (size == 0) {
      return null;
    }
    lock.lock();
    try {
      int n = Math.min(chain.size / workers + 1, capacity / 2);
      Task first = chain.poll();
      for (int i = 1; i < n; i++) {
        Task task = chain.poll();
        if (task == null) {
          break;
        }
        if (!ring.push(task)) {
          throw new IllegalStateException("an empty ring is full");
        }
      }
      size = chain.size;
      return first;
    } finally {
      lock.unlock();
    }
  }
}
