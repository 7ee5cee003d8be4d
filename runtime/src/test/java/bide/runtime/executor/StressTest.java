package bide.runtime.executor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bide.runtime.sync.Channel;
import bide.runtime.task.Future;
import bide.runtime.task.Task;
import bide.runtime.task.Waker;
import bide.runtime.time.Sleep;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Rings of two and four slots and more workers than processors, so that every edge is reached. */
class StressTest {
  /** Spawns a tree of tasks, each of which yields at random and joins its children. */
  private static final class Tree extends Task {
    private final Executor executor;
    private final int depth;
    private final List<Task> children = new ArrayList<>();
    private boolean spawned;
    private int sum = 1;

    Tree(Executor executor, int depth) {
      super(executor);
      this.executor = executor;
      this.depth = depth;
    }

    @Override
    public void run(Worker worker) {
      if (!spawned) {
        spawned = true;
        for (int i = 0; i < 4 && depth > 0; i++) {
          Task child = new Tree(executor, depth - 1);
          children.add(child);
          executor.spawn(child);
        }
        if (depth % 2 == 0) {
          worker.requeue(this);
          return;
        }
      }
      do {
        while (!children.isEmpty()) {
          Object result = children.getLast().poll(this);
          if (result == PENDING) {
            break;
          }
          sum += (Integer) result;
          children.removeLast();
        }
        if (children.isEmpty()) {
          complete(sum);
          return;
        }
      } while (!suspend());
    }
  }

  private static void shutDown(Executor executor) {
    assertTrue(executor.shutdown(TimeUnit.SECONDS.toNanos(10)).isClean());
  }

  @RepeatedTest(5)
  void a_tree_of_tasks_adds_up_with_tiny_rings() {
    for (int workers = 1; workers <= 4; workers++) {
      Executor executor = Executor.builder().workers(workers).ringCapacity(2).build().start();
      Task root = new Tree(executor, 6);
      executor.spawn(root);
      assertEquals(5461, executor.blockOn(root));
      assertEquals(0, executor.liveTaskCount());
      shutDown(executor);
    }
  }

  /** Receives until the channel is closed; now and then drops a receive, as a select would. */
  private static final class Receiver implements Future {
    private final Channel<Long> channel;
    private final Random random;
    private final AtomicLong sum;
    private Channel.Recv recv;

    Receiver(Channel<Long> channel, long seed, AtomicLong sum) {
      this.channel = channel;
      this.random = new Random(seed);
      this.sum = sum;
    }

    @Override
    public Object poll(Waker waker) {
      try {
        for (; ; ) {
          if (recv == null) {
            recv = channel.recv();
          }
          Object value = recv.poll(waker);
          if (value != PENDING) {
            sum.addAndGet((Long) value);
            recv = null;
          } else if (random.nextInt(4) == 0) {
            recv.drop();
            recv = null;
          } else {
            return PENDING;
          }
        }
      } catch (bide.runtime.sync.ChannelClosedException e) {
        return null;
      }
    }
  }

  private static final class Sender implements Future {
    private final Executor executor;
    private final Channel<Long> channel;
    private final Random random;
    private final int count;
    private long next = 1;
    private Channel.Send send;
    private Sleep sleep;

    Sender(Executor executor, Channel<Long> channel, long seed, int count) {
      this.executor = executor;
      this.channel = channel;
      this.random = new Random(seed);
      this.count = count;
    }

    @Override
    public Object poll(Waker waker) {
      for (; ; ) {
        if (sleep != null) {
          if (sleep.poll(waker) == PENDING) {
            return PENDING;
          }
          sleep = null;
        }
        if (send == null) {
          if (next > count) {
            return null;
          }
          send = channel.send(next++);
        }
        if (send.poll(waker) == PENDING) {
          return PENDING;
        }
        send = null;
        if (random.nextInt(500) == 0) {
          sleep = executor.timers().sleep(random.nextInt(2_000_000));
        }
      }
    }
  }

  @Test
  void no_message_is_lost_between_dropping_receivers_and_sleeping_senders() {
    for (int round = 0; round < 4; round++) {
      Executor executor = Executor.builder().workers(1 + round).ringCapacity(4).build().start();
      Channel<Long> channel = new Channel<>(1 + round);
      AtomicLong sum = new AtomicLong();
      List<Task> senders = new ArrayList<>();
      List<Task> receivers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        receivers.add(executor.spawn(new Receiver(channel, i, sum)));
        senders.add(executor.spawn(new Sender(executor, channel, i, 5_000)));
      }
      senders.forEach(executor::blockOn);
      channel.close();
      receivers.forEach(executor::blockOn);
      assertEquals(8L * 5_000 * 5_001 / 2, sum.get());
      shutDown(executor);
    }
  }

  @Test
  void wakes_from_other_threads_always_arrive() throws Exception {
    Executor executor = Executor.builder().workers(3).ringCapacity(4).build().start();
    Channel<Long> channel = new Channel<>(4);
    AtomicLong sum = new AtomicLong();
    Task receiver = executor.spawn(new Receiver(channel, 1, sum));
    Thread[] threads = new Thread[3];
    for (int i = 0; i < threads.length; i++) {
      threads[i] =
          new Thread(
              () -> {
                for (long n = 1; n <= 10_000; n++) {
                  while (channel.trySend(n) != Channel.SENT) {
                    Thread.yield();
                  }
                }
              });
      threads[i].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    channel.close();
    executor.blockOn(receiver);
    assertEquals(3L * 10_000 * 10_001 / 2, sum.get());
    shutDown(executor);
  }

  @Test
  void blocking_jobs_come_back_to_their_tasks_in_any_number() {
    Executor executor =
        Executor.builder().workers(2).ringCapacity(4).maxBlockingThreads(4).build().start();
    List<Task> tasks = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      int n = i;
      tasks.add(executor.spawn(executor.blocking().submit(() -> n)));
    }
    for (int i = 0; i < 500; i++) {
      assertEquals(i, executor.blockOn(tasks.get(i)));
    }
    assertTrue(executor.blocking().threadCount() <= 4);
    shutDown(executor);
  }
}
