package bide.runtime.sync;

import org.jspecify.annotations.Nullable;

/** A send to a closed channel, or a receive from one that is closed and drained. */
public final class ChannelClosedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient @Nullable Object by;

  ChannelClosedException(@Nullable Object by) {
    super("the channel is closed", null, false, false);
    this.by = by;
  }

  /** Who closed it, as given to {@code close}; null where that is not known. */
  public @Nullable Object by() {
    return by;
  }
}
