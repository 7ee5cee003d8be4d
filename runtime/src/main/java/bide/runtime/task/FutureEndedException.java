package bide.runtime.task;

/** A future was polled although it has given its result, has failed or was dropped. */
@SuppressWarnings("serial")
public final class FutureEndedException extends IllegalStateException {
  private final String name;

  /**
   * @param name what made the future: "sleep"
   */
  public FutureEndedException(String name) {
    super("poll of a future of " + name + " that has ended");
    this.name = name;
  }

  public String name() {
    return name;
  }
}
