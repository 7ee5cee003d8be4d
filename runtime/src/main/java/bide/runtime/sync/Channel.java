package bide.runtime.sync;

import bide.runtime.task.Future;
import bide.runtime.task.FutureEndedException;
import bide.runtime.task.Waker;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue between tasks, for any number of senders and receivers, first come first served
 * on both sides. A send gives its value to the longest waiting receiver; a receive that makes room
 * reserves it for the longest waiting sender, which sends when it is polled next. So at any time
 * there are no waiting receivers or no buffered values, and no waiting senders or no room that is
 * free.
 *
 * <p>What others do, and why this is so. Go moves the value of a waiting sender into the buffer at
 * once, since a goroutine that waits to send cannot be called off. tokio hands out permits, as
 * here: whoever drops a send that has waited, since a deadline came first, knows that it was not
 * sent and may send again. A future that is held and that nobody waits for would keep its permit
 * from all others for as long as that (a deadlock that Rust programs know); here its value goes in
 * its place, and whoever awaits the future later learns that it is sent.
 *
 * <p>Thread-safe. The futures are the list entries; dropping one is safe at any point: an unsent
 * value is not sent, a received one that was not taken goes to the next receiver or back to the
 * head of the buffer (which may then hold one more than its capacity for each such value).
 *
 * @param <T> what is sent; null is allowed
 */
public final class Channel<T> extends Guarded {
  /** {@link #tryRecv}: nothing there now; {@link #trySend}: no room now. */
  public static final Object WOULD_BLOCK = named("WOULD_BLOCK");

  /** {@link #tryRecv}: closed and drained; {@link #trySend}: closed. */
  public static final Object CLOSED = named("CLOSED");

  /** {@link #trySend}: sent. */
  public static final Object SENT = named("SENT");

  private static Object named(String name) {
    return new Object() {
      @Override
      public String toString() {
        return name;
      }
    };
  }

  /** The first slots of a buffer; it grows to the capacity as it fills, not before. */
  private static final int FIRST_SLOTS = 8;

  private final int capacity;

  // All below guarded by the lock.
  private @Nullable Object[] buffer;
  private int head;
  private int size;

  /** Room that was made for senders which have not been polled since. */
  private int reserved;

  private boolean closed;
  private final Waiter.Queue senders = new Waiter.Queue();
  private final Waiter.Queue receivers = new Waiter.Queue();

  /**
   * @param capacity how many values it holds; at least 1, since a value has to be somewhere while
   *     it changes hands
   */
  public Channel(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("a channel's capacity must be at least 1");
    }
    this.capacity = capacity;
    this.buffer = new Object[Math.min(capacity, FIRST_SLOTS)];
  }

  public int capacity() {
    return capacity;
  }

  /** Values in the buffer now. */
  public int size() {
    lock();
    int n = size;
    unlock();
    return n;
  }

  public boolean isClosed() {
    lock();
    boolean c = closed;
    unlock();
    return c;
  }

  // ---- at once or not at all

  /** Sends {@code value} if that is possible now: SENT, WOULD_BLOCK or CLOSED. */
  public Object trySend(@Nullable T value) {
    Waker woken = null;
    lock();
    try {
      if (closed) {
        return CLOSED;
      }
      if (!hasRoom()) {
        return WOULD_BLOCK;
      }
      woken = put(value);
    } finally {
      unlock();
    }
    wake(woken);
    return SENT;
  }

  private boolean hasRoom() {
    return size + reserved < capacity;
  }

  /** Gives a value to the longest waiting receiver, or buffers it; whom to wake. */
  private @Nullable Waker put(@Nullable Object value) {
    Waiter receiver = receivers.poll();
    if (receiver == null) {
      addLast(value);
      return null;
    }
    receiver.value = value;
    return receiver.finish(Waiter.DONE);
  }

  /**
   * Sends {@code value} as the last one, and closes the channel in the same step: what a oneshot
   * channel is made of.
   *
   * @return SENT, or CLOSED when it was closed before
   */
  public Object sendLast(@Nullable T value) {
    Woken woken = new Woken();
    lock();
    try {
      if (closed) {
        return CLOSED;
      }
      woken.add(put(value)); // past the capacity, where senders wait: it was closed for them anyway
      end(woken);
    } finally {
      unlock();
    }
    woken.wakeAll();
    return SENT;
  }

  /** The next value if there is one now, else WOULD_BLOCK or CLOSED. */
  public @Nullable Object tryRecv() {
    Object value;
    Waker woken;
    lock();
    try {
      if (size == 0) {
        return closed ? CLOSED : WOULD_BLOCK;
      }
      value = removeFirst();
      woken = admitSender();
    } finally {
      unlock();
    }
    wake(woken);
    return value;
  }

  /**
   * A value has been received: reserves the room for the longest waiting sender; whom to wake. One
   * that is held while nobody waits for it sends at once.
   */
  private @Nullable Waker admitSender() {
    if (!hasRoom()) {
      return null;
    }
    Send sender = (Send) senders.poll();
    if (sender == null) {
      return null;
    }
    if (!sender.held) {
      reserved++;
      return sender.finish(Send.ADMITTED);
    }
    Waker nobody = sent(sender); // who has received leaves no receivers behind
    assert nobody == null;
    return sender.takeWaker();
  }

  /** The same where receivers may wait, who leave the room to further senders. */
  private void admitSenders(Woken woken) {
    while (hasRoom()) {
      Send sender = (Send) senders.poll();
      if (sender == null) {
        return;
      }
      if (sender.held) {
        woken.add(sent(sender));
        woken.add(sender.takeWaker());
      } else {
        reserved++;
        woken.add(sender.finish(Send.ADMITTED));
      }
    }
  }

  /** The value of a sender is on its way; whom to wake. */
  private @Nullable Waker sent(Send send) {
    Waker woken = put(send.value);
    send.value = null;
    send.setPhase(Waiter.DONE);
    return woken;
  }

  /** Read without the lock: may be out of date at once, as any answer would be. */
  private boolean looksEmpty() {
    return size == 0 && !closed;
  }

  private static void wake(@Nullable Waker waker) {
    if (waker != null) {
      waker.wake();
    }
  }

  // ---- waiting for it

  /** Sends {@code value}, waiting for room. Completes with null. */
  public Send send(@Nullable T value) {
    return new Send(this, value);
  }

  /** Receives, waiting for a value; completes with it. */
  public Recv recv() {
    return new Recv(this);
  }

  /** A send; throws {@link ChannelClosedException} when the channel is closed before it is done. */
  public static final class Send extends Waiter {
    /** There is room, which is kept for it until it is polled. */
    static final int ADMITTED = 5;

    private final Channel<?> channel;

    /** Nobody waits for it, though it is kept. Guarded by the lock. */
    private boolean held;

    Send(Channel<?> channel, @Nullable Object value) {
      this.channel = channel;
      this.value = value;
    }

    @Override
    public @Nullable Object poll(Waker waker) {
      int p = phase();
      if (p == NEW || p == QUEUED || p == ADMITTED) {
        p = channel.pollSend(this, waker);
      }
      switch (p) {
        case DONE -> {
          setPhase(TAKEN);
          return null;
        }
        case CLOSED -> {
          setPhase(TAKEN);
          value = null;
          throw new ChannelClosedException(channel.closer());
        }
        case QUEUED -> {
          return Future.PENDING;
        }
        default -> throw new FutureEndedException("send");
      }
    }

    @Override
    public void drop() {
      boolean unused = withdraw();
    }

    /** It keeps its place until it is sent, and is in nobody's way: then it is sent at once. */
    @Override
    public boolean pause() {
      channel.hold(this);
      return false;
    }

    /**
     * Drops the send.
     *
     * @return whether that has kept the value from being sent: it is the sender's again. False when
     *     it was sent before, even if nobody has polled since, and when this is not the first time
     */
    public boolean withdraw() {
      return channel.dropSend(this);
    }

    @Override
    public String toString() {
      return "<future send>";
    }
  }

  /** A receive; throws {@link ChannelClosedException} once the channel is closed and drained. */
  public static final class Recv extends Waiter implements Receive {
    private final Channel<?> channel;

    Recv(Channel<?> channel) {
      this.channel = channel;
    }

    @Override
    public boolean wouldWait() {
      return phase() == NEW && channel.looksEmpty();
    }

    @Override
    public @Nullable Object poll(Waker waker) {
      int p = phase();
      if (p == NEW || p == QUEUED) {
        p = channel.pollRecv(this, waker);
      }
      switch (p) {
        case DONE -> {
          if (!take()) {
            return poll(waker);
          }
          Object received = value;
          value = null;
          return received;
        }
        case CLOSED -> {
          setPhase(TAKEN);
          throw new ChannelClosedException(channel.closer());
        }
        case QUEUED -> {
          return Future.PENDING;
        }
        default -> throw new FutureEndedException("recv");
      }
    }

    @Override
    public void drop() {
      channel.dropRecv(this);
    }

    @Override
    public void retreat(Waker last) {
      channel.retreat(this, last);
    }

    @Override
    public String toString() {
      return "<future recv>";
    }
  }

  private int pollSend(Send send, Waker waker) {
    Waker woken = null;
    Woken others = null;
    int phase;
    lock();
    try {
      send.held = false;
      if (send.phase() == Waiter.QUEUED) {
        send.await("send", waker);
      } else if (send.phase() == Send.ADMITTED) {
        others = new Woken();
        sendAdmitted(send, others);
      } else if (send.phase() == Waiter.NEW) {
        if (closed) {
          send.setPhase(Waiter.CLOSED);
        } else if (hasRoom()) {
          woken = sent(send);
        } else {
          send.setPhase(Waiter.QUEUED);
          send.waker = waker;
          senders.add(send);
        }
      }
      phase = send.phase(); // the next moment may admit it, and wakes its waker then
    } finally {
      unlock();
    }
    // The receiver's waker may be this very task's; it is then only notified.
    wake(woken);
    if (others != null) {
      others.wakeAll();
    }
    return phase;
  }

  /**
   * Uses the room that was kept for a send, unless the channel was closed meanwhile. Where somebody
   * receives the value at once the room is the next one's.
   */
  private void sendAdmitted(Send send, Woken woken) {
    reserved--;
    if (closed) {
      send.setPhase(Waiter.CLOSED);
      return;
    }
    woken.add(sent(send));
    admitSenders(woken);
  }

  private void hold(Send send) {
    Woken woken = new Woken();
    lock();
    try {
      send.held = true;
      if (send.phase() == Send.ADMITTED) {
        sendAdmitted(send, woken);
      }
    } finally {
      unlock();
    }
    woken.wakeAll();
  }

  private int pollRecv(Recv recv, Waker waker) {
    Waker woken = null;
    lock();
    try {
      if (recv.phase() == Waiter.QUEUED) {
        recv.await("recv", waker);
      } else if (recv.phase() == Waiter.NEW) {
        if (size > 0) {
          recv.value = removeFirst();
          recv.setPhase(Waiter.DONE);
          woken = admitSender();
        } else if (closed) {
          recv.setPhase(Waiter.CLOSED);
        } else {
          recv.setPhase(Waiter.QUEUED);
          recv.waker = waker;
          receivers.add(recv);
        }
      }
    } finally {
      unlock();
    }
    wake(woken);
    return recv.phase();
  }

  private boolean dropSend(Send send) {
    Woken woken = new Woken();
    int phase;
    lock();
    try {
      phase = send.phase();
      if (phase == Waiter.QUEUED) {
        senders.remove(send);
      } else if (phase == Send.ADMITTED) {
        reserved--;
        admitSenders(woken);
      }
      send.waker = null;
      send.value = null;
      send.setPhase(Waiter.TAKEN);
    } finally {
      unlock();
    }
    woken.wakeAll();
    return phase != Waiter.DONE && phase != Waiter.TAKEN;
  }

  private void dropRecv(Recv recv) {
    Waker woken = null;
    lock();
    try {
      if (recv.phase() == Waiter.QUEUED) {
        receivers.remove(recv);
      } else if (recv.phase() == Waiter.DONE) {
        woken = giveBack(recv);
      }
      recv.waker = null;
      recv.value = null;
      recv.setPhase(Waiter.TAKEN);
    } finally {
      unlock();
    }
    wake(woken);
  }

  private void retreat(Recv recv, Waker last) {
    Waker woken = null;
    lock();
    try {
      if (recv.phase() == Waiter.QUEUED && recv.waker == last) {
        recv.setPhase(Waiter.NEW);
        receivers.remove(recv);
        recv.waker = null;
      } else if (recv.untake()) {
        woken = giveBack(recv);
        recv.value = null;
      }
    } finally {
      unlock();
    }
    wake(woken);
  }

  /** What a receive has got and does not want goes to the next one, or is the first to go. */
  private @Nullable Waker giveBack(Recv recv) {
    Waiter receiver = receivers.poll();
    if (receiver == null) {
      addFirst(recv.value);
      return null;
    }
    receiver.value = recv.value;
    return receiver.finish(Waiter.DONE);
  }

  /**
   * Ends sending: senders that wait and those that come later fail. What is buffered can still be
   * received; then receivers fail.
   *
   * @return false when it was closed before
   */
  public boolean close() {
    return close(null);
  }

  /**
   * The same.
   *
   * @param by who does it, for the errors that it leads to
   */
  public boolean close(@Nullable Object by) {
    Woken woken = new Woken();
    lock();
    try {
      if (closed) {
        return false;
      }
      closedBy(by);
      end(woken);
    } finally {
      unlock();
    }
    woken.wakeAll();
    return true;
  }

  private void end(Woken woken) {
    closed = true;
    senders.finishAll(Waiter.CLOSED, woken);
    receivers.finishAll(Waiter.CLOSED, woken);
  }

  // ---- the buffer

  private void grow() {
    if (size < buffer.length) {
      return;
    }
    Object[] larger = new Object[(int) Math.min(Math.max(capacity, size + 1L), size * 2L)];
    for (int i = 0; i < size; i++) {
      larger[i] = buffer[(head + i) % buffer.length];
    }
    buffer = larger;
    head = 0;
  }

  private void addLast(@Nullable Object value) {
    grow();
    int i = head + size++;
    buffer[i < buffer.length ? i : i - buffer.length] = value;
  }

  private void addFirst(@Nullable Object value) {
    grow();
    head = head == 0 ? buffer.length - 1 : head - 1;
    buffer[head] = value;
    size++;
  }

  private @Nullable Object removeFirst() {
    Object value = buffer[head];
    buffer[head] = null;
    head = head + 1 == buffer.length ? 0 : head + 1;
    size--;
    return value;
  }
}
