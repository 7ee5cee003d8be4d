package bide.runtime.executor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bide.runtime.sync.Channel;
import bide.runtime.task.Future;
import bide.runtime.task.Task;
import bide.runtime.task.TaskCancelledException;
import bide.runtime.task.TaskFailedException;
import bide.runtime.time.VirtualClock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ExecutorTest {
  private final List<Executor> executors = new ArrayList<>();

  private Executor start(Executor.Builder builder) {
    Executor executor = builder.build().start();
    executors.add(executor);
    return executor;
  }

  private Executor start(int workers) {
    return start(Executor.builder().workers(workers));
  }

  @AfterEach
  void shutDown() {
    for (Executor executor : executors) {
      assertTrue(executor.shutdown(TimeUnit.SECONDS.toNanos(5)).workersStopped());
    }
  }

  private static Future ready(Object value) {
    return waker -> value;
  }

  @Test
  void a_spawned_future_runs_and_hands_its_value_to_the_joiner() {
    Executor executor = start(2);
    assertEquals(42, executor.blockOn(executor.spawn(ready(42))));
    assertEquals(0, executor.liveTaskCount());
  }

  /** The order in which five tasks, which each yield and sleep, take their steps. */
  private List<String> stepsInTheOrderOf(long seed) {
    Executor executor = start(Executor.builder().seed(seed));
    List<String> steps = new ArrayList<>(); // one worker: no lock
    Future all =
        new Future() {
          private final List<Task> tasks = new ArrayList<>();

          @Override
          public Object poll(bide.runtime.task.Waker waker) {
            for (int i = tasks.size(); i < 5; i++) {
              String name = "t" + i;
              Future sleep = executor.timers().sleep(TimeUnit.HOURS.toNanos(1));
              tasks.add(
                  executor.spawn(
                      (Future)
                          w -> {
                            steps.add(name);
                            return sleep.poll(w);
                          }));
            }
            Object result = null;
            for (Task task : tasks) {
              if (task.poll(waker) == PENDING) {
                result = PENDING;
              }
            }
            return result;
          }
        };
    assertNull(executor.blockOn(executor.spawn(all)));
    return steps;
  }

  @Test
  void a_seed_pins_the_order_of_tasks_and_sleeps_take_no_time() {
    assertEquals(stepsInTheOrderOf(7), stepsInTheOrderOf(7));
    assertTrue(
        LongStream.range(0, 20).mapToObj(this::stepsInTheOrderOf).distinct().count() > 5,
        "seeds must differ");
  }

  @Test
  void in_a_seeded_run_timers_fire_although_a_task_never_rests() {
    Executor executor = start(Executor.builder().seed(1));
    Task sleeps = executor.spawn(executor.timers().sleep(TimeUnit.SECONDS.toNanos(1)));
    Task yields =
        executor.spawn(
            (Future)
                waker -> {
                  if (sleeps.isFinished()) {
                    return "saw it";
                  }
                  waker.wake();
                  return Future.PENDING;
                });
    assertEquals("saw it", executor.blockOn(yields));
  }

  @Test
  void a_failure_reaches_every_joiner_and_counts_as_observed() {
    Executor executor = start(1);
    RuntimeException thrown = new RuntimeException("broken");
    Task task =
        executor.spawn(
            (Future)
                waker -> {
                  throw thrown;
                });
    for (int i = 0; i < 2; i++) {
      TaskFailedException e = assertThrows(TaskFailedException.class, () -> executor.blockOn(task));
      assertSame(thrown, e.getCause());
      assertSame(task, e.task());
    }
    assertEquals(0, executor.unobservedFailureCount());
  }

  @Test
  void a_failure_that_nobody_joins_is_kept_for_the_report() {
    List<Task> reported = new ArrayList<>();
    Executor executor =
        Executor.builder().workers(1).onUnobservedFailure(reported::add).build().start();
    Task task =
        executor.spawn(
            (Future)
                waker -> {
                  throw new IllegalStateException("alone");
                });
    executor.blockOn(executor.spawn(ready(null)));
    assertEquals(List.of(task), executor.unobservedFailures());
    assertTrue(executor.shutdown(TimeUnit.SECONDS.toNanos(1)).isClean());
    assertEquals(List.of(task), reported);
  }

  @Test
  void cancel_of_a_waiting_task_drops_what_it_waits_for() {
    Executor executor = start(2);
    Channel<String> channel = new Channel<>(1);
    Task task = executor.spawn(channel.recv());
    executor.blockOn(executor.timers().sleep(5_000_000));
    assertTrue(task.cancel());
    assertThrows(TaskCancelledException.class, () -> executor.blockOn(task));
    assertFalse(task.cancel());
    assertSame(Channel.SENT, channel.trySend("kept"));
    assertEquals("kept", channel.tryRecv());
  }

  @Test
  void tasks_of_one_worker_start_in_the_order_of_their_spawns() {
    Executor executor = start(1);
    List<Integer> order = new ArrayList<>();
    executor.blockOn(
        executor.spawn(
            (Future)
                waker -> {
                  for (int i = 0; i < 600; i++) {
                    int n = i;
                    executor.spawn(
                        (Future)
                            w -> {
                              order.add(n);
                              return null;
                            });
                  }
                  return null;
                }));
    while (executor.liveTaskCount() > 0) {
      executor.blockOn(executor.timers().sleep(1_000_000));
    }
    assertEquals(600, order.size());
  }

  private static Future sleepAndNote(Executor executor, int hours, List<Integer> order) {
    Future sleep = executor.timers().sleep(TimeUnit.HOURS.toNanos(hours));
    return waker -> {
      Object result = sleep.poll(waker);
      if (result != Future.PENDING) {
        synchronized (order) {
          order.add(hours);
        }
      }
      return result;
    };
  }

  @Test
  void an_hour_of_virtual_time_passes_at_once_and_in_order() {
    for (int workers = 1; workers <= 3; workers++) {
      VirtualClock clock = new VirtualClock();
      Executor executor = start(Executor.builder().workers(workers).clock(clock));
      List<Integer> order = new ArrayList<>();
      List<Task> tasks = new ArrayList<>();
      // In one run: time may pass between two spawns of a thread that is no worker.
      executor.blockOn(
          executor.spawn(
              (Future)
                  unused -> {
                    for (int hours = 5; hours > 0; hours--) {
                      tasks.add(executor.spawn(sleepAndNote(executor, hours, order)));
                    }
                    return null;
                  }));
      tasks.forEach(executor::blockOn);
      assertEquals(List.of(1, 2, 3, 4, 5), order);
      assertTrue(clock.nanoTime() >= TimeUnit.HOURS.toNanos(5));
    }
  }

  @Test
  void virtual_time_stands_still_while_a_blocking_job_runs() throws Exception {
    VirtualClock clock = new VirtualClock();
    Executor executor = start(Executor.builder().workers(2).clock(clock));
    CountDownLatch release = new CountDownLatch(1);
    Future job =
        executor
            .blocking()
            .submit(
                () -> {
                  release.await();
                  return clock.nanoTime();
                });
    Task sleeper = executor.spawn(executor.timers().sleep(1_000_000_000));
    Thread.sleep(30);
    assertFalse(sleeper.isFinished());
    release.countDown();
    assertEquals(0L, executor.blockOn(job));
    assertNull(executor.blockOn(sleeper));
  }

  @Test
  void a_task_stuck_behind_a_long_run_moves_to_an_idle_worker() throws Exception {
    Executor executor = start(2);
    Channel<Integer> channel = new Channel<>(1);
    Task receiver = executor.spawn(channel.recv());
    executor.blockOn(executor.timers().sleep(5_000_000));
    CountDownLatch finish = new CountDownLatch(1);
    Task hog =
        executor.spawn(
            (Future)
                waker -> {
                  // Wakes the receiver into this worker's LIFO slot, and stays.
                  assertSame(Channel.SENT, channel.trySend(7));
                  try {
                    finish.await();
                  } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                  return null;
                });
    assertEquals(7, executor.blockOn(receiver));
    assertFalse(hog.isFinished());
    finish.countDown();
    executor.blockOn(hog);
  }

  @Test
  void timers_fire_while_the_worker_that_polled_them_is_busy() throws Exception {
    Executor executor = start(2);
    for (int i = 0; i < 5; i++) {
      CountDownLatch finish = new CountDownLatch(1);
      Future nap = executor.timers().sleep(2_000_000);
      Task hog =
          executor.spawn(
              (Future)
                  waker -> {
                    if (nap.poll(waker) == Future.PENDING) {
                      return Future.PENDING;
                    }
                    try {
                      finish.await();
                    } catch (InterruptedException e) {
                      throw new IllegalStateException(e);
                    }
                    return null;
                  });
      executor.blockOn(executor.timers().sleep(20_000_000));
      executor.blockOn(executor.spawn(executor.timers().sleep(1_000_000)));
      finish.countDown();
      executor.blockOn(hog);
    }
  }

  @Test
  void a_worker_that_crashes_is_reported_and_blocks_nobody() {
    AssertionError bug = new AssertionError("a driver bug that this test makes");
    bug.setStackTrace(new StackTraceElement[0]);
    Executor executor =
        start(
            Executor.builder()
                .workers(1)
                .driver(
                    worker -> {
                      throw bug;
                    }));
    IllegalStateException e =
        assertThrows(IllegalStateException.class, () -> executor.blockOn(executor.spawn(ready(1))));
    assertSame(bug, e.getCause());
  }

  @Test
  void shutdown_cancels_what_lives_and_reports_what_will_not_end() {
    Executor executor = Executor.builder().workers(2).build().start();
    AtomicInteger dropped = new AtomicInteger();
    for (int i = 0; i < 100; i++) {
      executor.spawn(
          new Future() {
            @Override
            public Object poll(bide.runtime.task.Waker waker) {
              return PENDING;
            }

            @Override
            public void drop() {
              dropped.incrementAndGet();
            }
          });
    }
    Task stubborn =
        new Task(executor) {
          @Override
          public void run(Worker worker) {
            if (!suspend()) {
              worker.requeue(this);
            }
          }
        };
    executor.spawn(stubborn);
    Executor.ShutdownReport report = executor.shutdown(TimeUnit.MILLISECONDS.toNanos(200));
    assertEquals(100, dropped.get());
    assertEquals(List.of(stubborn), report.tasks());
    assertTrue(report.workersStopped());
    assertInstanceOf(Executor.ShutdownReport.class, report);
  }
}
