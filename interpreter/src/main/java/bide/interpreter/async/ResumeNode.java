package bide.interpreter.async;

import bide.interpreter.async.Coroutine.Wants;
import bide.interpreter.ownership.OwnerCheck;
import bide.interpreter.value.Nil;
import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.nodes.Node;

/**
 * The one place where a generator is resumed. Gives what it yields or returns, in the form that was
 * asked for; of an async generator also an {@link Activation}, when it had to wait. Errors of the
 * resuming itself have no place; the caller adds it.
 */
public final class ResumeNode extends Node {
  private final OwnerCheck owner = new OwnerCheck();
  private static final ResumeNode UNCACHED =
      new ResumeNode(TargetCalls.uncached(), TargetCalls.uncached());

  @Child private TargetCalls starts;
  @Child private TargetCalls resumes;

  private ResumeNode(TargetCalls starts, TargetCalls resumes) {
    this.starts = starts;
    this.resumes = resumes;
  }

  public static ResumeNode create() {
    return new ResumeNode(new TargetCalls(), new TargetCalls());
  }

  /** For places that own no nodes; to be used behind a boundary, from any thread. */
  public static ResumeNode getUncached() {
    return UNCACHED;
  }

  @Override
  public boolean isAdoptable() {
    return this != UNCACHED;
  }

  /**
   * @param value what the {@code yield} gives inside the generator; nil where nothing is handed in
   */
  public Object resume(Strand strand, Coroutine coroutine, Wants wants, Object value) {
    owner.write(coroutine, strand, null);
    if (coroutine.isAtYield()) {
      Activation activation = coroutine.take(wants);
      Object[] arguments = {strand, activation, value, coroutine};
      try {
        return resumes.call(activation.layout.root.getCallTarget(), arguments);
      } catch (Throwable failure) {
        coroutine.end();
        throw failure;
      }
    }
    if (coroutine.isNew()) {
      if (value != Nil.NIL) {
        CompilerDirectives.transferToInterpreter();
        throw coroutine.notAtYield();
      }
      try {
        return starts.call(coroutine.code().target(), coroutine.start(strand, wants));
      } catch (Throwable failure) {
        coroutine.end();
        throw failure;
      }
    }
    if (!coroutine.isEnded()) {
      CompilerDirectives.transferToInterpreter();
      throw coroutine.running();
    }
    return coroutine.atEnd(wants);
  }

  /**
   * Ends a generator that nobody wants more of: runs its {@code finally} and {@code defer} parts.
   * Nothing happens where it has ended already.
   */
  public Object close(Strand strand, Coroutine coroutine) {
    owner.write(coroutine, strand, null);
    if (coroutine.isAtYield()) {
      return closeAtYield(strand, coroutine);
    }
    if (coroutine.isNew()) {
      coroutine.end();
    } else if (!coroutine.isEnded()) {
      CompilerDirectives.transferToInterpreter();
      throw coroutine.running();
    }
    return Nil.NIL;
  }

  private Object closeAtYield(Strand strand, Coroutine coroutine) {
    Activation activation = coroutine.take(Wants.CLOSE);
    Object[] arguments = {strand, activation, closing(), coroutine};
    try {
      return resumes.call(activation.layout.root.getCallTarget(), arguments);
    } catch (ClosedException closed) {
      coroutine.end();
      if (closed.failure() != null) {
        throw closed.failure();
      }
      return Nil.NIL;
    } catch (Throwable failure) {
      coroutine.end();
      throw failure;
    }
  }

  @TruffleBoundary
  private static Thrown closing() {
    return new Thrown(new ClosedException());
  }
}
