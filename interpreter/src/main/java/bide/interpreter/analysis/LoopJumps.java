package bide.interpreter.analysis;

import bide.grammar.Span;
import bide.grammar.tree.Expr;
import bide.grammar.tree.Tree;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which loop each {@code break} and {@code continue} leaves, and which of these jumps must be edges
 * between states. No jump leaves a {@code finally} part: an error that is on its way, or a
 * cancellation, would be lost without a word.
 */
final class LoopJumps {
  /**
   * @param loop null for the {@code finally} part of a {@code try}
   */
  private record LoopContext(@Nullable String label, @Nullable Tree loop, int depth) {}

  private record Jump(Tree loop, List<Tree> inside) {}

  private final Resolver resolver;
  private final List<Jump> jumps = new ArrayList<>();

  /** Loops and {@code finally} parts of the current function around a place, innermost first. */
  private Deque<LoopContext> loops = new ArrayDeque<>();

  LoopJumps(Resolver resolver) {
    this.resolver = resolver;
  }

  /** Resolves the body of a function, which no jump leaves. */
  void inFunction(Runnable body) {
    Deque<LoopContext> saved = loops;
    loops = new ArrayDeque<>();
    body.run();
    loops = saved;
  }

  /** Whether a loop around the current place has that label. */
  boolean isLabel(String name) {
    return loops.stream().anyMatch(loop -> name.equals(loop.label));
  }

  void inLoop(@Nullable String label, Tree loop, Runnable body) {
    loops.push(new LoopContext(label, loop, resolver.path().size()));
    body.run();
    loops.pop();
  }

  /** Resolves a {@code finally} part. */
  void inFinally(Runnable body) {
    loops.push(new LoopContext(null, null, 0));
    body.run();
    loops.pop();
  }

  /** A {@code return} at the current place. */
  void leavesFunction(Span span) {
    if (loops.stream().anyMatch(around -> around.loop == null)) {
      leavesFinally("return", span);
    }
  }

  private void leavesFinally(String word, Span span) {
    resolver.error(
        "jump-out-of-finally",
        "`"
            + word
            + "` leaves a `finally` part, which would lose an error or a cancellation on its way",
        span,
        "put it behind the `try`");
  }

  void jump(Expr jump, @Nullable String label, String word, Span span) {
    boolean inFinally = false;
    for (LoopContext loop : loops) {
      if (loop.loop == null) {
        inFinally = true;
      } else if (label == null || label.equals(loop.label)) {
        if (inFinally) {
          leavesFinally(word, span);
        }
        resolver.result().jumps.put(jump, loop.loop);
        jumps.add(
            new Jump(
                loop.loop,
                List.copyOf(resolver.path().subList(loop.depth, resolver.path().size()))));
        return;
      }
    }
    if (label != null) {
      List<String> labels = new ArrayList<>();
      loops.stream().map(LoopContext::label).filter(Objects::nonNull).forEach(labels::add);
      resolver.error(
          "unknown-label",
          "no enclosing loop is labelled `'" + label + "`",
          span,
          Resolver.didYouMean(labelled(Suggestions.closest(label, labels))));
    } else {
      resolver.error("jump-outside-loop", "`" + word + "` stands outside a loop", span, null);
    }
  }

  private static @Nullable String labelled(@Nullable String label) {
    return label == null || label.isEmpty() ? null : "'" + label;
  }

  /** A jump out of a loop that became states must itself be an edge between states. */
  void spreadJumps() {
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Jump jump : jumps) {
        if (resolver.result().suspends(jump.loop)) {
          changed |= resolver.result().suspending.addAll(jump.inside);
        }
      }
    }
  }
}
