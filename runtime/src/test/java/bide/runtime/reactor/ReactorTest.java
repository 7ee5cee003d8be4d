package bide.runtime.reactor;

import static org.junit.jupiter.api.Assertions.assertTrue;

import bide.runtime.executor.Platform;
import bide.runtime.task.WakeList;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ReactorTest {
  /** Only so that a wait that does not end fails the test. */
  private static final long PATIENCE_MILLIS = 60_000;

  @Test
  void wakeup_together_with_an_interrupt_ends_the_wait() throws InterruptedException {
    AtomicReference<Reactor> reactor = new AtomicReference<>();
    Platform interrupting =
        new ForwardingPlatform() {
          @Override
          public void blocking(Blocking action) {
            reactor.get().wakeup();
            Thread.currentThread().interrupt();
            super.blocking(action);
          }
        };
    reactor.set(new Reactor(interrupting));
    Thread poller =
        Thread.ofPlatform().daemon().start(() -> reactor.get().poll(-1, new WakeList()));
    assertTrue(poller.join(Duration.ofMillis(PATIENCE_MILLIS)), "the wakeup was lost");
    reactor.get().close();
  }

  private static class ForwardingPlatform implements Platform {
    private final Platform system = Platform.system();

    @Override
    public long nanoTime() {
      return system.nanoTime();
    }

    @Override
    public long wallMillis() {
      return system.wallMillis();
    }

    @Override
    public long random() {
      return system.random();
    }

    @Override
    public Thread newThread(Runnable body, String name, long stackSize) {
      return system.newThread(body, name, stackSize);
    }

    @Override
    public void blocking(Blocking action) {
      system.blocking(action);
    }
  }
}
