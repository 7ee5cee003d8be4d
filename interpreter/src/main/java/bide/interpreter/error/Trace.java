package bide.interpreter.error;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.Truffle;
import com.oracle.truffle.api.TruffleStackTrace;
import com.oracle.truffle.api.TruffleStackTraceElement;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.nodes.RootNode;
import com.oracle.truffle.api.source.SourceSection;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way an error took: calls on the stack where it arose, then the awaits above, then the spawns.
 * Bounded: of a very long way the first and the last steps are kept and the rest counted. Not
 * thread-safe; an error belongs to one strand at a time.
 */
public final class Trace {
  /** Steps kept at each end. */
  private static final int KEPT = 400;

  /** How a step came to the one before it. */
  public enum Kind {
    /** Where the error arose. */
    AT,
    CALLED,
    AWAITED,
    RESUMED,
    SPAWNED,
    /** Calls on a deep stack of which no more is known. */
    UNKNOWN
  }

  /**
   * @param function the name of the function that contains the place
   */
  public record Step(Kind kind, String function, @Nullable SourceSection place) {
    /** The same step, for what has come to it through a part of what it awaits. */
    public Step through(String part) {
      return new Step(kind, part + " in " + function, place);
    }
  }

  /**
   * @param depth how many calls were on the stack above this one
   */
  private record Above(Step step, int depth) {}

  /** A step and how often it was taken in a row. */
  public record Run(Step step, long times) {}

  private final ArrayList<Run> first = new ArrayList<>();
  private final ArrayList<Run> last = new ArrayList<>();
  private int lastIndex;
  private long left;
  private boolean collected;

  /** The error is a value that nobody has thrown: no stack is its own. */
  private boolean unthrown;

  /** Places in callers that the library called back from, innermost first; null for none. */
  private @Nullable ArrayList<Node> passed;

  private boolean leavesOutInnermost;

  /** Where the error goes on with a stack of its own, whose calls are still to be taken. */
  private @Nullable Node goesOnAt;

  /** Calls on the stack above the one that has caught the error: it may yet come another way. */
  private List<Above> above = List.of();

  /**
   * What is on the stack above code that is polled by hand: the calls of each poller, innermost
   * first. They are where the error comes to when all of the polled call has failed.
   */
  private List<List<Above>> pollers = List.of();

  /**
   * Calls that wait for those on the stack where the error has been caught. They show how that was
   * reached, and are no part of the way: when the error goes on it comes to each of them.
   */
  private List<Step> callers = List.of();

  /** What the driver had resumed when the error was caught below {@link #above}. */
  private @Nullable Reference<Object> caughtIn;

  /** What {@link #through} says, until the next step. */
  private @Nullable String part;

  /** The await that the error has come to in a function that has not let it go yet. */
  private @Nullable Step arrived;

  private @Nullable RootNode arrivedIn;

  /** A root node on whose calls a stack of the script's code begins, maybe on top of another. */
  public interface StackBase {}

  /**
   * Takes the calls between where the error arose and where it is now, once; whether it was the
   * first time.
   */
  @TruffleBoundary
  public boolean collect(Throwable error) {
    return collect(error, 0);
  }

  /**
   * @param callers how many of the calls are above the one that has caught the error
   */
  private boolean collect(Throwable error, int callers) {
    if (collected || unthrown) {
      return false;
    }
    collected = true;
    List<TruffleStackTraceElement> elements = TruffleStackTrace.getStackTrace(error);
    if (elements == null) {
      return true;
    }
    boolean skips = leavesOutInnermost;
    int next = 0;
    int own =
        elements.size() < BideException.STACK_LIMIT ? elements.size() - callers : elements.size();
    for (int i = 0; i < elements.size(); i++) {
      TruffleStackTraceElement element = elements.get(i);
      RootNode root = element.getTarget().getRootNode();
      if (root instanceof StackBase && i < elements.size() - 1) {
        if (pollers.isEmpty()) {
          pollers = new ArrayList<>();
        }
        pollers.add(new ArrayList<>());
      }
      if (root.isInternal()) {
        continue;
      }
      if (skips) {
        skips = false;
        continue;
      }
      Node location = element.getLocation();
      if (goesOnAt != null) {
        location = goesOnAt;
        goesOnAt = null;
      } else if (size() == 0 && error instanceof BideException placed && placed.place() != null) {
        location = placed.place();
      } else if (size() > 0) {
        int found = passedIn(root, next);
        next = found < 0 ? next : found + 1;
        location = location == null && found >= 0 ? passed.get(found) : location;
      }
      Kind kind = size() == 0 && above.isEmpty() ? Kind.AT : kindOf(location);
      SourceSection place = location == null ? null : location.getEncapsulatingSourceSection();
      Step step = new Step(kind, root.getName(), place);
      if (!pollers.isEmpty()) {
        pollers.getLast().add(new Above(step, elements.size() - 1 - i));
      } else if (i < own) {
        add(step);
      } else {
        if (above.isEmpty()) {
          above = new ArrayList<>();
        }
        above.add(new Above(step, elements.size() - 1 - i));
      }
    }
    if (elements.size() >= BideException.STACK_LIMIT) {
      add(new Step(Kind.UNKNOWN, "", null));
    }
    return true;
  }

  /**
   * The error has left a function that the library had called, and comes by a place that used the
   * library. The stack does not know the place, since the library calls without a node.
   */
  public void passed(Node place) {
    if (collected) {
      return;
    }
    if (passed == null) {
      passed = new ArrayList<>();
    }
    if (passed.size() < BideException.STACK_LIMIT) {
      passed.add(place);
    }
  }

  /** Becomes a copy of another trace, which has been collected or belongs to no throw. */
  void takeFrom(Trace other) {
    if (other.unthrown) {
      return;
    }
    first.addAll(other.first);
    last.addAll(other.last);
    lastIndex = other.lastIndex;
    left = other.left;
    part = other.part;
    arrived = other.arrived;
    arrivedIn = other.arrivedIn;
    above = List.copyOf(other.above);
    callers = other.callers;
    pollers = List.copyOf(other.pollers);
    caughtIn = other.caughtIn;
    collected = true;
  }

  /**
   * The way so far, for whoever looks at an error that may still be on its way: this trace is left
   * as it is.
   */
  Trace asOf(Throwable error) {
    if (collected || unthrown) {
      return this;
    }
    Trace view = new Trace();
    view.takeFrom(this);
    view.collected = false;
    view.passed = passed;
    view.leavesOutInnermost = leavesOutInnermost;
    view.goesOnAt = goesOnAt;
    boolean unused = view.collect(error);
    return view;
  }

  /** For the error of a value that nobody has thrown. */
  void isUnthrown() {
    unthrown = true;
  }

  /** For what arises at a place without being thrown there. */
  public void begin(String function, @Nullable SourceSection place) {
    collected = true;
    add(new Step(Kind.AT, function, place));
  }

  /** The innermost function on the stack has not begun, and is no part of the way. */
  public void leaveOutInnermost() {
    leavesOutInnermost = true;
  }

  /** Which of the places from {@code first} on is the next one in this function; -1 for none. */
  private int passedIn(RootNode root, int first) {
    for (int i = first; passed != null && i < passed.size(); i++) {
      if (passed.get(i).getRootNode() == root) {
        return i;
      }
    }
    return -1;
  }

  private static Kind kindOf(@Nullable Node location) {
    if (AwaitPlace.isAwait(location)) {
      return Kind.AWAITED;
    }
    return ResumePlace.isResume(location) ? Kind.RESUMED : Kind.CALLED;
  }

  /**
   * A call that rested at an await gets the error, and may go on to wait in a {@code finally} part
   * before the error leaves it. One that nobody has thrown yet arises there.
   */
  @TruffleBoundary
  public void arrives(RootNode function, @Nullable SourceSection place) {
    if (!collected && !function.isInternal()) {
      begin(function.getName(), place);
      return;
    }
    arrived = new Step(Kind.AWAITED, function.getName(), place);
    arrivedIn = function;
  }

  /** The error leaves {@code function}, to which it came while that rested at an await. */
  public void leaves(RootNode function) {
    if (arrivedIn == function) {
      addArrived();
    }
    arrived = null;
    arrivedIn = null;
  }

  private void addArrived() {
    if (arrivedIn.isInternal()) {
      part = null; // what the library joins is no part of the script
    } else {
      add(arrived);
    }
  }

  /** Whether its way so far has been read from the stack. */
  public boolean isRead() {
    return collected;
  }

  /**
   * The error has been caught, and its way is read here: it ends where the error came to, and goes
   * on with the calls above on the stack, unless the one that has caught it rests before it throws
   * the error again.
   *
   * @param run what the driver has resumed; null where there is none
   * @param waiting the calls that wait for that, innermost first
   */
  @TruffleBoundary
  public void caught(Throwable error, @Nullable Object run, List<Step> waiting) {
    if (!collected) {
      boolean unused = collect(error, callersOnStack());
      caughtIn = run == null || above.isEmpty() ? null : new WeakReference<>(run);
    }
    endsWhereItArrived();
    callers = waiting;
  }

  /**
   * The error, which has been caught before, has come to other code that handles it. If that is on
   * the same stack, the calls in between are part of its way now: those further up may rest.
   *
   * @param run what the driver has resumed; null where there is none
   */
  @TruffleBoundary
  public void comesBack(@Nullable Object run) {
    if (above.isEmpty() || run != (caughtIn == null ? null : caughtIn.get())) {
      return;
    }
    int here = callersOnStack();
    List<Above> calls = above;
    above = calls.stream().filter(call -> call.depth < here).toList();
    calls.stream().filter(call -> call.depth >= here).forEach(call -> add(call.step));
  }

  /**
   * The error ends in code that has caught it, maybe not the first on its way: there another one
   * takes its place.
   *
   * @param run what the driver has resumed; null where there is none
   */
  void endsOnStack(Throwable error, @Nullable Object run) {
    if (!collected) {
      boolean unused = collect(error, callersOnStack());
    } else {
      comesBack(run);
    }
    above = List.of();
    endsWhereItArrived();
  }

  /**
   * The error has left a function that something which is polled has called. The calls above are no
   * part of its way: it goes on where that is awaited.
   */
  @TruffleBoundary
  public void leavesCallee(Throwable error) {
    boolean unused = collect(error, callersOnStack() + 1);
    above = List.of();
    callers = List.of();
    endsWhereItArrived();
  }

  /** How many calls there are above the innermost one, as far as they are kept. */
  private static int callersOnStack() {
    int[] calls = {-1};
    Object unused =
        Truffle.getRuntime()
            .iterateFrames(frame -> ++calls[0] < BideException.STACK_LIMIT ? null : frame);
    return calls[0];
  }

  /**
   * The error has left a call on its own stack, and goes on where that is polled or awaited.
   *
   * @param poller what the driver has resumed, in which it is polled by hand; null where it is not
   */
  public void leavesPolled(@Nullable Object poller) {
    if (!pollers.isEmpty()) {
      above = poller == null ? List.of() : pollers.getFirst();
      pollers = poller == null ? List.of() : pollers.subList(1, pollers.size());
      caughtIn = poller == null ? null : new WeakReference<>(poller);
    }
  }

  /**
   * The error has left the stack by the calls above the one that had caught it, if they were still
   * there.
   *
   * @param run what the driver had resumed
   */
  public void leavesStack(Object run) {
    callers = List.of();
    if (!above.isEmpty()) {
      List<Above> calls = above;
      above = List.of();
      if (caughtIn != null && caughtIn.get() == run) {
        calls.forEach(call -> add(call.step));
      }
      caughtIn = null;
    }
  }

  /** What was above the error on the stack, and waited for that, is no part of its way. */
  private void forgetStack() {
    above = List.of();
    callers = List.of();
    pollers = List.of();
  }

  /** The error, which nobody has thrown yet, goes on from {@code place}, by the stack there. */
  void goesOn(Node place) {
    collected = false;
    forgetStack();
    goesOnAt = place.getRootNode().isInternal() ? null : place;
  }

  /**
   * The error goes no further. What is on the stack now is no part of its way; where it was not
   * even thrown, it has its place, if that.
   */
  void end(BideException error) {
    forgetStack();
    if (!collected && isEmpty() && error.place() != null) {
      RootNode function = error.place().getRootNode();
      if (function != null && !function.isInternal()) {
        begin(function.getName(), error.place().getEncapsulatingSourceSection());
      }
    }
    collected = true;
    endsWhereItArrived();
  }

  private void endsWhereItArrived() {
    if (arrivedIn != null) {
      addArrived();
      arrived = null;
      arrivedIn = null;
    }
  }

  public void spawned(String function, @Nullable SourceSection place) {
    add(new Step(Kind.SPAWNED, function, place));
  }

  /** A step of a call that waits: where it goes on, or where it awaits the one before. */
  public void rests(String function, @Nullable SourceSection place, boolean innermost) {
    add(new Step(innermost ? Kind.AT : Kind.AWAITED, function, place));
  }

  /** A step of a call on the stack; the innermost one has the place where it is. */
  public void called(
      String function, @Nullable SourceSection place, boolean innermost, boolean awaits) {
    add(new Step(innermost ? Kind.AT : awaits ? Kind.AWAITED : Kind.CALLED, function, place));
  }

  /**
   * The error has come through a part of something that awaits several futures, such as {@code join
   * branch 2}: the step that follows says so.
   */
  public void through(String part) {
    this.part = this.part == null ? part : this.part + " in " + part;
  }

  private void add(Step next) {
    callers = List.of(); // it goes on
    Step step = next;
    if (part != null) {
      step = next.through(part);
      part = null;
    }
    boolean early = last.isEmpty();
    ArrayList<Run> end = early ? first : last;
    int newest = early ? first.size() - 1 : (lastIndex + last.size() - 1) % last.size();
    if (newest >= 0 && end.get(newest).step.equals(step)) {
      end.set(newest, new Run(step, end.get(newest).times + 1));
    } else if (first.size() < KEPT) {
      first.add(new Run(step, 1));
    } else if (last.size() < KEPT) {
      last.add(new Run(step, 1));
    } else {
      left += last.get(lastIndex).times;
      last.set(lastIndex, new Run(step, 1));
      lastIndex = (lastIndex + 1) % KEPT;
    }
  }

  /** Whether no step is known. */
  public boolean isEmpty() {
    return size() == 0;
  }

  private int size() {
    return first.size() + last.size();
  }

  /**
   * The steps from where the error arose outwards; null stands for {@link #leftOut} steps that were
   * not kept.
   */
  public List<@Nullable Run> steps() {
    List<Run> all = new ArrayList<>(first);
    if (left > 0) {
      all.add(null);
    }
    for (int i = 0; i < last.size(); i++) {
      all.add(last.get((lastIndex + i) % last.size()));
    }
    above.forEach(call -> all.add(new Run(call.step, 1)));
    callers.forEach(step -> all.add(new Run(step, 1)));
    pollers.forEach(calls -> calls.forEach(call -> all.add(new Run(call.step, 1))));
    if (part != null) {
      // It went no further itself.
      all.add(new Run(new Step(all.isEmpty() ? Kind.AT : Kind.AWAITED, part, null), 1));
    }
    return all;
  }

  public long leftOut() {
    return left;
  }
}
