package bide.runtime.sync;

import bide.runtime.task.Future;
import bide.runtime.task.Waker;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;

/** A channel of capacity 1; waiting operations are polled twice and dropped, as a select does. */
@Param(name = "value", gen = IntGen.class, conf = "1:3")
public class ChannelLincheckTest {
  private static final Waker NOBODY = () -> {};

  private final Channel<Integer> channel = new Channel<>(1);

  private static String show(Object result) {
    return String.valueOf(result);
  }

  @Operation
  public String trySend(@Param(name = "value") int value) {
    return show(channel.trySend(value));
  }

  @Operation
  public String sendLast(@Param(name = "value") int value) {
    return show(channel.sendLast(value));
  }

  @Operation
  public String tryRecv() {
    return show(channel.tryRecv());
  }

  @Operation
  public boolean close() {
    return channel.close();
  }

  @Operation
  public String recvOrDrop() {
    return pollOnce(channel.recv());
  }

  @Operation
  public String sendOrDrop(@Param(name = "value") int value) {
    return pollOnce(channel.send(value));
  }

  /** Held while nobody waits, as by a select that goes on with another branch. */
  @Operation
  public String sendAndHold(@Param(name = "value") int value) {
    Channel.Send send = channel.send(value);
    String outcome = pollOnce(send);
    return outcome + ", " + (outcome.equals("pending") && send.pause());
  }

  /** One poll is one atomic step, and a drop right after a pending one takes everything back. */
  private static String pollOnce(Future future) {
    try {
      Object result = future.poll(NOBODY);
      return result == Future.PENDING ? "pending" : show(result);
    } catch (ChannelClosedException e) {
      return "closed";
    }
  }

  @Test
  void every_interleaving_equals_some_order() {
    new ModelCheckingOptions()
        .threads(2)
        .actorsPerThread(3)
        .actorsBefore(2)
        .iterations(5)
        .invocationsPerIteration(100)
        .check(ChannelLincheckTest.class);
  }

  @Test
  void under_stress_every_outcome_equals_some_order() {
    new StressOptions()
        .threads(3)
        .actorsPerThread(3)
        .iterations(5)
        .invocationsPerIteration(100)
        .check(ChannelLincheckTest.class);
  }
}
