package bide.interpreter.node.control;

import bide.interpreter.async.Strand;
import bide.interpreter.error.BideException;
import bide.interpreter.node.BideNode;
import bide.interpreter.node.Failures;
import bide.interpreter.node.JumpTarget;
import bide.interpreter.node.SlotAccess;
import bide.interpreter.node.SlotWriter;
import bide.interpreter.node.local.Slots;
import bide.interpreter.value.Nil;
import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.exception.AbstractTruffleException;
import com.oracle.truffle.api.frame.FrameSlotKind;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.ControlFlowException;
import org.jspecify.annotations.Nullable;

/** {@code for}, whole and in the parts that a loop with awaits in it is made of. */
public final class IterationNodes {
  private IterationNodes() {}

  /** Gives a {@link Cursor} over what the child gives. */
  public static final class Begin extends BideNode {
    @Child private BideNode iterable;
    @Child private CursorNode cursors = new CursorNode();

    public Begin(BideNode iterable) {
      this.iterable = iterable;
    }

    @Override
    public Object executeGeneric(VirtualFrame frame) {
      return cursors.over(iterable.executeGeneric(frame), iterable);
    }
  }

  /** Stores the next item; false at the end. */
  public static final class Advance extends BideNode implements SlotAccess {
    private final int cursorSlot;
    @Child private SlotWriter item;
    @Child private CursorNode cursors = new CursorNode();

    public Advance(int cursorSlot, int itemSlot) {
      this.cursorSlot = cursorSlot;
      this.item = SlotWriter.create(itemSlot);
    }

    @Override
    public int readSlot() {
      return cursorSlot;
    }

    @Override
    public boolean executeBoolean(VirtualFrame frame) {
      return cursors.advance(frame, cursorSlot, item);
    }

    @Override
    public Object executeGeneric(VirtualFrame frame) {
      return executeBoolean(frame);
    }
  }

  /** Leaves the loop of a cursor. */
  public static final class Close extends BideNode implements SlotAccess {
    private final int cursorSlot;
    @Child private CursorNode cursors = new CursorNode();

    public Close(int cursorSlot) {
      this.cursorSlot = cursorSlot;
    }

    @Override
    public int readSlot() {
      return cursorSlot;
    }

    @Override
    public Object executeGeneric(VirtualFrame frame) {
      cursors.close(frame, cursorSlot);
      return Nil.NIL;
    }
  }

  /** Whether leaving the loop of a cursor has something to run. */
  public static final class MayClose extends BideNode implements SlotAccess {
    private final int cursorSlot;
    @Child private CursorNode cursors = new CursorNode();

    public MayClose(int cursorSlot) {
      this.cursorSlot = cursorSlot;
    }

    @Override
    public int readSlot() {
      return cursorSlot;
    }

    @Override
    public boolean executeBoolean(VirtualFrame frame) {
      return cursors.mayClose(frame, cursorSlot);
    }

    @Override
    public Object executeGeneric(VirtualFrame frame) {
      return executeBoolean(frame);
    }
  }

  /** A whole loop, or the rounds of one that {@link Begin} has begun and {@link Close} ends. */
  public static final class ForEach extends AbstractLoop implements SlotAccess {
    private final int cursorSlot;
    @Child private @Nullable BideNode iterable;
    @Child private SlotWriter item;
    @Child private CursorNode cursors = new CursorNode();
    @Child private BideNode bind;

    /** Has gone over something that is to be closed. */
    @CompilationFinal private boolean closes;

    /**
     * @param iterable null where the slot has its cursor
     * @param bind takes the item in its slot apart; null where the slot is the variable
     */
    public ForEach(
        @Nullable BideNode iterable,
        int cursorSlot,
        int itemSlot,
        BideNode bind,
        BideNode body,
        JumpTarget target) {
      super(body, target);
      this.cursorSlot = cursorSlot;
      this.iterable = iterable;
      this.item = SlotWriter.create(itemSlot);
      this.bind = bind;
    }

    @Override
    public int readSlot() {
      return cursorSlot;
    }

    @Override
    public Object executeGeneric(VirtualFrame frame) {
      if (iterable == null) {
        ownCursor(frame);
        return run(frame);
      }
      Cursor cursor = cursors.over(iterable.executeGeneric(frame), iterable);
      Slots.admit(frame, cursorSlot, FrameSlotKind.Object);
      frame.setObject(cursorSlot, cursor);
      Object result = cursor.mayClose() ? runAndClose(frame) : run(frame);
      frame.setObject(cursorSlot, null);
      return result;
    }

    private Object runAndClose(VirtualFrame frame) {
      if (!closes) {
        CompilerDirectives.transferToInterpreterAndInvalidate();
        closes = true;
      }
      Object result;
      try {
        result = run(frame);
      } catch (ControlFlowException left) {
        cursors.close(frame, cursorSlot);
        throw left;
      } catch (AbstractTruffleException left) {
        throw closeAfter(left, frame);
      } catch (StackOverflowError e) {
        CompilerDirectives.transferToInterpreter();
        throw closeAfter(ErrorNodes.recursion(this), frame);
      } catch (OutOfMemoryError e) {
        CompilerDirectives.transferToInterpreter();
        throw closeAfter(Failures.memory(this), frame);
      }
      cursors.close(frame, cursorSlot);
      return result;
    }

    /** What goes on where the loop is left by an error. */
    private AbstractTruffleException closeAfter(AbstractTruffleException left, VirtualFrame frame) {
      try {
        cursors.close(frame, cursorSlot);
      } catch (AbstractTruffleException later) {
        return BideException.leaving(left, later, Strand.runNow());
      }
      return left;
    }

    @Override
    boolean next(VirtualFrame frame) {
      if (!cursors.advance(frame, cursorSlot, item)) {
        return false;
      }
      if (bind != null) {
        bind.executeVoid(frame);
      }
      return true;
    }

    @Override
    public Object executeOSR(VirtualFrame osrFrame, int place, Object interpreterState) {
      ownCursor(osrFrame);
      return run(osrFrame);
    }

    /**
     * Goes on with a cursor that compiled code can take apart; it goes back into the frame when the
     * loop is left.
     */
    private void ownCursor(VirtualFrame frame) {
      frame.setObject(cursorSlot, cursors.at(frame, cursorSlot).copy());
    }
  }
}
