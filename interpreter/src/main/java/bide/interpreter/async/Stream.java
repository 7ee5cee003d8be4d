package bide.interpreter.async;

/** What {@code for await} goes over: a channel, the lines of a connection. */
public interface Stream {
  /** The item after the last one. */
  Object END =
      new Object() {
        @Override
        public String toString() {
          return "<end of stream>";
        }
      };

  /** A future of the next item, or of {@link #END}. */
  bide.runtime.task.Future nextItem();
}
