package bide.interpreter.ownership;

import bide.interpreter.error.BideException;
import bide.interpreter.node.BideNode;
import bide.interpreter.node.Failures;
import bide.interpreter.value.Guarded;
import bide.interpreter.value.Kinds;
import bide.interpreter.value.Loan;
import bide.interpreter.value.Owned;
import bide.interpreter.value.Region;
import bide.interpreter.value.Resource;
import com.oracle.truffle.api.Assumption;
import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.source.SourceSection;
import java.util.Iterator;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The check before each use of an owned value: a task reads and changes what is its own, and what
 * was lent to it for reading. Where the value is the task's own the check is one comparison;
 * methods may be called from compiled code and by any thread.
 */
public final class Ownership {
  public static final String KIND = "OwnershipError";

  /**
   * There has been one owner only, the main task, and nothing has been given away or frozen: every
   * check would say yes. A program that starts no task pays nothing for what it does not use.
   */
  private static final Assumption ONE_OWNER = Assumption.create("one owner");

  private static volatile Supplier<@Nullable Region> current = () -> null;

  private Ownership() {}

  static boolean isTrivial() {
    return ONE_OWNER.isValid();
  }

  /** From now on every use is checked: there is a second owner, or something that has none. */
  public static void enforce() {
    if (ONE_OWNER.isValid()) {
      ONE_OWNER.invalidate("a second owner");
    }
  }

  /** Who knows the region of the task that this thread runs, or null. */
  public static void setCurrent(Supplier<@Nullable Region> supplier) {
    current = supplier;
  }

  /**
   * The region of the task that this thread runs, for library code that is not told; null where it
   * runs none. Slow.
   */
  @TruffleBoundary
  public static @Nullable Region current() {
    return current.get();
  }

  /**
   * Throws an OwnershipError at {@code place} unless the task of region {@code mine} may read the
   * value.
   */
  public static void checkRead(Owned value, Region mine, @Nullable Node place) {
    Region region = value.region();
    if (!isTrivial() && region != mine && !mayReadAnother(region, mine)) {
      CompilerDirectives.transferToInterpreter();
      throw at(place, denied(value, named(value, place), mine, false));
    }
  }

  private static boolean mayReadAnother(Region region, Region mine) {
    return region == Region.FROZEN || region.heir() == mine || isReadable(region, mine);
  }

  @TruffleBoundary
  private static boolean isReadable(Region region, Region mine) {
    return region.isReadableBy(mine);
  }

  @TruffleBoundary
  private static boolean isOwned(Region region, Region mine) {
    return region.isOwnedBy(mine);
  }

  /**
   * Throws an OwnershipError at {@code place} unless the task of region {@code mine} may change the
   * value.
   */
  public static void checkWrite(Owned value, Region mine, @Nullable Node place) {
    Region region = value.region();
    if (!isTrivial() && region != mine && region.heir() != mine && !isOwned(region, mine)) {
      CompilerDirectives.transferToInterpreter();
      throw at(place, denied(value, named(value, place), mine, true));
    }
  }

  /**
   * {@link #checkWrite(Owned, Region, Node)} before {@code stored} is put into {@code container}.
   * What is put behind a lock belongs to the lock from then on.
   */
  public static void checkStore(Owned container, Object stored, Region mine, @Nullable Node place) {
    Region region = container.region();
    if (!isTrivial() && region != mine && (region.heir() != mine || region.isLock())) {
      checkStoreInAnother(container, stored, mine, place);
    }
  }

  @TruffleBoundary
  private static void checkStoreInAnother(
      Owned container, Object stored, Region mine, @Nullable Node place) {
    checkWrite(container, mine, place);
    if (container.region().isLock() && Handover.mayHold(stored)) {
      try {
        Handover.move(stored, mine, container.region());
      } catch (BideException error) {
        throw at(place, error);
      }
    }
  }

  /**
   * Throws an OwnershipError unless every task may read a value.
   *
   * @param why what happens to the value, for the message
   */
  @TruffleBoundary
  public static void requireShareable(Object value, String why) {
    if (!Handover.isShareable(value)) {
      throw new BideException(
              KIND,
              why
                  + ", and "
                  + (value instanceof Owned
                      ? Kinds.described(value) + " belongs to one task"
                      : Kinds.described(value) + " holds something that belongs to one task"))
          .withHelp("`freeze(…)` it: then all tasks may read it");
    }
  }

  /** Makes a value immutable for good, with all that it reaches. */
  public static void freeze(Object value, Region mine) {
    if (Handover.mayHold(value)) {
      Handover.move(value, mine, Region.FROZEN);
    }
  }

  /** {@link #checkRead} for library code that is told neither region nor place. */
  @TruffleBoundary
  public static void checkRead(Owned value) {
    Region mine = current();
    if (mine != null) {
      checkRead(value, mine, null);
    }
  }

  // ---------------------------------------------------------------- errors

  private static BideException at(@Nullable Node place, BideException error) {
    return place == null ? error : Failures.at(place, error);
  }

  /**
   * The error of a use that is not allowed.
   *
   * @param name what the message calls the value
   */
  @TruffleBoundary
  static BideException denied(Owned value, String name, Region mine, boolean changes) {
    if (value instanceof Resource lent && lent.region().owner() instanceof Loan loan) {
      return lent(lent, name, loan, mine);
    }
    BideException error = deniedData(value, name, mine, changes);
    // There is no copy to give away, nor anything to freeze.
    return value instanceof Resource resource ? error.withHelp(resource.sharing()) : error;
  }

  private static BideException deniedData(Owned value, String name, Region mine, boolean changes) {
    Region region = value.region();
    Region owner = region.owner();
    if (region == Region.FROZEN) {
      return new BideException(KIND, name + " is frozen: it can never change")
          .withHelp("`copy(…)` makes one that can");
    }
    if (owner instanceof Loan loan) {
      return lent(name, loan, mine);
    }
    if (owner instanceof Guarded lock && lock.isReadableBy(mine)) {
      return new BideException(
              KIND, name + " belongs to a " + lock.lock() + " that is locked for reading only")
          .withHelp("`write()` gives a guard that may change the value");
    }
    if (owner instanceof Guarded lock) {
      return new BideException(KIND, name + " belongs to a " + lock.lock() + " that is not locked")
          .withHelp(
              "use it inside `with`, through the guard; `copy(…)` what is to be kept beyond that");
    }
    if (region instanceof Guarded lock) {
      return new BideException(
              KIND, name + " belongs to a " + lock.lock() + " that " + task(owner) + " has locked")
          .withHelp(
              "take the lock here, once it has been released; or send a `copy(…)` of what is in it");
    }
    String moved = moved(region);
    if (owner.taskId() == 0) {
      return new BideException(KIND, name + " was given away" + moved)
          .withHelp("the receiver owns it now; give away a `copy(…)` to keep this one");
    }
    return new BideException(KIND, name + " belongs to " + task(owner) + moved)
        .withHelp(
            moved.isEmpty()
                ? "pass it to the task that is to use it, give that a `copy(…)`, or share it: `freeze(…)` to read, `Mutex(…)` to change"
                : "give away a `copy(…)` to keep this one; to share it: `freeze(…)` to read, `Mutex(…)` to change");
  }

  private static BideException lent(String name, Loan loan, Region mine) {
    if (!loan.isReadableBy(mine)) {
      return new BideException(
          KIND, name + " belongs to " + task(loan) + ", which has lent it to the tasks of a scope");
    }
    BideException error =
        new BideException(
            KIND,
            name
                + (loan.lender() == mine
                    ? " is lent to the tasks of a scope"
                        + place(loan.place(), " (at ")
                        + " and cannot change before the scope ends"
                    : " is lent by " + task(loan) + ": it can only be read here"));
    return error.withHelp("give back a result instead, or share it: `Mutex(…)` or `Atomic(…)`");
  }

  /** What is open is used by one: those that it is lent to may look at it. */
  private static BideException lent(Resource value, String name, Loan loan, Region mine) {
    BideException error =
        loan.lender() == mine
            ? new BideException(
                KIND,
                name
                    + " is lent to the tasks of a scope"
                    + place(loan.place(), " (at ")
                    + " and cannot be used before the scope ends")
            : !loan.isReadableBy(mine)
                ? lent(name, loan, mine)
                : new BideException(
                    KIND,
                    name
                        + " is lent by "
                        + task(loan)
                        + ": one can ask for its address here, but not use it");
    return error.withHelp(value.handingOver());
  }

  /** Whose the values of a region are, in words. */
  public static String ownerName(Region region) {
    Region owner = region.owner();
    return owner instanceof Guarded lock
        ? "a " + lock.lock()
        : owner.taskId() == 0 ? "another task" : task(owner);
  }

  private static String task(Region region) {
    return region.taskId() == Region.MAIN ? "the main task" : "task " + region.taskId();
  }

  private static String moved(Region region) {
    // What was lent, and came back, has not moved.
    return region instanceof Loan ? "" : place(region.place(), " (moved at ");
  }

  private static String place(@Nullable Object place, String intro) {
    SourceSection section =
        place instanceof Node node ? node.getEncapsulatingSourceSection() : (SourceSection) place;
    if (section == null || section.getSource().isInternal()) {
      return "";
    }
    return String.format(
        Locale.ROOT,
        "%s%s:%d:%d)",
        intro,
        section.getSource().getName(),
        section.getStartLine(),
        section.getStartColumn());
  }

  /** The receiver of an operation, as the source has it where that is short; else its kind. */
  @TruffleBoundary
  private static String named(Owned value, @Nullable Node place) {
    if (value instanceof Named variable) {
      return "`" + variable.name() + "`";
    }
    BideNode receiver = place == null ? null : firstChild(place);
    String text = receiver == null ? null : text(receiver);
    return text == null ? "this " + Kinds.name(value) : "`" + text + "`";
  }

  private static @Nullable String text(BideNode node) {
    SourceSection section = node.getSourceSection();
    int start = startOf(node);
    String text =
        section
            .getSource()
            .getCharacters()
            .subSequence(start, section.getCharEndIndex())
            .toString();
    return text.length() <= 40 && text.chars().allMatch(Ownership::mayStandInName) ? text : null;
  }

  /** A field's node stands for its name alone; here what it is a field of belongs to it. */
  private static int startOf(BideNode node) {
    int start = node.getSourceSection().getCharIndex();
    BideNode receiver = firstChild(node);
    return receiver == null ? start : Math.min(start, startOf(receiver));
  }

  /** What a node operates on first; null for a node without children that stand in the source. */
  private static @Nullable BideNode firstChild(Node node) {
    Iterator<Node> children = node.getChildren().iterator();
    return children.hasNext() && children.next() instanceof BideNode child && child.hasSpan()
        ? child
        : null;
  }

  private static boolean mayStandInName(int character) {
    return Character.isUnicodeIdentifierPart(character)
        || character == '.'
        || character == '['
        || character == ']';
  }

  /** A variable: it is called by its name. */
  public interface Named {
    String name();
  }
}
