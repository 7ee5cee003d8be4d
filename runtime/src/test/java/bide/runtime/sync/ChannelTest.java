package bide.runtime.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bide.runtime.task.Future;
import bide.runtime.task.Waker;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChannelTest {
  private final Channel<Integer> channel = new Channel<>(2);
  private int wakes;
  private final Waker waker = () -> wakes++;

  @Test
  void capacity_zero_is_rejected() {
    assertThrows(IllegalArgumentException.class, () -> new Channel<Integer>(0));
  }

  @Test
  void values_come_out_in_the_order_of_their_sends_however_long_the_line() {
    List<Future> sends = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      Future send = channel.send(i);
      Object result = send.poll(waker);
      assertSame(i < 2 ? null : Future.PENDING, result);
      sends.add(send);
    }
    assertEquals(2, channel.size());
    for (int i = 0; i < 50; i++) {
      assertEquals(i, channel.recv().poll(waker));
      if (i + 2 < 50) {
        assertEquals(i + 1, wakes);
        assertNull(sends.get(i + 2).poll(waker));
      }
    }
    assertEquals(48, wakes);
    assertSame(Channel.WOULD_BLOCK, channel.tryRecv());
  }

  @Test
  void a_value_handed_to_a_dropped_receive_goes_to_the_next_receiver() {
    Future first = channel.recv();
    Future second = channel.recv();
    assertSame(Future.PENDING, first.poll(waker));
    assertSame(Future.PENDING, second.poll(waker));
    assertSame(Channel.SENT, channel.trySend(1));
    first.drop();
    first.drop();
    assertEquals(1, second.poll(waker));
  }

  @Test
  void a_value_handed_to_a_dropped_receive_goes_back_to_the_head_of_a_full_buffer() {
    Future recv = channel.recv();
    assertSame(Future.PENDING, recv.poll(waker));
    assertSame(Channel.SENT, channel.trySend(1));
    assertSame(Channel.SENT, channel.trySend(2));
    assertSame(Channel.SENT, channel.trySend(3));
    assertSame(Channel.WOULD_BLOCK, channel.trySend(4));
    Future send = channel.send(5);
    assertSame(Future.PENDING, send.poll(waker));
    recv.drop();
    assertEquals(1, channel.tryRecv());
    assertSame(Future.PENDING, send.poll(waker));
    assertEquals(2, channel.tryRecv());
    assertNull(send.poll(waker));
    assertEquals(3, channel.tryRecv());
    assertEquals(5, channel.tryRecv());
  }

  @Test
  void a_dropped_waiting_send_is_not_sent() {
    channel.trySend(1);
    channel.trySend(2);
    Future send = channel.send(3);
    assertSame(Future.PENDING, send.poll(waker));
    send.drop();
    assertEquals(1, channel.tryRecv());
    assertEquals(2, channel.tryRecv());
    assertSame(Channel.WOULD_BLOCK, channel.tryRecv());
  }

  @Test
  void a_send_that_was_admitted_and_dropped_is_not_sent_and_lets_the_next_one_in() {
    channel.trySend(1);
    channel.trySend(2);
    Channel.Send dropped = channel.send(3);
    Future next = channel.send(4);
    assertSame(Future.PENDING, dropped.poll(waker));
    assertSame(Future.PENDING, next.poll(waker));
    assertEquals(1, channel.tryRecv());
    assertEquals(1, wakes);
    assertSame(Channel.WOULD_BLOCK, channel.trySend(5)); // the room is kept
    assertTrue(dropped.withdraw());
    assertEquals(2, wakes);
    assertNull(next.poll(waker));
    assertEquals(2, channel.tryRecv());
    assertEquals(4, channel.tryRecv());
    assertSame(Channel.WOULD_BLOCK, channel.tryRecv());
  }

  @Test
  void room_that_an_admitted_send_does_not_use_is_the_next_ones() {
    channel.trySend(1);
    channel.trySend(2);
    List<Future> sends = new ArrayList<>();
    for (int i = 3; i < 7; i++) {
      Future send = channel.send(i);
      assertSame(Future.PENDING, send.poll(waker));
      sends.add(send);
    }
    assertEquals(1, channel.tryRecv());
    assertEquals(2, channel.tryRecv());
    Future recv = channel.recv();
    assertSame(Future.PENDING, recv.poll(waker));
    assertEquals(2, wakes);
    assertNull(sends.get(0).poll(waker)); // right to the receiver
    assertEquals(4, wakes); // which is woken, and the third send
    assertEquals(3, recv.poll(waker));
    assertNull(sends.get(1).poll(waker));
    assertNull(sends.get(2).poll(waker));
    assertEquals(4, channel.tryRecv());
    assertNull(sends.get(3).poll(waker));
    assertEquals(5, channel.tryRecv());
    assertEquals(6, channel.tryRecv());
  }

  @Test
  void a_send_that_was_admitted_fails_where_the_channel_is_closed_before_it_is_polled() {
    channel.trySend(1);
    channel.trySend(2);
    Future send = channel.send(3);
    assertSame(Future.PENDING, send.poll(waker));
    assertEquals(1, channel.tryRecv());
    channel.close();
    assertThrows(ChannelClosedException.class, () -> send.poll(waker));
    assertEquals(2, channel.tryRecv());
    assertSame(Channel.CLOSED, channel.tryRecv());
  }

  @Test
  void a_send_that_is_held_while_nobody_waits_for_it_keeps_no_room_from_others() {
    channel.trySend(1);
    channel.trySend(2);
    Channel.Send held = channel.send(3);
    Channel.Send heldLate = channel.send(4);
    assertSame(Future.PENDING, held.poll(waker));
    assertSame(Future.PENDING, heldLate.poll(waker));
    assertFalse(held.pause());
    assertEquals(1, channel.tryRecv());
    assertEquals(2, channel.tryRecv());
    assertFalse(heldLate.pause()); // after it was admitted
    assertEquals(3, channel.tryRecv());
    assertEquals(4, channel.tryRecv());
    assertSame(Channel.SENT, channel.trySend(5));
    assertNull(held.poll(waker));
    assertNull(heldLate.poll(waker));
    assertFalse(heldLate.withdraw());
  }

  @Test
  void close_lets_the_buffer_drain_and_fails_the_rest() {
    channel.trySend(1);
    channel.trySend(2);
    Future send = channel.send(3);
    assertSame(Future.PENDING, send.poll(waker));
    assertTrue(channel.close());
    assertFalse(channel.close());
    assertEquals(1, wakes);
    assertThrows(ChannelClosedException.class, () -> send.poll(waker));
    assertThrows(ChannelClosedException.class, () -> channel.send(4).poll(waker));
    assertSame(Channel.CLOSED, channel.trySend(4));
    assertEquals(1, channel.recv().poll(waker));
    assertEquals(2, channel.tryRecv());
    assertThrows(ChannelClosedException.class, () -> channel.recv().poll(waker));
    assertSame(Channel.CLOSED, channel.tryRecv());
  }

  @Test
  void close_wakes_receivers_that_wait() {
    Future recv = channel.recv();
    assertSame(Future.PENDING, recv.poll(waker));
    channel.close();
    assertEquals(1, wakes);
    assertThrows(ChannelClosedException.class, () -> recv.poll(waker));
  }

  @Test
  void null_is_a_value() {
    channel.trySend(null);
    assertNull(channel.recv().poll(waker));
  }
}
