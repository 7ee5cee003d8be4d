package bide.runtime.sync;

/** A send to a closed channel, or a receive from one that is closed and drained. */
public final class ChannelClosedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ChannelClosedException() {
    super("the channel is closed", null, false, false);
  }
}
