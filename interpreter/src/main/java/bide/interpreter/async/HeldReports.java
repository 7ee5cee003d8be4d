package bide.interpreter.async;

import bide.interpreter.BideContext;
import bide.interpreter.value.BideDuration;
import bide.interpreter.value.Text;
import bide.runtime.executor.HeldWorker;
import bide.runtime.executor.Worker;
import com.oracle.truffle.api.nodes.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Warns of tasks that hold their worker for long without an await, once for each place. One that is
 * in a loop of an async function is asked to give way first: it is reported only where it does not.
 * The task itself, when it comes to its next safepoint, looks where it is and says so; one that is
 * in library code comes to none before the call has ended, and is then not reported.
 */
final class HeldReports implements HeldWorker {
  private final BideContext context;
  private final String limit;

  /** The outermost and innermost lines of what has been reported. */
  private final Set<List<String>> told = ConcurrentHashMap.newKeySet();

  HeldReports(BideContext context, int limitMillis) {
    this.context = context;
    this.limit = Text.display(new BideDuration(TimeUnit.MILLISECONDS.toNanos(limitMillis)));
  }

  @Override
  public void suspected(Worker worker, Thread thread, long run) {
    inTask(
        worker,
        thread,
        run,
        (strand, location) -> {
          LoopWatch loops = SliceOverruns.loopsOf(location);
          if (loops != null) {
            strand.root().askToGiveWay();
            loops.begin();
          }
        });
  }

  @Override
  public void held(Worker worker, Thread thread, long run) {
    inTask(
        worker,
        thread,
        run,
        (strand, location) ->
            report(strand, Resting.indented(RunningStacks.stack(strand, location), "   ")));
  }

  private void inTask(
      Worker worker, Thread thread, long run, BiConsumer<Strand, @Nullable Node> action) {
    RunningStacks.inTask(
        context.env(),
        worker,
        thread,
        run,
        (strand, location) -> {
          if (!isForeground(strand)) {
            action.accept(strand, location);
          }
        });
  }

  /** Who types an input and waits for it knows that it takes long. */
  private boolean isForeground(Strand strand) {
    return context.isSession() && strand.root().info() == TaskReports.MAIN;
  }

  private void report(Strand strand, List<String> stack) {
    if (stack.isEmpty() || !told.add(withoutInnermostPlace(stack))) {
      return;
    }
    context.printError(
        "warning: "
            + Awaitables.describe(strand.root())
            + " has held its worker for more than "
            + limit
            + " without an await\n"
            + String.join("\n", stack)
            + "\n   help: give long work a thread of its own with `spawn_blocking`, or let others run with `yield_now().await`");
  }

  /** The innermost call goes on from line to line: all its places are one. */
  private static List<String> withoutInnermostPlace(List<String> stack) {
    String first = stack.getFirst();
    int place = first.indexOf(" (");
    List<String> key = new ArrayList<>(stack);
    key.set(0, place < 0 ? first : first.substring(0, place));
    return key;
  }
}
