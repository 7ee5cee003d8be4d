package bide.interpreter.async;

import bide.grammar.Span;
import bide.interpreter.node.BideNode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The states of one async function while the compiler makes them, and the passes over them:
 * unreachable states are dropped, states are numbered in the order in which they were begun (so
 * that a loop's edge back goes to a smaller number), liveness says what each await must save.
 */
public final class StateGraph {
  /** A state in the making. */
  public static final class Draft {
    int kind = -1;
    int index;
    int next = -1;
    int otherwise = -1;
    int handler = -1;
    int errorSlot = -1;
    int resultSlot = -1;
    boolean lenient;
    Span awaitSpan;

    /** The loop that begins here, in the source; null where none does, or where it has no place. */
    public @Nullable Span loop;

    final List<BideNode> body = new ArrayList<>();
    BideNode value;

    // Edges before numbering.
    Draft nextDraft;
    Draft otherwiseDraft;
    Draft handlerDraft;

    /** Whether control can still flow out of the end of this state. */
    public boolean isOpen() {
      return kind < 0;
    }

    /** Rests in the middle of the function. */
    boolean suspends() {
      return kind == State.AWAIT || kind == State.YIELD;
    }

    public void add(BideNode node) {
      body.add(node);
    }
  }

  private final List<Draft> drafts = new ArrayList<>();
  private final int keptSlot;
  private final LoopWatch loops = new LoopWatch();

  public StateGraph() {
    this(-1);
  }

  /**
   * @param keptSlot is saved at every await and yield; -1 for none
   */
  public StateGraph(int keptSlot) {
    this.keptSlot = keptSlot;
  }

  /** What the loops of the function look at to give way. */
  public LoopWatch loops() {
    return loops;
  }

  /** The slot that every suspended call keeps; -1 for none. */
  public int keptSlot() {
    return keptSlot;
  }

  /**
   * A state that errors in it are handled by {@code handler}, which finds the error in {@code
   * errorSlot}; null leaves the function.
   */
  public Draft begin(Draft state, Handler handler) {
    if (handler != null) {
      state.handlerDraft = handler.state();
      state.errorSlot = handler.errorSlot();
    }
    drafts.add(state);
    return state;
  }

  /** Where errors go. */
  public record Handler(Draft state, int errorSlot) {}

  public static void jump(Draft from, Draft to) {
    from.kind = State.JUMP;
    from.nextDraft = to;
  }

  public static void branch(Draft from, BideNode condition, Draft then, Draft otherwise) {
    from.kind = State.BRANCH;
    from.value = condition;
    from.nextDraft = then;
    from.otherwiseDraft = otherwise;
  }

  public static void returns(Draft from, BideNode value) {
    from.kind = State.RETURN;
    from.value = value;
  }

  /**
   * @param lenient a value that cannot be awaited is its own result
   */
  public static void await(
      Draft from, BideNode value, int resultSlot, Draft next, Span span, boolean lenient) {
    from.kind = State.AWAIT;
    from.value = value;
    from.resultSlot = resultSlot;
    from.nextDraft = next;
    from.awaitSpan = span;
    from.lenient = lenient;
  }

  public static void tailAwait(Draft from, BideNode value, Span span) {
    from.kind = State.TAIL_AWAIT;
    from.value = value;
    from.awaitSpan = span;
  }

  public static void yields(Draft from, BideNode value, int resultSlot, Draft next) {
    from.kind = State.YIELD;
    from.value = value;
    from.resultSlot = resultSlot;
    from.nextDraft = next;
  }

  public static void throwing(Draft from, BideNode value) {
    from.kind = State.THROW;
    from.value = value;
  }

  /**
   * The finished states.
   *
   * @param neverLive slots that live only inside structured code, so never across an await
   * @param givesWay calls may rest at the head of each loop
   */
  public State[] finish(Set<Integer> neverLive, boolean givesWay) {
    List<Draft> reachable = number();
    int count = reachable.size();
    boolean[] header = new boolean[count];
    int[] depth = loopDepths(reachable, header);
    Liveness liveness = Liveness.of(reachable, neverLive);
    State[] states = new State[count];
    for (int i = 0; i < count; i++) {
      Draft draft = reachable.get(i);
      Rest rest = draft.suspends() ? new Rest(i, false, kept(liveness.after(draft))) : null;
      Rest head = givesWay && header[i] ? new Rest(i, true, kept(liveness.before(draft))) : null;
      states[i] = new State(draft, rest, head, depth[i], header[i]);
    }
    return states;
  }

  private int[] kept(BitSet live) {
    if (keptSlot >= 0) {
      live.set(keptSlot);
    }
    return live.stream().toArray();
  }

  private List<Draft> number() {
    Draft entry = drafts.getFirst();
    Set<Draft> seen = java.util.Collections.newSetFromMap(new java.util.IdentityHashMap<>());
    ArrayList<Draft> work = new ArrayList<>(List.of(entry));
    while (!work.isEmpty()) {
      Draft draft = work.removeLast();
      if (draft == null || !seen.add(draft)) {
        continue;
      }
      if (draft.isOpen()) {
        throw new IllegalStateException("a state without an end");
      }
      work.add(draft.nextDraft);
      work.add(draft.otherwiseDraft);
      work.add(draft.handlerDraft);
    }
    List<Draft> reachable = new ArrayList<>();
    for (Draft draft : drafts) {
      if (seen.contains(draft)) {
        draft.index = reachable.size();
        reachable.add(draft);
      }
    }
    for (Draft draft : reachable) {
      draft.next = indexOf(draft.nextDraft);
      draft.otherwise = indexOf(draft.otherwiseDraft);
      draft.handler = indexOf(draft.handlerDraft);
    }
    return reachable;
  }

  private static int indexOf(Draft draft) {
    return draft == null ? -1 : draft.index;
  }

  /** A loop spans from its header to the last state that jumps back to it. */
  private static int[] loopDepths(List<Draft> states, boolean[] header) {
    int count = states.size();
    int[] last = new int[count];
    java.util.Arrays.fill(last, -1);
    for (Draft state : states) {
      for (int target : new int[] {state.next, state.otherwise, state.handler}) {
        if (target >= 0 && target <= state.index) {
          header[target] = true;
          last[target] = Math.max(last[target], state.index);
        }
      }
    }
    int[] depth = new int[count];
    for (int h = 0; h < count; h++) {
      for (int i = h; i <= last[h]; i++) {
        depth[i]++;
      }
    }
    return depth;
  }
}
