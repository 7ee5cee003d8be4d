package bide.runtime.task;

/**
 * A future that may be kept by somebody who does not wait for it now. Meanwhile it keeps its place
 * in a queue, or what it was given. When the task ends that has polled it last, it gives both back,
 * and is then as before its first poll: whoever has it by then, perhaps another task, may begin
 * again.
 */
public interface Pausable extends Future {
  /**
   * Nobody waits any more, but it is kept. By who has polled it.
   *
   * @return whether it keeps a place or a value
   */
  boolean pause();

  /** Whether it keeps a place or a value now; any thread, and out of date at once. */
  boolean keepsSomething();

  /**
   * Gives back its place and its value, unless another waker was registered after {@code last}. Any
   * thread, also while another one polls.
   */
  void retreat(Waker last);
}
