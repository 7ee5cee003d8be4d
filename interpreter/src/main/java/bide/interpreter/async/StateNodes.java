package bide.interpreter.async;

import bide.interpreter.error.BideException;
import bide.interpreter.error.Errors;
import bide.interpreter.library.Invoker;
import bide.interpreter.node.BideNode;
import bide.interpreter.node.Nodes;
import bide.interpreter.node.SlotAccess;
import bide.interpreter.node.call.InvokerNode;
import bide.interpreter.node.control.ErrorNodes;
import bide.interpreter.value.Kinds;
import bide.interpreter.value.Nil;
import bide.interpreter.value.Text;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.exception.AbstractTruffleException;
import com.oracle.truffle.api.frame.VirtualFrame;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Small nodes that only the lowering of async functions needs: they read what an earlier state left
 * in a slot.
 */
public final class StateNodes {
  private StateNodes() {}

  abstract static class SlotNode extends BideNode implements SlotAccess {
    final int slot;

    SlotNode(int slot) {
      this.slot = slot;
    }

    @Override
    public int readSlot() {
      return slot;
    }
  }

  /** A question about what is in a slot. */
  abstract static class SlotTest extends SlotNode {
    SlotTest(int slot) {
      super(slot);
    }

    @Override
    public final Object executeGeneric(VirtualFrame frame) {
      return executeBoolean(frame);
    }

    @Override
    public abstract boolean executeBoolean(VirtualFrame frame);
  }

  /** Whether the completion code in a slot is {@code code}. */
  public static BideNode isCode(int slot, long code) {
    return new SlotTest(slot) {
      @Override
      public boolean executeBoolean(VirtualFrame frame) {
        return frame.isLong(slot)
            ? frame.getLong(slot) == code
            : (Long) frame.getObject(slot) == code;
      }
    };
  }

  /** A part begins that cleans up, see {@link Strand#enterCleanup}. */
  public static BideNode enterCleanup() {
    return new BideNode() {
      @Override
      public Object executeGeneric(VirtualFrame frame) {
        strand(frame).enterCleanup();
        return Nil.NIL;
      }
    };
  }

  /** It has ended, in whatever way. */
  public static BideNode leaveCleanup() {
    return new BideNode() {
      @Override
      public Object executeGeneric(VirtualFrame frame) {
        strand(frame).leaveCleanup();
        return Nil.NIL;
      }
    };
  }

  /** Throws the error in a slot again. */
  public static BideNode rethrow(int slot) {
    return new SlotNode(slot) {
      @Override
      public Object executeGeneric(VirtualFrame frame) {
        throw (AbstractTruffleException) frame.getObject(slot);
      }
    };
  }

  /**
   * What goes on in place of the error in a slot, which was thrown after another one.
   *
   * @param earlier gives that
   */
  public static BideNode keepError(int slot, BideNode earlier) {
    return new KeepError(slot, earlier);
  }

  private static final class KeepError extends SlotNode {
    @Child private BideNode earlier;

    KeepError(int slot, BideNode earlier) {
      super(slot);
      this.earlier = earlier;
    }

    @Override
    public Object executeGeneric(VirtualFrame frame) {
      frame.setObject(
          slot,
          BideException.after(
              (AbstractTruffleException) frame.getObject(slot),
              earlier.executeGeneric(frame),
              Strand.runNow()));
      return Nil.NIL;
    }
  }

  /**
   * Throws the error in a slot, with which a loop is left, beside the one of closing what the loop
   * went over.
   *
   * @param later gives that
   */
  public static BideNode rethrowLeaving(int slot, BideNode later) {
    return new RethrowLeaving(slot, later);
  }

  private static final class RethrowLeaving extends SlotNode {
    @Child private BideNode later;

    RethrowLeaving(int slot, BideNode later) {
      super(slot);
      this.later = later;
    }

    @Override
    public Object executeGeneric(VirtualFrame frame) {
      throw BideException.leaving(
          (AbstractTruffleException) frame.getObject(slot),
          (AbstractTruffleException) later.executeGeneric(frame),
          Strand.runNow());
    }
  }

  /** Throws what is in a slot again unless scripts may catch it. */
  public static BideNode rethrowCancellation(int slot) {
    return new SlotNode(slot) {
      @Override
      public Object executeGeneric(VirtualFrame frame) {
        Object error = frame.getObject(slot);
        if (!(error instanceof BideException)) {
          throw (AbstractTruffleException) error;
        }
        return Nil.NIL;
      }
    };
  }

  /** No arm of a match fits the value in a slot. */
  public static BideNode noMatch(int slot) {
    return new SlotNode(slot) {
      @Override
      public Object executeGeneric(VirtualFrame frame) {
        throw failure(frame.getValue(slot));
      }

      @TruffleBoundary
      private BideException failure(Object value) {
        BideException error = Errors.match("no arm matches " + Text.quote(value));
        error.arisenAt(this);
        return error;
      }
    };
  }

  public static BideNode isNil(BideNode value) {
    return new IsNil(value);
  }

  private static final class IsNil extends BideNode {
    @Child private BideNode value;

    IsNil(BideNode value) {
      this.value = value;
    }

    @Override
    public Object executeGeneric(VirtualFrame frame) {
      return executeBoolean(frame);
    }

    @Override
    public boolean executeBoolean(VirtualFrame frame) {
      return value.executeGeneric(frame) == Nil.NIL;
    }
  }

  // ---------------------------------------------------------------- for await

  /** What {@code for await} goes over: a {@link Stream}. */
  public static BideNode asyncIterator(BideNode iterable) {
    return new AsyncIterator(iterable);
  }

  private static final class AsyncIterator extends BideNode {
    @Child private BideNode iterable;

    AsyncIterator(BideNode iterable) {
      this.iterable = iterable;
    }

    @Override
    public Object executeGeneric(VirtualFrame frame) {
      Object value = iterable.executeGeneric(frame);
      if (value instanceof Stream) {
        return value;
      }
      throw failure(value);
    }

    @TruffleBoundary
    private BideException failure(Object value) {
      BideException error = Errors.type("`for await` cannot go over " + Kinds.described(value));
      error.arisenAt(this);
      return error.withHelp(
          "it goes over what arrives in time: an `async gen fn`, a channel, lines of a connection; for values that are there, write `for`");
    }
  }

  public static BideNode nextFuture(int slot) {
    return new SlotNode(slot) {
      @Override
      public Object executeGeneric(VirtualFrame frame) {
        Stream stream = (Stream) frame.getObject(slot);
        return stream instanceof GeneratorStream generator ? generator.nextItem() : next(stream);
      }

      @TruffleBoundary
      private Object next(Stream stream) {
        return stream.nextItem();
      }
    };
  }

  /** Whether leaving the stream in a slot has something to run. */
  public static BideNode isOpen(int slot) {
    return new SlotTest(slot) {
      @Override
      public boolean executeBoolean(VirtualFrame frame) {
        return isOpen((Stream) frame.getObject(slot));
      }

      @TruffleBoundary
      private boolean isOpen(Stream stream) {
        return stream.isOpen();
      }
    };
  }

  /** A future of what leaving the stream in a slot has to run, or nil. */
  public static BideNode leave(int slot) {
    return new SlotNode(slot) {
      @Override
      public Object executeGeneric(VirtualFrame frame) {
        return leave((Stream) frame.getObject(slot));
      }

      @TruffleBoundary
      private Object leave(Stream stream) {
        return stream.leave();
      }
    };
  }

  /** Whether the item in a slot is the end of its stream. */
  public static BideNode isEnd(int slot) {
    return new SlotTest(slot) {
      @Override
      public boolean executeBoolean(VirtualFrame frame) {
        return frame.isObject(slot) && frame.getObject(slot) == Stream.END;
      }
    };
  }

  // ---------------------------------------------------------------- generators

  /** The coroutine that the call of an async generator was given, behind its parameters. */
  public static BideNode coroutine(int parameters) {
    return Nodes.argument(parameters);
  }

  /** Ends the coroutine in a slot, which has thrown. */
  public static BideNode endCoroutine(int slot) {
    return new SlotNode(slot) {
      @Override
      public Object executeGeneric(VirtualFrame frame) {
        ((Coroutine) frame.getObject(slot)).end();
        return Nil.NIL;
      }
    };
  }

  /** An error that a closed generator has thrown on its way out takes the place of the closing. */
  public static BideNode takeFailure(int slot) {
    return new SlotNode(slot) {
      @Override
      public Object executeGeneric(VirtualFrame frame) {
        if (frame.getObject(slot) instanceof ClosedException closed && closed.failure() != null) {
          frame.setObject(slot, closed.failure());
        }
        return Nil.NIL;
      }
    };
  }

  /** Whether the error in a slot is that the generator is being closed. */
  public static BideNode isClosing(int slot) {
    return new SlotTest(slot) {
      @Override
      public boolean executeBoolean(VirtualFrame frame) {
        return frame.getObject(slot) instanceof ClosedException;
      }
    };
  }

  // ---------------------------------------------------------------- defer

  /** Calls that run when the function ends, last first. */
  private static final class DeferStack {
    private final ArrayList<Object> calls = new ArrayList<>();

    @TruffleBoundary
    void push(Object function) {
      calls.add(function);
    }

    @TruffleBoundary
    Object pop() {
      return calls.removeLast();
    }

    @TruffleBoundary
    boolean isEmpty() {
      return calls.isEmpty();
    }
  }

  public static BideNode newDeferStack(int slot) {
    return new NewDeferStack(slot);
  }

  private static final class NewDeferStack extends BideNode implements SlotAccess {
    private final int slot;

    NewDeferStack(int slot) {
      this.slot = slot;
    }

    @Override
    public Object executeGeneric(VirtualFrame frame) {
      frame.setObject(slot, new DeferStack());
      return Nil.NIL;
    }

    @Override
    public int writtenSlot() {
      return slot;
    }
  }

  /** Puts a function onto the stack of deferred calls in a slot. */
  public static BideNode defer(int slot, BideNode function) {
    return new Defer(slot, function);
  }

  private static final class Defer extends SlotNode {
    @Child private BideNode function;

    Defer(int slot, BideNode function) {
      super(slot);
      this.function = function;
    }

    @Override
    public Object executeGeneric(VirtualFrame frame) {
      ((DeferStack) frame.getObject(slot)).push(function.executeGeneric(frame));
      return Nil.NIL;
    }
  }

  public static BideNode hasDeferred(int slot) {
    return new SlotTest(slot) {
      @Override
      public boolean executeBoolean(VirtualFrame frame) {
        return !((DeferStack) frame.getObject(slot)).isEmpty();
      }
    };
  }

  /** Calls the deferred function that was pushed last; its value may be a future. */
  public static BideNode callDeferred(int slot) {
    return new CallDeferred(slot);
  }

  private static final class CallDeferred extends SlotNode {
    @Child private Invoker invoker = InvokerNode.create();

    CallDeferred(int slot) {
      super(slot);
    }

    @Override
    public Object executeGeneric(VirtualFrame frame) {
      return invoker.invoke(strand(frame), ((DeferStack) frame.getObject(slot)).pop());
    }
  }

  /**
   * The body of a sync function, and behind it all that it has deferred.
   *
   * @param call as {@link #callDeferred} makes it
   */
  public static BideNode runDeferred(BideNode body, int slot, BideNode call) {
    return new RunDeferred(body, slot, call);
  }

  private static final class RunDeferred extends ErrorNodes.Guarded {
    private final int slot;
    @Child private BideNode call;

    RunDeferred(BideNode body, int slot, BideNode call) {
      super(body);
      this.slot = slot;
      this.call = call;
    }

    @Override
    protected @Nullable RuntimeException cleanUp(
        VirtualFrame frame, @Nullable RuntimeException exit) {
      DeferStack stack = (DeferStack) frame.getObject(slot);
      RuntimeException end = exit;
      while (!stack.isEmpty()) {
        try {
          call.executeVoid(frame);
        } catch (AbstractTruffleException later) {
          end = after(later, end); // the others still run
        }
      }
      return end;
    }
  }
}
