package bide.runtime.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bide.runtime.task.Future;
import bide.runtime.task.WakeList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimersTest {
  private static final long MS = Timers.TICK_NANOS;

  private final VirtualClock clock = new VirtualClock();
  private int driverWakes;
  private final Timers timers = new Timers(clock, () -> driverWakes++);
  private final WakeList due = new WakeList();

  private void passTo(long nanos) {
    clock.jumpTo(nanos);
    timers.collectDue(due);
    due.wakeAll();
  }

  @Test
  void random_sleeps_fire_in_order_never_early_and_never_a_tick_late() {
    Random random = new Random(7);
    record Entry(long deadline, int number) {}
    List<Entry> entries = new ArrayList<>();
    List<Integer> fired = new ArrayList<>();
    // From microseconds to beyond the 2.2 years that the wheel spans.
    long[] spans = {1_000, MS, 100 * MS, 100_000 * MS, 1L << 45, 1L << 55, 1L << 58};
    for (int i = 0; i < 5_000; i++) {
      int number = i;
      long nanos = 1 + (random.nextLong() >>> 1) % spans[i % spans.length];
      Entry entry = new Entry(nanos, number);
      entries.add(entry);
      assertSame(
          Future.PENDING,
          timers
              .sleep(nanos)
              .poll(
                  () -> {
                    assertTrue(clock.nanoTime() >= entry.deadline(), "early");
                    assertTrue(clock.nanoTime() - entry.deadline() < 2 * MS, "late");
                    fired.add(number);
                  }));
    }
    while (timers.size() > 0) {
      assertTrue(timers.jumpToNext());
      timers.collectDue(due);
      due.wakeAll();
    }
    List<Integer> expected =
        entries.stream()
            .sorted(Comparator.comparingLong(e -> (e.deadline() + MS - 1) / MS))
            .map(Entry::number)
            .toList();
    assertEquals(expected, fired);
  }

  @Test
  void a_clock_that_jumps_far_fires_all_that_is_between() {
    List<Integer> fired = new ArrayList<>();
    for (int i = 1; i <= 1_000; i++) {
      int n = i;
      assertSame(Future.PENDING, timers.sleep(n * n * MS).poll(() -> fired.add(n)));
    }
    passTo(1_000_000 * MS);
    assertEquals(1_000, fired.size());
    assertEquals(fired.stream().sorted().toList(), fired);
  }

  @Test
  void a_dropped_sleep_leaves_the_wheel_and_wakes_nobody() {
    int[] wakes = new int[1];
    List<Sleep> sleeps = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      Sleep sleep = timers.sleep((1 + i * 37) * MS);
      assertSame(Future.PENDING, sleep.poll(() -> wakes[0]++));
      sleeps.add(sleep);
    }
    for (int i = 0; i < 100; i += 2) {
      sleeps.get(i).drop();
    }
    assertEquals(50, timers.size());
    passTo(10_000 * MS);
    assertEquals(50, wakes[0]);
    sleeps.get(1).drop();
  }

  @Test
  void polling_again_replaces_the_waker() {
    List<String> woken = new ArrayList<>();
    Sleep sleep = timers.sleep(5 * MS);
    assertSame(Future.PENDING, sleep.poll(() -> woken.add("first")));
    assertSame(Future.PENDING, sleep.poll(() -> woken.add("second")));
    passTo(5 * MS);
    assertEquals(List.of("second"), woken);
    assertNull(sleep.poll(() -> {}));
  }

  @Test
  void only_an_earlier_deadline_wakes_the_one_who_is_parked() {
    assertSame(Future.PENDING, timers.sleep(50 * MS).poll(() -> {}));
    assertEquals(0, driverWakes);
    assertEquals(50 * MS, timers.parking());
    assertSame(Future.PENDING, timers.sleep(60 * MS).poll(() -> {}));
    assertEquals(0, driverWakes);
    assertSame(Future.PENDING, timers.sleep(20 * MS).poll(() -> {}));
    assertEquals(1, driverWakes);
    timers.collectDue(due);
    assertSame(Future.PENDING, timers.sleep(5 * MS).poll(() -> {}));
    assertEquals(1, driverWakes);
  }

  @Test
  void zero_and_negative_sleeps_are_over_at_once() {
    assertNull(timers.sleep(0).poll(() -> {}));
    assertNull(timers.sleep(-1).poll(() -> {}));
    assertSame(Future.PENDING, timers.sleep(1).poll(() -> {}));
    assertSame(Future.PENDING, timers.sleep(Long.MAX_VALUE).poll(() -> {}));
  }
}
