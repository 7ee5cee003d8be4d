package bide.runtime.executor;

import java.util.concurrent.ThreadLocalRandom;

/**
 * The only seam between the runtime and the system: time, randomness, threads, and how a thread
 * blocks. A test holds that nothing else in {@code bide.runtime} asks the system for these.
 * Implementations are thread-safe.
 */
public interface Platform {
  /** Something that blocks; see {@link #blocking}. */
  @FunctionalInterface
  interface Blocking {
    /**
     * @throws InterruptedException when interrupted before it had any effect, so that it can be run
     *     again from the start
     */
    void run() throws InterruptedException;
  }

  /** Monotonic nanoseconds of the real world. */
  long nanoTime();

  /** Milliseconds since 1970, UTC. */
  long wallMillis();

  /** 64 random bits; each worker takes a seed from here. */
  long random();

  /** A new thread, not started; {@code stackSize} in bytes, 0 for the default. */
  Thread newThread(Runnable body, String name, long stackSize);

  /**
   * Runs every park, select and wait of the runtime's threads. {@code action} is run again from the
   * start for as long as it ends by InterruptedException, between which the platform may do what
   * the interrupt was for.
   */
  void blocking(Blocking action);

  /** The plain JVM. Workers are daemon threads; interrupts have no meaning and are ignored. */
  static Platform system() {
    return SystemPlatform.INSTANCE;
  }

  /** The implementation behind {@link #system}. */
  final class SystemPlatform implements Platform {
    private static final SystemPlatform INSTANCE = new SystemPlatform();

    private SystemPlatform() {}

    @Override
    public long nanoTime() {
      return System.nanoTime();
    }

    @Override
    public long wallMillis() {
      return System.currentTimeMillis();
    }

    @Override
    public long random() {
      return ThreadLocalRandom.current().nextLong();
    }

    @Override
    public Thread newThread(Runnable body, String name, long stackSize) {
      Thread thread = new Thread(null, body, name, stackSize);
      thread.setDaemon(true);
      return thread;
    }

    @Override
    public void blocking(Blocking action) {
      for (; ; ) {
        try {
          action.run();
          return;
        } catch (InterruptedException spurious) {
          // Nobody interrupts these threads with a purpose; the status is cleared, so wait on.
        }
      }
    }
  }
}
