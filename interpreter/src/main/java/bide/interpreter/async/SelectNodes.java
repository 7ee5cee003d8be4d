package bide.interpreter.async;

import bide.interpreter.error.BideException;
import bide.interpreter.node.BideNode;
import bide.interpreter.value.Nil;
import bide.runtime.task.Future;
import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.VirtualFrame;

/** What the states of a {@code select} are made of; its {@link Selection} lies in a slot. */
public final class SelectNodes {
  private SelectNodes() {}

  private abstract static class OfSelection extends StateNodes.SlotNode {
    OfSelection(int slot) {
      super(slot);
    }

    final Selection selection(VirtualFrame frame) {
      return selectionIn(slot, frame);
    }
  }

  private static Selection selectionIn(int slot, VirtualFrame frame) {
    return (Selection) frame.getObject(slot);
  }

  /** A new selection of {@code count} branches, all of them closed so far. */
  public static BideNode create(int count, boolean biased) {
    return new BideNode() {
      @Override
      public Object executeGeneric(VirtualFrame frame) {
        return new Selection(count, biased);
      }
    };
  }

  /**
   * Opens a branch.
   *
   * @param own the future is not held by a variable: when the branch loses it is dropped
   */
  public static BideNode add(int slot, int index, BideNode future, boolean own) {
    return new Add(slot, index, future, own);
  }

  private static final class Add extends OfSelection {
    @Child private BideNode future;
    private final int index;
    private final boolean own;

    /** The class of the first future that came here and is polled as it is; null for none yet. */
    @CompilationFinal private Class<?> leaf;

    Add(int slot, int index, BideNode future, boolean own) {
      super(slot);
      this.future = future;
      this.index = index;
      this.own = own;
    }

    @Override
    public Object executeGeneric(VirtualFrame frame) {
      Object awaitable = future.executeGeneric(frame);
      if (leaf == null && awaitable instanceof Future && !(awaitable instanceof Composite)) {
        CompilerDirectives.transferToInterpreterAndInvalidate();
        leaf = awaitable.getClass();
      }
      if (leaf != null && CompilerDirectives.isExact(awaitable, leaf)) {
        Object known = CompilerDirectives.castExact(awaitable, leaf);
        selection(frame).add(index, (Future) known, own);
      } else {
        add(selection(frame), awaitable);
      }
      return Nil.NIL;
    }

    @TruffleBoundary
    private void add(Selection selection, Object awaitable) {
      try {
        selection.add(index, Awaitables.selectable(awaitable, own), own);
      } catch (BideException error) {
        error.arisenAt(this);
        throw error;
      }
    }
  }

  /** Whether branch {@code index} has a value. */
  public static BideNode isWinner(int slot, int index) {
    return new StateNodes.SlotTest(slot) {
      @Override
      public boolean executeBoolean(VirtualFrame frame) {
        return selectionIn(slot, frame).winner() == index;
      }
    };
  }

  /** The value of the winner. */
  public static BideNode value(int slot) {
    return new OfSelection(slot) {
      @Override
      public Object executeGeneric(VirtualFrame frame) {
        return selection(frame).value();
      }
    };
  }

  /** The value of the winner does not fit: the other branches go on. */
  public static BideNode reject(int slot) {
    return new OfSelection(slot) {
      @Override
      public Object executeGeneric(VirtualFrame frame) {
        selection(frame).reject();
        return Nil.NIL;
      }
    };
  }

  /** Lets go of the losers: the selection to wait for until they have ended, or nil. */
  public static BideNode settle(int slot) {
    return new OfSelection(slot) {
      @Override
      public Object executeGeneric(VirtualFrame frame) {
        Selection selection = selection(frame);
        return selection.settle() ? selection : Nil.NIL;
      }
    };
  }

  /** No branch is left, and there is no {@code else}. */
  public static BideNode exhausted() {
    return new BideNode() {
      @Override
      public Object executeGeneric(VirtualFrame frame) {
        throw failure();
      }

      @TruffleBoundary
      private BideException failure() {
        BideException error = Selection.exhausted();
        error.arisenAt(this);
        return error;
      }
    };
  }
}
