package bide.interpreter.async;

import bide.grammar.Span;
import bide.interpreter.error.AwaitPlace;
import bide.interpreter.error.BideException;
import bide.interpreter.error.Errors;
import bide.interpreter.function.FunctionCode;
import bide.interpreter.value.Nil;
import bide.runtime.task.Future;
import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.RootCallTarget;
import com.oracle.truffle.api.exception.AbstractTruffleException;
import com.oracle.truffle.api.nodes.DirectCallNode;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import com.oracle.truffle.api.nodes.IndirectCallNode;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.source.SourceSection;
import java.util.Arrays;

/**
 * The one place where code waits. Gives the result of what is awaited; or {@link #PENDING} where a
 * leaf is not ready; or an {@link Activation}, the outermost of a call that had to wait.
 *
 * <p>A call of an async function that has not started is called here, on the same stack. Where the
 * calls got too deep it is not called but handed up as an activation that has not started:
 * everything below saves itself, and the driver goes on from an empty stack.
 */
final class AwaitNode extends Node implements AwaitPlace {
  static final Object PENDING = Future.PENDING;

  /**
   * Direct calls on one stack. Deep enough that unwinding is rare, small enough for any stack and
   * for the caches.
   */
  static final int MAX_DIRECT_DEPTH = 256;

  private static final int INLINE_CACHE = 3;

  private final Span span;

  /** A value that cannot be awaited is its own result. */
  private final boolean lenient;

  /** Errors are caught in the calling function, which then goes on at its own depth. */
  private final boolean guarded;

  @Children private DirectCallNode[] calls = new DirectCallNode[0];
  @Child private IndirectCallNode otherCalls;
  @CompilationFinal private boolean tooDeep;
  @CompilationFinal private boolean polls;

  AwaitNode(Span span, boolean lenient, boolean guarded) {
    this.span = span;
    this.lenient = lenient;
    this.guarded = guarded;
  }

  Object execute(Strand strand, Object awaited) {
    if (awaited instanceof CallFuture future) {
      return call(strand, future);
    }
    if (lenient && awaited == Nil.NIL) {
      return awaited; // nothing to wait for
    }
    if (!polls) {
      CompilerDirectives.transferToInterpreterAndInvalidate();
      polls = true;
    }
    if (!(awaited instanceof Future)) {
      CallFuture driven = ByHand.callOf(awaited);
      if (driven != null) {
        return call(strand, driven);
      }
    }
    return poll(strand, awaited);
  }

  // ---------------------------------------------------------------- calls

  private Object call(Strand strand, CallFuture future) {
    Object[] arguments = future.start(strand);
    if (arguments == null) {
      return again(strand, future);
    }
    arguments[0] = strand;
    FunctionCode code = future.code();
    int depth = strand.depth;
    if (depth >= MAX_DIRECT_DEPTH || future.isBoxed()) {
      if (!tooDeep) {
        CompilerDirectives.transferToInterpreterAndInvalidate();
        tooDeep = true;
      }
      return unwind(strand, code, arguments);
    }
    strand.depth = depth + 1;
    if (!guarded) {
      // An error leaves the function, and with it this depth: whoever catches it restores its own.
      Object result = invoke(code, arguments);
      strand.depth = depth;
      return result;
    }
    try {
      return invoke(code, arguments);
    } finally {
      strand.depth = depth;
    }
  }

  /** The call has been started before: by a {@code select}, which may have left it. */
  @TruffleBoundary
  private Object again(Strand strand, CallFuture future) {
    if (future.started() == null) {
      throw at(Awaitables.startedTwice(future));
    }
    return poll(strand, future);
  }

  private Object unwind(Strand strand, FunctionCode code, Object[] arguments) {
    if (strand.isOverBudget()) {
      CompilerDirectives.transferToInterpreter();
      throw at(
          Errors.recursion(
              "await nested too deeply: the task's suspended calls fill the memory they may take"));
    }
    NotStarted call = new NotStarted(code, arguments);
    strand.innermost = call;
    return call;
  }

  @ExplodeLoop
  private Object invoke(FunctionCode code, Object[] arguments) {
    RootCallTarget target = code.target();
    DirectCallNode[] known = calls;
    for (int i = 0; i < known.length; i++) {
      if (known[i].getCallTarget() == target) {
        return known[i].call(arguments);
      }
    }
    if (otherCalls == null) {
      CompilerDirectives.transferToInterpreterAndInvalidate();
      DirectCallNode made = remember(target);
      if (made != null) {
        return made.call(arguments); // through a node, so that a trace finds the place
      }
    }
    return otherCalls.call(target, arguments);
  }

  /** The node for a target that has not been called here before; null once there are too many. */
  private DirectCallNode remember(RootCallTarget target) {
    return atomic(
        () -> {
          int count = calls.length;
          if (count == INLINE_CACHE) {
            otherCalls = insert(IndirectCallNode.create());
            return null;
          }
          DirectCallNode[] more = Arrays.copyOf(calls, count + 1);
          more[count] = insert(DirectCallNode.create(target));
          calls = more;
          return more[count];
        });
  }

  // ---------------------------------------------------------------- leaves

  @TruffleBoundary
  private Object poll(Strand strand, Object awaited) {
    Future leaf = Awaitables.leaf(awaited);
    if (leaf == null) {
      if (lenient) {
        return awaited;
      }
      throw at(Awaitables.notAwaitable(awaited));
    }
    if (strand.isCancelRequested() && strand.takeCancelRequest()) {
      throw strand.cancellation();
    }
    if (strand.spendBudget()) {
      // A task that never really waits gives way: it comes back to this leaf at the end of the
      // queue.
      strand.leaf = leaf;
      strand.yieldLater();
      return PENDING;
    }
    Object result;
    try {
      result = leaf.poll(strand);
    } catch (RuntimeException failure) {
      Object unused = Transfer.received(leaf, Nil.NIL, strand);
      throw comesBy(Awaitables.failure(failure, this));
    }
    if (result == PENDING) {
      strand.leaf = leaf;
      return PENDING;
    }
    return Transfer.received(leaf, Awaitables.result(result), strand);
  }

  /** An error that arose elsewhere, and whose way so far is known, goes on from here. */
  private AbstractTruffleException comesBy(AbstractTruffleException error) {
    return error instanceof BideException traced && traced.trace().isRead()
        ? traced.goingOn(this)
        : error;
  }

  private BideException at(BideException error) {
    error.arisenAt(this);
    return error;
  }

  @Override
  public SourceSection getSourceSection() {
    SourceSection function = getRootNode() == null ? null : getRootNode().getSourceSection();
    return span == null || function == null
        ? null
        : function.getSource().createSection(span.start(), span.length());
  }
}
