package bide.interpreter.async;

import bide.interpreter.error.AwaitPlace;
import bide.interpreter.error.Trace;
import bide.runtime.executor.Worker;
import com.oracle.truffle.api.RootCallTarget;
import com.oracle.truffle.api.ThreadLocalAction;
import com.oracle.truffle.api.Truffle;
import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.TruffleSafepoint;
import com.oracle.truffle.api.frame.FrameInstance;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.nodes.RootNode;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Where the code is that runs just now. Nobody stops for it: each thread tells it by itself, at its
 * next safepoint.
 */
final class RunningStacks {
  /** Calls of one stack that are read. */
  private static final int MOST_FRAMES = 200;

  private RunningStacks() {}

  /**
   * By task, and for functions on threads of their own by {@link BlockingCall#strand}. What is in
   * library code comes to no safepoint and is left out.
   *
   * @param place where it is called; null outside of code
   * @param patienceMillis how long threads may take to tell where they are
   */
  static Map<Strand, Trace> read(
      TruffleLanguage.Env env, @Nullable Node place, long patienceMillis) {
    Map<Strand, Trace> found = new ConcurrentHashMap<>();
    ThreadLocalAction read =
        new ThreadLocalAction(false, false) {
          @Override
          protected void perform(Access access) {
            Strand strand = Slices.runningCode();
            if (strand == null) {
              strand = BlockingCall.running();
            }
            if (strand != null) {
              found.put(strand.root(), stack(strand, access.getLocation()));
            }
          }
        };
    Future<Void> done = env.submitThreadLocal(null, read);
    TruffleSafepoint.setBlockedThreadInterruptible(
        place,
        future -> {
          try {
            future.get(patienceMillis, TimeUnit.MILLISECONDS);
          } catch (TimeoutException late) {
            // A thread in library code: the others have answered.
            future.cancel(false);
          } catch (ExecutionException e) {
            throw new IllegalStateException(e);
          }
        },
        done);
    return found;
  }

  static @Nullable RootNode rootOf(FrameInstance frame) {
    return frame.getCallTarget() instanceof RootCallTarget target ? target.getRootNode() : null;
  }

  /**
   * Does something on a worker's thread, at its next safepoint, with the strand whose code it is in
   * the middle of and the place where that is; nothing where it is in another run by then.
   *
   * @param run as in {@link Worker#runSeen}
   * @param action may throw what the strand is to throw there
   */
  static void inTask(
      TruffleLanguage.Env env,
      Worker worker,
      Thread thread,
      long run,
      BiConsumer<Strand, @Nullable Node> action) {
    var unused =
        env.submitThreadLocal(
            new Thread[] {thread},
            new ThreadLocalAction(true, false) {
              @Override
              protected void perform(Access access) {
                Strand strand = Slices.runningCode(worker, run);
                if (strand != null) {
                  action.accept(strand, access.getLocation());
                }
              }
            });
  }

  /**
   * The calls of this thread's stack, and those that wait for the outermost of them.
   *
   * @param location where the innermost call is; null if that is not known
   */
  static Trace stack(Strand running, @Nullable Node location) {
    Trace way = new Trace();
    int[] count = {0};
    Truffle.getRuntime()
        .iterateFrames(
            frame -> {
              RootNode root = rootOf(frame);
              if (root instanceof DriverRoot || count[0] >= MOST_FRAMES) {
                return frame;
              }
              if (root != null && !root.isInternal()) {
                Node node = frame.getCallNode();
                boolean innermost = count[0] == 0;
                if (innermost && node == null && location != null) {
                  node = location.getRootNode() == root ? location : null;
                }
                way.called(
                    root.getName(),
                    (node != null ? node : root).getEncapsulatingSourceSection(),
                    innermost,
                    AwaitPlace.isAwait(node));
                count[0]++;
              }
              return null;
            });
    Activation resumed = running.innermost;
    Resting.wayOn(way, resumed == null ? null : resumed.parent);
    return way;
  }
}
