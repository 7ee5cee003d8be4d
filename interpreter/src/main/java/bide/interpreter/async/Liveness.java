package bide.interpreter.async;

import bide.interpreter.async.StateGraph.Draft;
import bide.interpreter.node.BideNode;
import bide.interpreter.node.SlotAccess;
import com.oracle.truffle.api.nodes.Node;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/**
 * Which slots a call must save where it rests: those that are read again before they are written.
 * Backward data flow over the states; a state is one block. Inside a state only writes that surely
 * happen count as such: those that stand directly in its body.
 */
final class Liveness {
  private final List<Draft> states;
  private final Set<Integer> neverLive;
  private final BitSet[] use;
  private final BitSet[] define;
  private final BitSet[] in;

  private Liveness(List<Draft> states, Set<Integer> neverLive) {
    this.states = states;
    this.neverLive = neverLive;
    int count = states.size();
    use = new BitSet[count];
    define = new BitSet[count];
    in = new BitSet[count];
  }

  static Liveness of(List<Draft> states, Set<Integer> neverLive) {
    Liveness liveness = new Liveness(states, neverLive);
    liveness.summarise();
    liveness.solve();
    return liveness;
  }

  /** The slots that are live when the await or yield of {@code state} has given its result. */
  BitSet after(Draft state) {
    return out(state);
  }

  /** The slots that are live when {@code state} begins. */
  BitSet before(Draft state) {
    return (BitSet) in[state.index].clone();
  }

  private void summarise() {
    for (Draft state : states) {
      BitSet uses = new BitSet();
      BitSet defines = new BitSet();
      for (BideNode node : state.body) {
        reads(node, uses, defines);
        if (node instanceof SlotAccess access && access.writtenSlot() >= 0) {
          defines.set(access.writtenSlot());
        }
      }
      if (state.value != null) {
        reads(state.value, uses, defines);
      }
      use[state.index] = uses;
      define[state.index] = defines;
      in[state.index] = new BitSet();
    }
  }

  private void reads(Node node, BitSet uses, BitSet defines) {
    node.accept(
        child -> {
          if (child instanceof SlotAccess access) {
            int slot = access.readSlot();
            if (slot >= 0 && !defines.get(slot) && !neverLive.contains(slot)) {
              uses.set(slot);
            }
          }
          return true;
        });
  }

  private void solve() {
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int i = states.size() - 1; i >= 0; i--) {
        Draft state = states.get(i);
        BitSet live = out(state);
        live.andNot(define[i]);
        live.or(use[i]);
        // An error may arise before any of the writes.
        live.or(handlerIn(state));
        if (!live.equals(in[i])) {
          in[i] = live;
          changed = true;
        }
      }
    }
  }

  private BitSet out(Draft state) {
    BitSet live = new BitSet();
    if (state.next >= 0) {
      live.or(in[state.next]);
    }
    if (state.resultSlot >= 0) {
      live.clear(state.resultSlot);
    }
    if (state.otherwise >= 0) {
      live.or(in[state.otherwise]);
    }
    live.or(handlerIn(state));
    return live;
  }

  private BitSet handlerIn(Draft state) {
    BitSet live = new BitSet();
    if (state.handler >= 0) {
      live.or(in[state.handler]);
      live.clear(state.errorSlot);
    }
    return live;
  }
}
