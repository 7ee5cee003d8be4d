package bide.runtime.executor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bide.runtime.observe.Observer;
import bide.runtime.sync.Channel;
import bide.runtime.task.Future;
import bide.runtime.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The state from which no task can ever go on. */
@Timeout(60)
class StandstillTest {
  private static final long LONG_ENOUGH_MILLIS = 400;

  private final List<Executor> executors = new ArrayList<>();
  private final Semaphore standstills = new Semaphore(0);

  private Executor start(Executor.Builder builder) {
    Executor executor = builder.onStandstill(standstills::release).build().start();
    executors.add(executor);
    return executor;
  }

  @AfterEach
  void shutDown() {
    for (Executor executor : executors) {
      assertTrue(executor.shutdown(TimeUnit.SECONDS.toNanos(5)).workersStopped());
    }
  }

  private boolean found() throws InterruptedException {
    return standstills.tryAcquire(10, TimeUnit.SECONDS);
  }

  private boolean foundSoon() throws InterruptedException {
    return standstills.tryAcquire(LONG_ENOUGH_MILLIS, TimeUnit.MILLISECONDS);
  }

  private static Future never() {
    return new Channel<>(1).recv();
  }

  @Test
  void a_task_that_waits_for_nothing_is_found_once() throws Exception {
    for (int workers = 1; workers <= 3; workers++) {
      Executor executor = start(Executor.builder().workers(workers));
      executor.spawn(never());
      assertTrue(found());
      assertFalse(foundSoon());
    }
  }

  @Test
  void it_is_found_again_after_something_has_gone_on() throws Exception {
    Executor executor = start(Executor.builder().workers(2));
    executor.spawn(never());
    assertTrue(found());
    executor.spawn(never());
    assertTrue(found());
  }

  @Test
  void an_idle_executor_does_not_stand_still() throws Exception {
    Executor executor = start(Executor.builder().workers(2));
    Object unused = executor.blockOn(executor.spawn(waker -> "done"));
    assertFalse(foundSoon());
  }

  @Test
  void a_timer_that_runs_is_no_standstill() throws Exception {
    Executor executor = start(Executor.builder().workers(2));
    executor.spawn(executor.timers().sleep(TimeUnit.HOURS.toNanos(1)));
    assertFalse(foundSoon());
  }

  /** The check comes while the job is active, and has to come again when that has ended. */
  @Test
  void the_end_of_the_last_blocking_job_is_not_missed() throws Exception {
    for (int workers = 1; workers <= 2; workers++) {
      Executor executor = start(Executor.builder().workers(workers));
      CountDownLatch go = new CountDownLatch(1);
      executor.spawn(never());
      Future unused =
          executor
              .blocking()
              .submit(
                  () -> {
                    go.await();
                    return null;
                  });
      assertFalse(foundSoon());
      go.countDown();
      assertTrue(found());
    }
  }

  @Test
  void a_wake_that_is_expected_from_outside_is_no_standstill() throws Exception {
    Executor executor = start(Executor.builder().workers(1));
    executor.expectWake();
    executor.spawn(never());
    assertFalse(foundSoon());
    executor.wakeCame();
    assertTrue(found());
  }

  @Test
  void a_deterministic_run_tells_on_its_worker_and_runs_what_that_wakes() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    Executor[] made = new Executor[1];
    Executor executor =
        Executor.builder()
            .seed(7)
            .onStandstill(
                () -> {
                  assertEquals(made[0], Worker.current().executor());
                  for (Task task : made[0].liveTasks()) {
                    boolean unused = task.cancel();
                  }
                  ended.countDown();
                })
            .build();
    made[0] = executor;
    executors.add(executor.start());
    Channel<Object> channel = new Channel<>(1);
    Task task =
        executor.spawn(
            new Future() {
              private boolean polled;
              private final Future receive = channel.recv();

              @Override
              public Object poll(bide.runtime.task.Waker waker) {
                if (polled) {
                  return "cancelled";
                }
                polled = true;
                return receive.poll(waker);
              }

              @Override
              public void drop() {}
            });
    ended.await();
    executor.awaitEnds(task::isFinished, System.nanoTime() + TimeUnit.SECONDS.toNanos(10));
    assertTrue(task.isFinished());
  }

  /** The thread may be stopped for long between listing the task and putting it into a queue. */
  @Test
  void a_task_that_is_just_being_spawned_from_outside_does_not_stand_still() throws Exception {
    Observer slow =
        new Observer() {
          @Override
          public void spawned(Task task) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LONG_ENOUGH_MILLIS / 2));
          }
        };
    for (boolean seeded : new boolean[] {true, false}) {
      Executor.Builder builder = Executor.builder().observer(slow);
      Executor executor = start(seeded ? builder.seed(1) : builder.workers(2));
      for (int i = 0; i < 3; i++) {
        assertEquals("done", executor.blockOn(executor.spawn(waker -> "done")));
      }
      assertFalse(foundSoon());
    }
  }

  @Test
  void a_task_that_is_held_keeps_the_wake_that_comes_meanwhile() {
    Executor executor = start(Executor.builder().workers(1));
    for (int i = 0; i < 2000; i++) {
      Channel<Object> channel = new Channel<>(1);
      Task task = executor.spawn(channel.recv());
      boolean held = false;
      while (!held && i % 2 == 0) {
        held = task.hold();
      }
      channel.trySend("value");
      if (held) {
        assertFalse(task.isFinished());
        task.letGo();
      }
      assertEquals("value", executor.blockOn(task));
    }
  }
}
