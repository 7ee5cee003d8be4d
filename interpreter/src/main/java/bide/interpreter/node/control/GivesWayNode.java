package bide.interpreter.node.control;

import bide.interpreter.async.LoopWatch;
import bide.interpreter.node.BideNode;
import bide.interpreter.node.SlotWriter;
import com.oracle.truffle.api.frame.VirtualFrame;
import org.jspecify.annotations.Nullable;

/**
 * Runs a loop of an async function that does not wait, as the condition of its state: true when the
 * loop was left between two rounds, so that the state is to begin anew after others have run.
 */
public final class GivesWayNode extends BideNode {
  @Child private AbstractLoop loop;
  @Child private @Nullable SlotWriter result;

  /**
   * @param result takes the value of the loop at its end; null where nobody wants it
   * @param watch what tells the loop to give way
   */
  public GivesWayNode(AbstractLoop loop, @Nullable SlotWriter result, LoopWatch watch) {
    this.loop = loop;
    this.result = result;
    loop.giveWayBy(watch);
  }

  @Override
  public boolean executeBoolean(VirtualFrame frame) {
    Object value = loop.executeGeneric(frame);
    if (value == AbstractLoop.GAVE_WAY) {
      return true;
    }
    if (result != null) {
      result.write(frame, value);
    }
    return false;
  }

  @Override
  public Object executeGeneric(VirtualFrame frame) {
    return executeBoolean(frame);
  }
}
