package bide.runtime.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bide.runtime.task.Future;
import bide.runtime.task.FutureEndedException;
import bide.runtime.task.Waker;
import org.junit.jupiter.api.Test;

/** What one thread sees of each primitive: order, wakes, drops. */
class PrimitivesTest {
  private int wakes;
  private final Waker waker = () -> wakes++;

  private void pending(Future future) {
    assertSame(Future.PENDING, future.poll(waker));
  }

  // ---------------------------------------------------------------- semaphore, mutex, rwlock

  @Test
  void permits_go_to_the_first_in_line_even_if_a_later_one_needs_fewer() {
    Semaphore semaphore = new Semaphore(1);
    Future two = semaphore.acquire(2);
    Future one = semaphore.acquire(1);
    pending(two);
    pending(one);
    assertFalse(semaphore.tryAcquire(1));
    semaphore.release(1);
    assertEquals(1, wakes);
    assertNull(two.poll(waker));
    pending(one);
    semaphore.release(2);
    assertNull(one.poll(waker));
    assertEquals(1, semaphore.available());
  }

  @Test
  void a_dropped_acquire_lets_those_behind_it_pass() {
    Semaphore semaphore = new Semaphore(1);
    Future two = semaphore.acquire(2);
    Future one = semaphore.acquire(1);
    pending(two);
    pending(one);
    two.drop();
    assertEquals(1, wakes);
    assertNull(one.poll(waker));
  }

  @Test
  void a_lock_granted_to_a_dropped_wait_goes_to_the_next() {
    Mutex mutex = new Mutex();
    assertTrue(mutex.tryLock());
    Future first = mutex.lock();
    Future second = mutex.lock();
    pending(first);
    pending(second);
    mutex.unlock();
    first.drop();
    first.drop();
    assertEquals(2, wakes);
    assertNull(second.poll(waker));
    assertTrue(mutex.isLocked());
    second.drop(); // it was taken: nothing to give back
    assertTrue(mutex.isLocked());
    mutex.unlock();
    assertFalse(mutex.isLocked());
  }

  @Test
  void a_wait_gives_its_result_once() {
    Mutex mutex = new Mutex();
    Future lock = mutex.lock();
    assertNull(lock.poll(waker));
    assertEquals("lock", assertThrows(FutureEndedException.class, () -> lock.poll(waker)).name());
    Future dropped = mutex.lock();
    dropped.drop();
    assertThrows(FutureEndedException.class, () -> dropped.poll(waker));
  }

  @Test
  void a_closed_semaphore_fails_those_who_wait_and_those_who_come() {
    Semaphore semaphore = new Semaphore(0);
    Future waits = semaphore.acquire(1);
    pending(waits);
    assertTrue(semaphore.close());
    assertFalse(semaphore.close());
    assertEquals(1, wakes);
    assertThrows(SemaphoreClosedException.class, () -> waits.poll(waker));
    semaphore.release(1);
    assertThrows(SemaphoreClosedException.class, () -> semaphore.acquire(1).poll(waker));
    assertFalse(semaphore.tryAcquire(1));
  }

  @Test
  void a_reader_that_comes_after_a_waiting_writer_waits_for_it() {
    RwLock lock = new RwLock();
    assertNull(lock.read().poll(waker));
    Future writer = lock.write();
    Future reader = lock.read();
    pending(writer);
    pending(reader);
    assertFalse(lock.tryRead());
    lock.endRead();
    assertNull(writer.poll(waker));
    pending(reader);
    lock.endWrite();
    assertNull(reader.poll(waker));
    assertTrue(lock.tryRead());
    assertFalse(lock.tryWrite());
  }

  @Test
  void readers_behind_a_writer_that_gives_up_all_go_on() {
    RwLock lock = new RwLock();
    assertTrue(lock.tryRead());
    Future writer = lock.write();
    Future first = lock.read();
    Future second = lock.read();
    pending(writer);
    pending(first);
    pending(second);
    writer.drop();
    assertNull(first.poll(waker));
    assertNull(second.poll(waker));
  }

  // ---------------------------------------------------------------- notify, barrier

  @Test
  void one_signal_is_kept_and_only_one() {
    Notify notify = new Notify();
    notify.notifyOne();
    notify.notifyOne();
    assertNull(notify.notified().poll(waker));
    pending(notify.notified());
  }

  @Test
  void a_signal_to_a_dropped_wait_goes_to_the_next_or_is_kept() {
    Notify notify = new Notify();
    Future first = notify.notified();
    Future second = notify.notified();
    pending(first);
    pending(second);
    notify.notifyOne();
    first.drop();
    assertNull(second.poll(waker));
    Future third = notify.notified();
    pending(third);
    notify.notifyOne();
    third.drop();
    assertNull(notify.notified().poll(waker));
  }

  @Test
  void a_signal_for_all_reaches_waits_made_before_it_and_is_not_kept() {
    Notify notify = new Notify();
    Future queued = notify.notified();
    Future made = notify.notified();
    pending(queued);
    notify.notifyWaiting();
    assertNull(queued.poll(waker));
    assertNull(made.poll(waker));
    Future late = notify.notified();
    pending(late);
    late.drop();
    Future chosenByAll = notify.notified();
    pending(chosenByAll);
    notify.notifyWaiting();
    chosenByAll.drop(); // nothing to pass on
    pending(notify.notified());
  }

  @Test
  void the_last_to_arrive_leads_and_the_barrier_can_be_used_again() {
    Barrier barrier = new Barrier(3);
    for (int round = 0; round < 2; round++) {
      Future first = barrier.arrive();
      Future leaves = barrier.arrive();
      Future second = barrier.arrive();
      pending(first);
      pending(leaves);
      leaves.drop();
      pending(second);
      assertEquals(true, barrier.arrive().poll(waker));
      assertEquals(false, first.poll(waker));
      assertEquals(false, second.poll(waker));
    }
    assertThrows(IllegalArgumentException.class, () -> new Barrier(0));
  }

  // ---------------------------------------------------------------- once

  @Test
  void when_one_gives_up_the_next_has_its_turn_and_the_value_goes_to_all() {
    OnceCell<String> cell = new OnceCell<>();
    Future first = cell.enter();
    Future second = cell.enter();
    Future third = cell.enter();
    assertSame(OnceCell.TURN, first.poll(waker));
    pending(second);
    pending(third);
    assertFalse(cell.trySet("no"));
    cell.giveUp();
    second.drop(); // with its turn
    assertSame(OnceCell.TURN, third.poll(waker));
    Future fourth = cell.enter();
    pending(fourth);
    cell.set("made");
    assertEquals("made", fourth.poll(waker));
    assertEquals("made", cell.enter().poll(waker));
    assertEquals("made", cell.get());
    assertFalse(cell.trySet("again"));
  }

  // ---------------------------------------------------------------- broadcast, watch, oneshot

  @Test
  void every_receiver_gets_everything_sent_after_it_subscribed() {
    Broadcast<Integer> broadcast = new Broadcast<>(100);
    broadcast.send(-1);
    Published.Receiver<Integer> one = broadcast.subscribe();
    Published.Receiver<Integer> two = broadcast.subscribe();
    Future waits = one.recv();
    pending(waits);
    for (int i = 0; i < 90; i++) {
      assertTrue(broadcast.send(i));
    }
    assertEquals(1, wakes);
    assertEquals(0, waits.poll(waker));
    for (int i = 0; i < 90; i++) {
      assertEquals(i, two.tryRecv());
    }
    assertSame(Channel.WOULD_BLOCK, two.tryRecv());
    assertEquals(1, one.tryRecv());
  }

  @Test
  void a_slow_receiver_is_told_how_many_it_missed_and_goes_on_with_the_oldest_kept() {
    Broadcast<Integer> broadcast = new Broadcast<>(2);
    Published.Receiver<Integer> receiver = broadcast.subscribe();
    for (int i = 0; i < 5; i++) {
      broadcast.send(i);
    }
    Future recv = receiver.recv();
    assertEquals(3, assertThrows(LaggedException.class, () -> recv.poll(waker)).missed());
    assertThrows(FutureEndedException.class, () -> recv.poll(waker));
    assertEquals(3, receiver.recv().poll(waker));
    assertEquals(4, receiver.recv().poll(waker));
    assertTrue(broadcast.close());
    assertFalse(broadcast.send(5));
    assertThrows(ChannelClosedException.class, () -> receiver.recv().poll(waker));
  }

  @Test
  void a_receive_that_was_woken_and_dropped_has_taken_nothing() {
    Broadcast<Integer> broadcast = new Broadcast<>(2);
    Published.Receiver<Integer> receiver = broadcast.subscribe();
    Future recv = receiver.recv();
    pending(recv);
    broadcast.send(1);
    recv.drop();
    assertEquals(1, receiver.tryRecv());
  }

  @Test
  void a_watch_shows_the_latest_value_and_its_last_change_even_when_closed() {
    Watch<Integer> watch = new Watch<>(0);
    Published.Receiver<Integer> receiver = watch.subscribe();
    Future changed = receiver.recv();
    pending(changed);
    watch.send(1);
    watch.send(2);
    assertEquals(2, changed.poll(waker));
    pending(receiver.recv());
    watch.send(3);
    watch.close();
    assertEquals(3, receiver.recv().poll(waker));
    assertThrows(ChannelClosedException.class, () -> receiver.recv().poll(waker));
    assertEquals(3, watch.latest());
  }

  @Test
  void the_last_value_of_a_channel_closes_it() {
    Channel<Integer> oneshot = new Channel<>(1);
    Future first = oneshot.recv();
    Future second = oneshot.recv();
    pending(first);
    pending(second);
    assertSame(Channel.SENT, oneshot.sendLast(1));
    assertSame(Channel.CLOSED, oneshot.sendLast(2));
    assertThrows(ChannelClosedException.class, () -> second.poll(waker));
    first.drop();
    assertEquals(1, oneshot.recv().poll(waker));
    assertSame(Channel.CLOSED, oneshot.tryRecv());
  }
}
