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
    }
    assertEquals(48, wakes);
    assertNull(sends.get(49).poll(waker));
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
