package bide.interpreter.async;

import bide.interpreter.error.BideException;
import bide.interpreter.node.BideNode;
import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.VirtualFrame;

/** A call of {@code spawn} by its name: the task remembers the place. */
public final class SpawnNode extends BideNode {
  @Child private BideNode future;
  private final boolean discarded;
  @CompilationFinal private TaskInfo info;

  /**
   * @param discarded nobody keeps the handle, so nobody can observe the task's failure
   */
  public SpawnNode(BideNode future, boolean discarded) {
    this.future = future;
    this.discarded = discarded;
  }

  @Override
  public Object executeGeneric(VirtualFrame frame) {
    Object awaitable = future.executeGeneric(frame);
    if (info == null) {
      CompilerDirectives.transferToInterpreterAndInvalidate();
      String function = awaitable instanceof CallFuture call ? call.code().name() : null;
      info = new TaskInfo(function, getSourceSection(), getRootNode().getName(), discarded);
    }
    return spawn(strand(frame), awaitable);
  }

  @TruffleBoundary
  private Object spawn(Strand spawner, Object awaitable) {
    try {
      return TaskFunctions.spawn(spawner, awaitable, info);
    } catch (BideException error) {
      error.arisenAt(this);
      throw error;
    }
  }
}
