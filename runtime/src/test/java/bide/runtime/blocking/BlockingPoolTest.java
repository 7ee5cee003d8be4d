package bide.runtime.blocking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bide.runtime.executor.Platform;
import bide.runtime.task.Future;
import bide.runtime.task.Waker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BlockingPoolTest {
  private final Platform platform = Platform.system();

  private BlockingPool pool(int threads) {
    return new BlockingPool(platform, "test-", threads);
  }

  private long in(long millis) {
    return platform.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
  }

  private static Object await(Future future) throws InterruptedException {
    for (; ; ) {
      CountDownLatch woken = new CountDownLatch(1);
      Waker waker = woken::countDown;
      Object result = future.poll(waker);
      if (result != Future.PENDING) {
        return result;
      }
      woken.await();
    }
  }

  @Test
  void jobs_beyond_the_limit_wait_in_line_and_all_run() throws Exception {
    BlockingPool pool = pool(2);
    CountDownLatch gate = new CountDownLatch(1);
    List<Future> jobs = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      int n = i;
      jobs.add(
          pool.submit(
              () -> {
                gate.await();
                return n;
              }));
    }
    assertEquals(2, pool.threadCount());
    assertEquals(20, pool.active());
    gate.countDown();
    for (int i = 0; i < 20; i++) {
      assertEquals(i, await(jobs.get(i)));
    }
    assertTrue(pool.shutdown(in(1_000)).isEmpty());
    assertEquals(0, pool.threadCount());
  }

  @Test
  void an_idle_thread_is_used_again() throws Exception {
    BlockingPool pool = pool(8);
    for (int i = 0; i < 50; i++) {
      assertEquals("done", await(pool.submit(() -> "done")));
      Thread.sleep(1);
    }
    assertTrue(pool.threadCount() < 8);
    assertTrue(pool.shutdown(in(1_000)).isEmpty());
  }

  @Test
  void a_job_dropped_in_line_never_runs() throws Exception {
    BlockingPool pool = pool(1);
    CountDownLatch gate = new CountDownLatch(1);
    AtomicInteger runs = new AtomicInteger();
    Future first =
        pool.submit(
            () -> {
              gate.await();
              return 1;
            });
    Future second = pool.submit(runs::incrementAndGet);
    second.drop();
    gate.countDown();
    assertEquals(1, await(first));
    assertTrue(pool.shutdown(in(1_000)).isEmpty());
    assertEquals(0, runs.get());
  }

  @Test
  void failures_come_to_the_one_who_polls() {
    BlockingPool pool = pool(1);
    IOException checked = new IOException("disk");
    IllegalStateException unchecked = new IllegalStateException("bug");
    Future first =
        pool.submit(
            () -> {
              throw checked;
            });
    Future second =
        pool.submit(
            () -> {
              throw unchecked;
            });
    assertSame(checked, assertThrows(BlockingFailedException.class, () -> await(first)).getCause());
    assertSame(unchecked, assertThrows(IllegalStateException.class, () -> await(second)));
    assertTrue(pool.shutdown(in(1_000)).isEmpty());
  }

  @Test
  void shutdown_names_what_still_runs_and_takes_nothing_more() throws Exception {
    BlockingPool pool = pool(1);
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    Future stuck =
        pool.submit(
            "read /dev/never",
            () -> {
              begun.countDown();
              never.await();
              return null;
            });
    assertSame(Future.PENDING, stuck.poll(() -> {}));
    begun.await();
    assertEquals(List.of("read /dev/never"), pool.shutdown(in(50)));
    assertThrows(RejectedExecutionException.class, () -> pool.submit(() -> 1));
  }
}
