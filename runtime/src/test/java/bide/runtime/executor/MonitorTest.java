package bide.runtime.executor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bide.runtime.sync.Channel;
import bide.runtime.task.Future;
import bide.runtime.task.Task;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tasks that hold their workers, and spares that run in their place. */
@Timeout(60)
class MonitorTest {
  private final List<Executor> executors = new ArrayList<>();
  private final AtomicBoolean over = new AtomicBoolean();

  private Executor start(Executor.Builder builder) {
    Executor executor = builder.build().start();
    executors.add(executor);
    return executor;
  }

  @AfterEach
  void shutDown() {
    over.set(true);
    for (Executor executor : executors) {
      assertTrue(executor.shutdown(TimeUnit.SECONDS.toNanos(10)).workersStopped());
    }
  }

  private static void spin(long millis) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }

  private Future endless() {
    return waker -> {
      while (!over.get()) {
        Thread.onSpinWait();
      }
      return null;
    };
  }

  @Test
  void a_task_behind_a_loop_gets_its_turn_on_one_worker() {
    Executor executor = start(Executor.builder().workers(1));
    Task loop = executor.spawn(endless());
    assertEquals("ran", executor.blockOn(executor.spawn(waker -> "ran")));
    assertTrue(!loop.isFinished());
  }

  @Test
  void timers_fire_while_every_worker_is_in_a_loop() {
    Executor executor = start(Executor.builder().workers(2));
    for (int i = 0; i < 2; i++) {
      executor.spawn(endless());
    }
    for (int i = 0; i < 10; i++) {
      Object unused =
          executor.blockOn(
              executor.spawn(executor.timers().sleep(TimeUnit.MILLISECONDS.toNanos(5))));
    }
  }

  @Test
  void the_task_in_the_slot_of_a_worker_in_a_loop_is_fetched() {
    Executor executor = start(Executor.builder().workers(1));
    Channel<Object> channel = new Channel<>(1);
    Task receives = executor.spawn(channel.recv());
    executor.spawn(
        waker -> {
          channel.trySend("value");
          return endless().poll(waker);
        });
    assertEquals("value", executor.blockOn(receives));
  }

  @Test
  void there_are_only_so_many_spares() throws Exception {
    Executor executor = start(Executor.builder().workers(1));
    AtomicInteger running = new AtomicInteger();
    for (int i = 0; i < Monitor.MOST_SPARES + 20; i++) {
      executor.spawn(
          waker -> {
            running.incrementAndGet();
            return endless().poll(waker);
          });
    }
    Thread.sleep(500);
    assertTrue(running.get() <= 1 + Monitor.MOST_SPARES, "running: " + running);
    assertTrue(running.get() > 1, "running: " + running);
  }

  @Test
  void spares_retire_when_the_loops_have_ended() throws Exception {
    Executor executor = start(Executor.builder().workers(1));
    CountDownLatch held = new CountDownLatch(3);
    for (int i = 0; i < 3; i++) {
      executor.spawn(
          waker -> {
            held.countDown();
            return endless().poll(waker);
          });
    }
    held.await();
    over.set(true);
    // They retire when they get to it: before they take a next task.
    while (executor.spares() > 0) {
      Object unused = executor.blockOn(executor.spawn(waker -> "short"));
      Thread.sleep(1);
    }
  }

  @Test
  void no_task_is_lost_while_spares_come_and_go() {
    for (long seed = 0; seed < 3; seed++) {
      Executor executor = start(Executor.builder().workers(2).ringCapacity(2));
      Random random = new Random(seed);
      Channel<Object> channel = new Channel<>(2);
      int messages = 400;
      AtomicInteger received = new AtomicInteger();
      Task reader = executor.spawn(new Reader(channel, messages, received));
      for (int i = 0; i < messages; i++) {
        int holds = random.nextInt(20) == 0 ? 12 + random.nextInt(20) : 0;
        int sleeps = random.nextInt(3);
        executor.spawn(new Sender(executor, channel, holds, sleeps));
      }
      executor.blockOn(reader);
      assertEquals(messages, received.get());
    }
  }

  /** Receives a number of values. */
  private static final class Reader implements Future {
    private final Channel<Object> channel;
    private final int count;
    private final AtomicInteger received;
    private Future receive;

    Reader(Channel<Object> channel, int count, AtomicInteger received) {
      this.channel = channel;
      this.count = count;
      this.received = received;
    }

    @Override
    public Object poll(bide.runtime.task.Waker waker) {
      while (received.get() < count) {
        if (receive == null) {
          receive = channel.recv();
        }
        if (receive.poll(waker) == PENDING) {
          return PENDING;
        }
        receive = null;
        received.incrementAndGet();
      }
      return null;
    }

    @Override
    public void drop() {}
  }

  /** Sleeps, holds its worker, and sends. */
  private static final class Sender implements Future {
    private final Future sleep;
    private final Future send;
    private final long holds;
    private boolean slept;

    Sender(Executor executor, Channel<Object> channel, long holds, long sleeps) {
      this.sleep = executor.timers().sleep(TimeUnit.MILLISECONDS.toNanos(sleeps));
      this.send = channel.send("value");
      this.holds = holds;
    }

    @Override
    public Object poll(bide.runtime.task.Waker waker) {
      if (!slept) {
        if (sleep.poll(waker) == PENDING) {
          return PENDING;
        }
        slept = true;
        spin(holds);
      }
      return send.poll(waker);
    }

    @Override
    public void drop() {}
  }

  /** Runs tasks whose loops can be left: they look whether they are asked to. */
  private static void politely(Worker worker, AtomicInteger gaveWay) {
    Task[] held = new Task[1];
    worker.setHolder(
        new TaskHolder() {
          @Override
          public Task heldTask() {
            return held[0];
          }

          @Override
          public boolean hasOtherParts() {
            return false;
          }

          @Override
          public boolean isPartCancelled() {
            return false;
          }
        });
    for (Task task = worker.next(); task != null; task = worker.next()) {
      held[0] = task;
      worker.beginSlice(task);
      task.run(worker);
      if (worker.takeSliceEnded()) {
        gaveWay.incrementAndGet();
      }
    }
  }

  /** A loop that ends when it is over, and else gives way when it is asked to. */
  private Future polite(Worker[] runner) {
    return waker -> {
      while (!over.get()) {
        if (((Task) waker).isAskedToGiveWay() && runner[0].endsSlice()) {
          runner[0].sliceEnded();
          waker.wake();
          return Future.PENDING;
        }
      }
      return null;
    };
  }

  @Test
  void a_loop_is_asked_to_give_way_when_others_wait_for_its_only_worker() {
    AtomicInteger gaveWay = new AtomicInteger();
    Worker[] runner = new Worker[1];
    Executor executor =
        start(
            Executor.builder()
                .workers(1)
                .driver(
                    worker -> {
                      runner[0] = worker;
                      politely(worker, gaveWay);
                    }));
    Task loop = executor.spawn(polite(runner));
    while (gaveWay.get() < 5) { // where the machine is slow, a spare may help now and then
      assertEquals("ran", executor.blockOn(executor.spawn(waker -> "ran")));
      Object unused =
          executor.blockOn(
              executor.spawn(executor.timers().sleep(TimeUnit.MILLISECONDS.toNanos(5))));
    }
    assertTrue(!loop.isFinished());
  }

  @Test
  void the_queue_of_a_held_worker_is_for_those_who_have_tasks_of_their_own() {
    Executor executor = start(Executor.builder().workers(2));
    AtomicBoolean ran = new AtomicBoolean();
    // On one worker: spawns into its own queue, then holds it for ever. The other one is never
    // idle.
    Task yields =
        executor.spawn(
            (Future)
                waker -> {
                  if (ran.get()) {
                    return "saw it";
                  }
                  waker.wake();
                  return Future.PENDING;
                });
    executor.spawn(
        waker -> {
          executor.spawn(
              inner -> {
                ran.set(true);
                return null;
              });
          return endless().poll(waker);
        });
    assertEquals("saw it", executor.blockOn(yields));
  }

  @Test
  void the_listener_hears_of_a_loop_once_and_of_no_short_task() throws Exception {
    List<Worker> heard = Collections.synchronizedList(new ArrayList<>());
    Executor executor =
        start(
            Executor.builder()
                .workers(1)
                .onHeldWorker(
                    TimeUnit.MILLISECONDS.toNanos(50),
                    (worker, thread, run) -> {
                      if (run == worker.runSeen()) {
                        heard.add(worker);
                      }
                    }));
    for (int i = 0; i < 100; i++) {
      Object unused = executor.blockOn(executor.spawn(waker -> "short"));
    }
    int before = heard.size();
    executor.spawn(endless());
    Thread.sleep(500);
    assertEquals(0, before);
    assertEquals(1, heard.size());
  }
}
