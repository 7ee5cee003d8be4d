package bide.interpreter.node.control;

import bide.interpreter.async.LoopWatch;
import bide.interpreter.node.BideNode;
import bide.interpreter.node.JumpTarget;
import bide.interpreter.node.local.Slots;
import bide.interpreter.value.Nil;
import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.TruffleSafepoint;
import com.oracle.truffle.api.frame.Frame;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.BytecodeOSRNode;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import com.oracle.truffle.api.nodes.LoopNode;
import com.oracle.truffle.api.nodes.NodeUtil;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What all loops share: rounds, jumps, and on-stack replacement, so that a main program that is
 * called once gets compiled. Truffle's RepeatingNode would run replaced code on the frame on the
 * heap; as a bytecode OSR node the loop gets a frame of its own, in registers. All state of a loop
 * is therefore in slots.
 */
public abstract class AbstractLoop extends BideNode implements BytecodeOSRNode, OuterLoop {
  /** What a loop gives that was left between two rounds. */
  static final Object GAVE_WAY = new Object();

  /** What a run in replaced code, whose rounds are not counted, weighs in the loop around it. */
  private static final int REPLACED_ROUNDS = 1024;

  private final JumpTarget target;
  @Child private BideNode body;
  @CompilationFinal private Object osrMetadata;
  @CompilationFinal private int firstOwnSlot;
  @CompilationFinal private int ownSlotsEnd;

  /**
   * The loop around this one in the same function; this one while that is not known, null where
   * there is none.
   */
  private OuterLoop enclosing = this;

  /**
   * Rounds that loops within this one have interpreted since its last round ended. A guess: threads
   * may miss each other's.
   */
  private int innerRounds;

  /** Tells a loop that can be left between two rounds to give way; null for others. */
  @CompilationFinal private @Nullable LoopWatch watch;

  AbstractLoop(BideNode body, JumpTarget target) {
    this.body = body;
    this.target = target;
  }

  /**
   * Names the slots whose variables live inside one round, from {@code first} up to, not including,
   * {@code end}. Compiled code forgets them at the end of a round: it would otherwise carry each
   * into the next one, in a register or on the stack.
   */
  public final void setOwnSlots(int first, int end) {
    firstOwnSlot = first;
    ownSlotsEnd = end;
  }

  @ExplodeLoop
  private void forgetOwnSlots(VirtualFrame frame) {
    if (CompilerDirectives.inCompiledCode()) {
      for (int slot = firstOwnSlot; slot < ownSlotsEnd; slot++) {
        frame.clear(slot);
      }
    }
  }

  /** Lets the loop give way when {@code by} says so: it is then left with {@link #GAVE_WAY}. */
  final void giveWayBy(LoopWatch by) {
    watch = by;
  }

  /** Prepares the next round; false ends the loop. */
  abstract boolean next(VirtualFrame frame);

  final Object run(VirtualFrame frame) {
    if (target.isBroken()) {
      try {
        return runRounds(frame);
      } catch (BreakException e) {
        if (e.target() != target) {
          throw e;
        }
        return e.value();
      }
    }
    return runRounds(frame);
  }

  private Object runRounds(VirtualFrame frame) {
    int rounds = 0;
    try {
      forgetOwnSlots(frame);
      while (next(frame)) {
        runBody(frame);
        forgetOwnSlots(frame);
        if (CompilerDirectives.hasNextTier()) {
          rounds++;
        }
        if (watch != null && watch.givesWay(frame)) {
          return GAVE_WAY;
        }
        if (CompilerDirectives.inInterpreter()) {
          TruffleSafepoint.poll(this);
          Object result = tryReplacement(frame);
          if (result != null) {
            rounds += REPLACED_ROUNDS;
            return result;
          }
        }
      }
      return Nil.NIL;
    } finally {
      int counted = rounds < 0 ? Integer.MAX_VALUE : rounds; // a loop of hours counts too far
      if (CompilerDirectives.inInterpreter()) {
        reportToEnclosing(counted);
      }
      if (CompilerDirectives.hasNextTier()) {
        LoopNode.reportLoopCount(this, counted);
      }
    }
  }

  /** Goes on in compiled code, if there is some; null if not. */
  private Object tryReplacement(VirtualFrame frame) {
    int weight = 1 + innerRounds;
    innerRounds = 0;
    return BytecodeOSRNode.pollOSRBackEdge(this, weight)
        ? BytecodeOSRNode.tryOSR(this, 0, null, null, frame)
        : null;
  }

  private void reportToEnclosing(int rounds) {
    if (enclosing == this) {
      enclosing = NodeUtil.findParent(this, OuterLoop.class);
    }
    if (enclosing != null) {
      enclosing.addInnerRounds(rounds);
    }
  }

  @Override
  public void addInnerRounds(int rounds) {
    innerRounds = OuterLoop.sum(innerRounds, rounds);
  }

  private void runBody(VirtualFrame frame) {
    if (target.isContinued()) {
      try {
        body.executeVoid(frame);
      } catch (ContinueException e) {
        if (e.target() != target) {
          throw e;
        }
      }
    } else {
      body.executeVoid(frame);
    }
  }

  @Override
  public Object executeOSR(VirtualFrame osrFrame, int place, Object interpreterState) {
    return run(osrFrame);
  }

  /**
   * Truffle's own way gives the compiled code up each time that it is left, which an inner loop
   * would pay for in each round.
   */
  @Override
  @ExplodeLoop
  public void restoreParentFrame(VirtualFrame osrFrame, VirtualFrame parentFrame) {
    int slots = osrFrame.getFrameDescriptor().getNumberOfSlots();
    for (int slot = 0; slot < slots; slot++) {
      Slots.copy(osrFrame, parentFrame, slot);
    }
  }

  @Override
  public Object getOSRMetadata() {
    return osrMetadata;
  }

  @Override
  public void setOSRMetadata(Object metadata) {
    osrMetadata = metadata;
  }

  /**
   * The strand, the captures and the arguments stay where nodes look for them; the frame comes
   * after them.
   */
  @Override
  public Object[] storeParentFrameInArguments(VirtualFrame parentFrame) {
    Object[] arguments = parentFrame.getArguments();
    Object[] extended = Arrays.copyOf(arguments, arguments.length + 1);
    extended[arguments.length] = parentFrame;
    return extended;
  }

  @Override
  public Frame restoreParentFrameFromArguments(Object[] arguments) {
    return (Frame) arguments[arguments.length - 1];
  }
}
