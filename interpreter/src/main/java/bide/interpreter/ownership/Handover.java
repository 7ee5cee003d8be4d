package bide.interpreter.ownership;

import bide.interpreter.error.BideException;
import bide.interpreter.node.Cell;
import bide.interpreter.value.Audit;
import bide.interpreter.value.BideIterator;
import bide.interpreter.value.Guarded;
import bide.interpreter.value.Kinds;
import bide.interpreter.value.Loan;
import bide.interpreter.value.Owned;
import bide.interpreter.value.Region;
import bide.interpreter.value.Resource;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.strings.TruffleString;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gives values, with all that they reach, from one region to another. An owned value is visited
 * once, since afterwards it is in the new region; lists of ints and floats are not looked into.
 * What belongs to neither region stays where it is. Either everything moves or, where something may
 * not, nothing.
 */
public final class Handover {
  private final Region from;
  private final Region to;
  private final ArrayDeque<Object> unvisited = new ArrayDeque<>();
  private final List<Owned> moved = new ArrayList<>();

  /** What has been visited of values without a region. */
  private @Nullable Set<Object> seen;

  private Handover(Region from, Region to) {
    Ownership.enforce();
    this.from = from;
    this.to = to;
  }

  /** Whether a value may be owned or hold something that is; false for the most common others. */
  public static boolean mayHold(@Nullable Object value) {
    return !(value == null
        || value instanceof Long
        || value instanceof Double
        || value instanceof Boolean
        || value instanceof TruffleString);
  }

  /**
   * Gives {@code value} from one region to another.
   *
   * @throws BideException OwnershipError where it belongs to somebody else, or holds what is only
   *     lent
   */
  @TruffleBoundary
  public static void move(Object value, Region from, Region to) {
    new Handover(from, to).give(value);
  }

  /**
   * The same for what is lent.
   *
   * @param lent gets what has passed to the loan by this, so that it can be taken back
   */
  @TruffleBoundary
  public static void lend(Object value, Region from, Loan to, List<Owned> lent) {
    Handover handover = new Handover(from, to);
    handover.give(value);
    lent.addAll(handover.moved);
  }

  /** Whether a value, with all that it reaches, is one that every task may read. */
  @TruffleBoundary
  public static boolean isShareable(Object value) {
    boolean[] owned = new boolean[1];
    Parts.walk(
        value,
        next -> {
          if (!(next instanceof Owned part)) {
            return true;
          }
          owned[0] |= part.region() != Region.FROZEN;
          return part instanceof Cell && !owned[0];
        });
    return !owned[0];
  }

  /** The open resources of a region that a value reaches, by way of what the region owns. */
  @TruffleBoundary
  public static Set<Resource> resources(@Nullable Object value, Region owner) {
    Set<Resource> found = Collections.newSetFromMap(new IdentityHashMap<>());
    Parts.walk(
        value,
        next -> {
          boolean open = isOpenTo(next, owner);
          if (open && next instanceof Resource resource) {
            found.add(resource);
          }
          return open;
        });
    return found;
  }

  /** Whether the owner of a region may look into a value and find something of its own in it. */
  private static boolean isOpenTo(Object value, Region owner) {
    return value instanceof Owned owned
        ? owned.region() == null
            || owned.region().isOwnedBy(owner)
            || (owned.region() == Region.FROZEN && owned instanceof Cell)
        : Parts.any(value);
  }

  private void give(Object value) {
    if (value instanceof Owned owned
        && owned.region() != to
        && owned.region() != Region.FROZEN
        && !owned.region().isOwnedBy(from)
        && !(owned.region().owner() instanceof Loan)) {
      throw Ownership.denied(owned, "this " + Kinds.name(owned), from, false);
    }
    all(value);
  }

  private void all(Object value) {
    Audit.suspend();
    try {
      visit(value);
      while (!unvisited.isEmpty()) {
        Parts.of(unvisited.pop(), this::visit);
      }
    } catch (BideException notAllowed) {
      for (Owned owned : moved) {
        owned.moveTo(from);
      }
      throw notAllowed;
    } finally {
      Audit.resume();
    }
  }

  private void visit(@Nullable Object value) {
    if (!mayHold(value)) {
      return;
    }
    if (!(value instanceof Owned owned)) {
      if (Parts.any(value) && isNew(value)) {
        unvisited.push(value);
      }
      return;
    }
    Region region = owned.region();
    if (region == to) {
      return;
    }
    if (region == null) {
      // A call that a select was given and has never come to: what it holds is its maker's.
      if (isNew(owned)) {
        unvisited.push(owned);
      }
      return;
    }
    if (region == Region.FROZEN) {
      // A variable that is set once is no obstacle, but what it holds moves.
      if (owned instanceof Cell && isNew(owned)) {
        unvisited.push(owned);
      }
      return;
    }
    if (region.owner() instanceof Loan loan) {
      if (to instanceof Loan anew) {
        anew.include(loan); // whoever reads what is lent anew can read this
        return;
      }
      throw new BideException(
              Ownership.KIND,
              "this "
                  + Kinds.name(owned)
                  + " is lent to the tasks of a scope"
                  + (loan.lender() == from ? "" : ", this one among them,")
                  + " and cannot be given away")
          .withHelp("give away a `copy(…)`");
    }
    if (region instanceof Guarded lock && region != from && region.isOwnedBy(from)) {
      throw new BideException(
              Ownership.KIND,
              "this "
                  + Kinds.name(owned)
                  + " belongs to a "
                  + lock.lock()
                  + " and cannot be given away")
          .withHelp("give away a `copy(…)`");
    }
    if (!region.isOwnedBy(from)) {
      return;
    }
    if (to == Region.FROZEN) {
      checkFreezable(owned);
    }
    owned.moveTo(to);
    moved.add(owned);
    unvisited.push(owned);
  }

  private static void checkFreezable(Owned value) {
    if (value instanceof Cell cell) {
      throw new BideException(
              Ownership.KIND,
              "a function that captures the variable `"
                  + cell.name()
                  + "`, which changes, cannot be frozen")
          .withHelp("write `move`: then it captures the value");
    }
    if (value instanceof Resource) {
      throw new BideException(
              Ownership.KIND, Kinds.described(value) + " belongs to one task and cannot be frozen")
          .withHelp("spawn a task that owns it, and let others send to that through a channel");
    }
    if (value instanceof BideIterator || value instanceof Holder) {
      throw new BideException(
              Ownership.KIND,
              Kinds.described(value) + " changes as it is used and cannot be frozen")
          .withHelp("`collect()` makes a list of an iterator");
    }
  }

  private boolean isNew(Object value) {
    if (seen == null) {
      seen = Collections.newSetFromMap(new IdentityHashMap<>());
    }
    return seen.add(value);
  }
}
