package bide.runtime.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bide.runtime.executor.Worker;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskTest {
  private final List<Task> queue = new ArrayList<>();

  private final Task task =
      new Task(queue::add) {
        @Override
        public void run(Worker worker) {
          throw new AssertionError("the tests drive the task by hand");
        }
      };

  private static final class Counter implements Waker {
    int wakes;

    @Override
    public void wake() {
      wakes++;
    }
  }

  @Test
  void wakes_before_the_run_queue_the_task_once() {
    task.wake();
    task.wake();
    assertEquals(List.of(task), queue);
    assertTrue(task.begin());
    assertTrue(task.suspend());
  }

  @Test
  void wake_while_running_does_not_queue_but_makes_it_poll_again() {
    task.wake();
    assertTrue(task.begin());
    task.wake();
    task.wake();
    assertEquals(1, queue.size());
    assertTrue(task.isNotified());
    assertFalse(task.suspend());
    assertFalse(task.isNotified());
    assertTrue(task.suspend());
    task.wake();
    assertEquals(2, queue.size());
  }

  @Test
  void cancel_before_first_poll_is_seen_by_that_poll_once() {
    assertTrue(task.cancel());
    assertTrue(task.cancel());
    assertEquals(List.of(task), queue);
    assertTrue(task.begin());
    assertTrue(task.takeCancelRequest());
    assertFalse(task.takeCancelRequest());
    assertTrue(task.completeCancelled());
    assertFalse(task.cancel());
    assertThrows(TaskCancelledException.class, () -> task.poll(() -> {}));
  }

  @Test
  void a_repeated_cancel_is_raised_once_more() {
    assertTrue(task.cancel());
    assertTrue(task.begin());
    assertTrue(task.takeCancelRequest());
    assertTrue(task.suspend());
    assertTrue(task.cancelAgain());
    assertEquals(2, queue.size());
    assertTrue(task.begin());
    assertTrue(task.takeCancelRequest());
    assertFalse(task.takeCancelRequest());
    assertTrue(task.completeCancelled());
    assertFalse(task.cancelAgain());
  }

  @Test
  void cancel_while_running_makes_it_poll_again() {
    task.wake();
    assertTrue(task.begin());
    assertTrue(task.cancel());
    assertFalse(task.suspend());
    assertTrue(task.takeCancelRequest());
  }

  @Test
  void completed_while_queued_is_not_begun() {
    task.wake();
    assertTrue(task.complete("abandoned"));
    assertFalse(task.begin());
    assertEquals("abandoned", task.poll(() -> {}));
  }

  @Test
  void wake_after_the_end_does_nothing() {
    task.wake();
    assertTrue(task.begin());
    assertTrue(task.complete(null));
    assertFalse(task.complete("again"));
    task.wake();
    assertEquals(1, queue.size());
    assertNull(task.poll(() -> {}));
  }

  @Test
  void all_joiners_are_woken_and_each_once() {
    List<Counter> joiners = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Counter joiner = new Counter();
      joiners.add(joiner);
      assertSame(Future.PENDING, task.poll(joiner));
      assertSame(Future.PENDING, task.poll(joiner));
    }
    task.stopWaiting(joiners.get(2));
    assertTrue(task.complete(1));
    assertEquals(List.of(1, 1, 0, 1), joiners.stream().map(j -> j.wakes).toList());
  }

  @Test
  void a_dropped_join_is_not_woken() {
    Counter waker = new Counter();
    Future join = task.join();
    assertSame(Future.PENDING, join.poll(waker));
    join.drop();
    assertTrue(task.complete(1));
    assertEquals(0, waker.wakes);
    assertEquals(1, task.join().poll(waker));
  }

  @Test
  void a_failure_is_observed_by_a_join_and_not_by_a_look() {
    assertTrue(task.fail(new RuntimeException("x")));
    assertTrue(task.isFailed());
    assertFalse(task.isObserved());
    assertThrows(TaskFailedException.class, () -> task.poll(() -> {}));
    assertTrue(task.isObserved());
  }

  @Test
  void steps_out_of_order_are_refused() {
    assertThrows(IllegalStateException.class, task::begin);
    assertThrows(IllegalStateException.class, task::suspend);
    assertThrows(IllegalStateException.class, task::requeue);
  }
}
