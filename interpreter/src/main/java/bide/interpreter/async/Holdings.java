package bide.interpreter.async;

import bide.runtime.task.Pausable;
import bide.runtime.task.Waker;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one task holds and has to release when it ends at the latest; made when the task takes the
 * first such thing. What was released meanwhile stays in the list until there is need for its
 * place, so that a release by any thread does not have to find it. Thread-safe: a call that goes on
 * in another task takes along what it holds.
 */
final class Holdings {
  /** From this size on, what was released is looked for whenever the list has doubled. */
  private static final int FIRST_PRUNE = 16;

  /**
   * @param host the call that may be paused which has taken it; null for none
   */
  private record Entry(Held held, @Nullable StartedCall host) {}

  /**
   * A future of the runtime that was polled and is kept, though nobody waits for it.
   *
   * @param last the waker that it was polled with
   * @param host as above
   */
  private record Kept(Pausable future, Waker last, @Nullable StartedCall host) {}

  private final List<Entry> entries = new ArrayList<>(2);

  /**
   * Those that are left give back what they have got when the task ends. By future, as a loop may
   * poll the same ones again and again; null for none so far.
   */
  private @Nullable Map<Pausable, Kept> kept;

  private int pruneKeptAt = FIRST_PRUNE;

  private int pruneAt = FIRST_PRUNE;

  /** Calls that have begun and may be paused; those that are left are cancelled with the task. */
  private @Nullable Set<StartedCall> calls;

  synchronized void add(Held held, @Nullable StartedCall host) {
    Entry entry = new Entry(held, host);
    int last = entries.size() - 1;
    if (last >= 0 && entries.get(last).held.isReleased()) {
      entries.set(last, entry); // a lock taken again and again needs one place
      return;
    }
    if (entries.size() == pruneAt) {
      entries.removeIf(e -> e.held.isReleased());
      pruneAt = Math.max(FIRST_PRUNE, 2 * entries.size());
    }
    entries.add(entry);
  }

  synchronized void add(Pausable future, Waker last, @Nullable StartedCall host) {
    if (kept == null) {
      kept = new LinkedHashMap<>();
    }
    kept.put(future, new Kept(future, last, host));
    if (kept.size() == pruneKeptAt) {
      kept.keySet().removeIf(f -> !f.keepsSomething());
      pruneKeptAt = Math.max(FIRST_PRUNE, 2 * kept.size());
    }
  }

  synchronized void add(StartedCall call) {
    if (calls == null) {
      calls = new LinkedHashSet<>();
    }
    calls.add(call);
  }

  synchronized void remove(StartedCall call) {
    if (calls != null) {
      calls.remove(call);
    }
  }

  /** Those that are no parts of others, which end before their parts do. */
  synchronized List<StartedCall> outermostCalls() {
    return calls == null ? List.of() : calls.stream().filter(c -> !c.isWithin(calls)).toList();
  }

  /**
   * Gives {@code task} everything that {@code call}, or a call within it, holds, and those calls.
   */
  void moveTo(Strand task, StartedCall call) {
    List<Entry> moved = new ArrayList<>();
    List<StartedCall> movedCalls = new ArrayList<>();
    List<Kept> movedFutures = new ArrayList<>();
    synchronized (this) {
      if (kept != null) {
        kept.values().removeIf(k -> StartedCall.isWithin(k.host, call) && movedFutures.add(k));
      }
      entries.removeIf(entry -> StartedCall.isWithin(entry.host, call) && moved.add(entry));
      if (calls != null) {
        calls.removeIf(c -> StartedCall.isWithin(c, call) && movedCalls.add(c));
      }
    }
    // Not under the lock: that task may be about to take a call from this one.
    for (Entry entry : moved) {
      task.holds(entry.held, entry.host);
    }
    for (Kept k : movedFutures) {
      task.keeps(k.future, k.last, k.host);
    }
    for (StartedCall c : movedCalls) {
      c.moveTo(task);
      task.owns(c);
    }
  }

  /** What is held now. */
  synchronized List<Held> now() {
    return entries.stream().map(Entry::held).filter(held -> !held.isReleased()).toList();
  }

  void releaseAll() {
    List<Entry> all;
    Collection<Kept> futures;
    synchronized (this) {
      all = List.copyOf(entries);
      entries.clear();
      futures = kept == null ? List.of() : kept.values();
      kept = null;
    }
    for (Kept k : futures) {
      k.future.retreat(k.last);
    }
    // Last taken, first released. Not under the lock: a release wakes others.
    for (Entry entry : all.reversed()) {
      entry.held.release();
    }
  }
}
