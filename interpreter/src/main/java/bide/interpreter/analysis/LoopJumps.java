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
 * between states.
 */
final class LoopJumps {
  private record LoopContext(@Nullable String label, Tree loop, int depth) {}

  private record Jump(Tree loop, List<Tree> inside) {}

  private final Resolver resolver;
  private final List<Jump> jumps = new ArrayList<>();

  /** Loops of the current function, innermost first. */
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

  void jump(Expr jump, @Nullable String label, String word, Span span) {
    for (LoopContext loop : loops) {
      if (label == null || label.equals(loop.label)) {
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
