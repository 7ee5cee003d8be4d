package bide.interpreter.node.control;

import bide.interpreter.async.Strand;
import bide.interpreter.error.BideException;
import bide.interpreter.node.BideNode;
import bide.interpreter.node.Failures;
import bide.interpreter.node.PatternNode;
import bide.interpreter.node.SlotAccess;
import bide.interpreter.value.Nil;
import bide.interpreter.value.Text;
import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.exception.AbstractTruffleException;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.ControlFlowException;
import com.oracle.truffle.api.profiles.BranchProfile;
import org.jspecify.annotations.Nullable;

/** {@code throw}, {@code try}, {@code catch}, {@code finally}. */
public final class ErrorNodes {
  private ErrorNodes() {}

  /** What a stack that is used up means to a script. */
  @TruffleBoundary
  public static BideException recursion(BideNode place) {
    BideException error = new BideException("RecursionError", "recursion too deep");
    error.arisenAt(place);
    return error;
  }

  /**
   * An error that was caught is thrown again as it is, with its own trace; of one that others may
   * throw too it is a copy. Any other value becomes what an error carries.
   */
  public static final class Throw extends BideNode {
    @Child private BideNode value;

    public Throw(BideNode value) {
      this.value = value;
    }

    @Override
    public Object executeGeneric(VirtualFrame frame) {
      Object thrown = value.executeGeneric(frame);
      if (thrown instanceof BideException given) {
        BideException error = given.thrown();
        error.arisenAt(this); // one made by `error(…)` arises where it is thrown
        throw error;
      }
      throw wrap(thrown);
    }

    @TruffleBoundary
    private BideException wrap(Object thrown) {
      return new BideException("Error", Text.display(thrown).toString(), thrown, null, this);
    }
  }

  /** Cancellation is no BideException: {@code catch} does not see it. */
  public static final class TryCatch extends BideNode {
    private final int errorSlot;
    @Child private BideNode body;
    @Child private BideNode handler;
    private final BranchProfile failed = BranchProfile.create();

    public TryCatch(BideNode body, int errorSlot, BideNode handler) {
      this.body = body;
      this.errorSlot = errorSlot;
      this.handler = handler;
    }

    @Override
    public Object executeGeneric(VirtualFrame frame) {
      BideException caught;
      try {
        return body.executeGeneric(frame);
      } catch (BideException e) {
        failed.enter();
        caught = e;
      } catch (StackOverflowError e) {
        CompilerDirectives.transferToInterpreter();
        caught = recursion(this);
      } catch (OutOfMemoryError e) {
        CompilerDirectives.transferToInterpreter();
        caught = Failures.memory(body);
      }
      bide.interpreter.node.local.Slots.admit(
          frame, errorSlot, com.oracle.truffle.api.frame.FrameSlotKind.Object);
      frame.setObject(errorSlot, caught);
      return handler.executeGeneric(frame);
    }
  }

  /** See {@link bide.interpreter.node.Nodes#traceError}. */
  public static final class TraceError extends BideNode implements SlotAccess {
    private final int errorSlot;

    public TraceError(int errorSlot) {
      this.errorSlot = errorSlot;
    }

    @Override
    public int readSlot() {
      return errorSlot;
    }

    @Override
    public Object executeGeneric(VirtualFrame frame) {
      Strand.caught((BideException) frame.getObject(errorSlot));
      return Nil.NIL;
    }
  }

  /**
   * Cleans up however the body ends; what is thrown then takes the place of how the body ended, and
   * keeps the error that the body ended with.
   */
  public abstract static class Guarded extends BideNode {
    @Child private BideNode body;
    private final BranchProfile failed = BranchProfile.create();
    private final BranchProfile jumped = BranchProfile.create();

    protected Guarded(BideNode body) {
      this.body = body;
    }

    @Override
    public final Object executeGeneric(VirtualFrame frame) {
      Object result = null;
      RuntimeException exit = null;
      try {
        result = body.executeGeneric(frame);
      } catch (ControlFlowException e) {
        jumped.enter();
        exit = e;
      } catch (AbstractTruffleException e) {
        failed.enter();
        exit = e;
      } catch (StackOverflowError e) {
        CompilerDirectives.transferToInterpreter();
        exit = recursion(this);
      } catch (OutOfMemoryError e) {
        CompilerDirectives.transferToInterpreter();
        exit = Failures.memory(body);
      }
      Strand strand = strand(frame);
      strand.enterCleanup();
      try {
        exit = cleanUp(frame, exit);
      } finally {
        strand.leaveCleanup();
      }
      if (exit != null) {
        throw exit;
      }
      return result;
    }

    /**
     * Runs what is to run at the end.
     *
     * @param exit how the body ended: an error or a jump, null where it has a result
     * @return how all of it ends
     */
    protected abstract @Nullable RuntimeException cleanUp(
        VirtualFrame frame, @Nullable RuntimeException exit);

    /** An error that was thrown on the way out, with the one that was on its way. */
    protected final RuntimeException after(
        AbstractTruffleException later, @Nullable RuntimeException exit) {
      failed.enter();
      return BideException.after(later, exit, Strand.runNow());
    }
  }

  /** Runs a finalizer behind its body. */
  public static final class TryFinally extends Guarded {
    @Child private BideNode finalizer;

    public TryFinally(BideNode body, BideNode finalizer) {
      super(body);
      this.finalizer = finalizer;
    }

    @Override
    protected @Nullable RuntimeException cleanUp(
        VirtualFrame frame, @Nullable RuntimeException exit) {
      try {
        finalizer.executeVoid(frame);
        return exit;
      } catch (AbstractTruffleException later) {
        return after(later, exit);
      }
    }
  }

  /** The body of a {@code catch} with a pattern: an error that does not fit goes on. */
  public static final class RethrowIfUnmatched extends BideNode {
    private final int errorSlot;
    @Child private PatternNode pattern;
    @Child private BideNode handler;

    public RethrowIfUnmatched(PatternNode pattern, int errorSlot, BideNode handler) {
      this.pattern = pattern;
      this.errorSlot = errorSlot;
      this.handler = handler;
    }

    @Override
    public Object executeGeneric(VirtualFrame frame) {
      BideException error = (BideException) frame.getObject(errorSlot);
      if (pattern.match(frame, error)) {
        return handler.executeGeneric(frame);
      }
      throw error;
    }
  }
}
