package bide.interpreter.async;

import bide.grammar.Diagnostic;
import bide.grammar.Span;
import bide.interpreter.BideContext;
import bide.interpreter.error.ErrorPrinter;
import com.oracle.truffle.api.source.SourceSection;
import java.util.Comparator;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Futures that were made and that nobody has run yet: those that are left when the program ends are
 * reported with the place that made them. {@link FirstFutures} says which are watched. Thread-safe.
 *
 * <p>Futures of a task that failed or was cancelled are left out: it may have ended before it came
 * to their await.
 */
public final class UnrunFutures {
  /** How many places are shown when the program ends. */
  private static final int SHOWN = 20;

  private static final Comparator<SourceSection> IN_ORDER =
      Comparator.comparing((SourceSection place) -> place.getSource().getName())
          .thenComparingInt(SourceSection::getCharIndex);

  private final Queue<Unrun> made = new ConcurrentLinkedQueue<>();

  /** One future; stands where its arguments will have the strand. */
  static final class Unrun {
    private final String function;
    private final SourceSection place;

    /** The task that made it; null once the future has run. */
    private volatile @Nullable Strand maker;

    /** The part of the main task that made it has ended well: an input of a session. */
    private boolean settled;

    private Unrun(String function, SourceSection place, Strand maker) {
      this.function = function;
      this.place = place;
      this.maker = maker;
    }

    void runs() {
      maker = null;
    }

    private boolean isLost() {
      Strand task = maker;
      return task != null && task.isFinished() && !task.isFailed() && !task.isCancelled();
    }
  }

  Unrun made(String function, SourceSection place, Strand maker) {
    Unrun future = new Unrun(function, place, maker.root());
    made.add(future);
    return future;
  }

  /**
   * An input of a session has ended; the main task, which made its futures, goes on.
   *
   * @param well otherwise its futures are left out, as those of a task would be
   */
  void inputEnded(Strand main, boolean well) {
    made.removeIf(
        future -> {
          Strand maker = future.maker;
          if (maker == main && !future.settled) {
            future.settled = well;
            return !well;
          }
          return maker == null;
        });
  }

  /** Reports what has never run. When all tasks have ended. */
  void report(BideContext context) {
    Map<SourceSection, String> lost = new TreeMap<>(IN_ORDER);
    for (Unrun future : made) {
      if (future.isLost()) {
        lost.putIfAbsent(future.place, future.function);
      }
    }
    made.clear();
    lost.entrySet().stream()
        .limit(SHOWN)
        .forEach(e -> context.printError(describe(e.getKey(), e.getValue())));
    if (lost.size() > SHOWN) {
      context.printError("… and futures of " + (lost.size() - SHOWN) + " more places never ran");
    }
  }

  private static String describe(SourceSection place, String function) {
    return ErrorPrinter.render(
        place.getSource(),
        new Diagnostic(
            Diagnostic.Severity.WARNING,
            "unrun-future",
            "a future of `" + function + "` that was made here never ran",
            Span.of(place.getCharIndex(), place.getCharEndIndex()),
            "write `.await` behind it, or `spawn(…)` it"));
  }
}
