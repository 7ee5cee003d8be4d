package bide.interpreter.error;

import bide.interpreter.BideLanguage;
import bide.interpreter.GuestResult;
import bide.interpreter.data.ToolArray;
import bide.interpreter.value.Nil;
import bide.interpreter.value.Strings;
import bide.interpreter.value.Text;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.exception.AbstractTruffleException;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.UnknownIdentifierException;
import com.oracle.truffle.api.interop.UnsupportedMessageException;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.nodes.RootNode;
import com.oracle.truffle.api.source.SourceSection;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A guest error: both what is thrown through Java frames and the value that {@code catch e} binds.
 * It has {@code kind}, {@code message}, {@code cause}, {@code value}, {@code suppressed} and {@code
 * trace}. One instance belongs to one failing strand at a time; where several hold one as a value,
 * each throw of it is of a copy.
 */
@ExportLibrary(InteropLibrary.class)
@SuppressWarnings("serial")
public class BideException extends AbstractTruffleException {
  /** Calls kept of one stack: all that async functions can have on it, and as many sync ones. */
  static final int STACK_LIMIT = 300;

  /** Errors kept beside one: each closing of a deep recursion may fail. */
  private static final int MOST_SUPPRESSED = 10_000;

  /** What tools see of it by name. */
  private static final List<String> MEMBERS = List.of("kind", "message", "value", "cause", "trace");

  private final String kind;
  private final String message;
  private final Object value;
  private final Object cause;
  private Node place;
  private String help;
  private Throwable internal;
  private List<BideException> suppressed = List.of();
  private long moreSuppressed;
  private final Trace trace = new Trace();

  /** The error that this one is a copy of, perhaps by way of others; itself for an original. */
  private BideException original = this;

  private boolean shared;

  /**
   * @param value what was thrown, where that was not an error; null otherwise
   * @param cause the error that led to this one; null where there is none
   */
  public BideException(String kind, String message, Object value, Object cause, Node place) {
    super(message, null, STACK_LIMIT, place);
    this.kind = kind;
    this.message = message;
    this.value = value;
    this.cause = cause;
    this.place = place;
  }

  public BideException(String kind, String message) {
    this(kind, message, null, null, null);
  }

  public String kind() {
    return kind;
  }

  public String text() {
    return message;
  }

  public Object value() {
    return value;
  }

  public Object cause() {
    return cause;
  }

  /** The node that failed; a builtin does not know it, the call site fills it in. */
  public Node place() {
    return place;
  }

  /**
   * Remembers where the error arose, once: later calls change nothing. Parts of the library that
   * are written in the language are no place for scripts to look at.
   */
  public void arisenAt(Node node) {
    if (place == null && !isInternal(node)) {
      place = node;
    }
  }

  /**
   * Remembers an error that would otherwise be lost because this one was first; of more than {@link
   * #MOST_SUPPRESSED} the first ones, and how many there were. The way of {@code further} ends
   * here.
   */
  public void suppress(BideException further) {
    if (suppressed.size() >= MOST_SUPPRESSED) {
      moreSuppressed++;
      return;
    }
    if (suppressed.contains(further) || further.holds(this)) {
      return;
    }
    if (suppressed.isEmpty()) {
      suppressed = new ArrayList<>();
    }
    suppressed.add(further);
    further.trace.end(further);
  }

  /** The same for one that the code on the stack has just caught: it came by the calls there. */
  private void suppressCaught(BideException further, @Nullable Object run) {
    if (suppressed.size() < MOST_SUPPRESSED) {
      further.trace.endsOnStack(further, run);
    }
    suppress(further);
  }

  /** How many errors there were beside those that {@link #suppressed} keeps. */
  public long moreSuppressed() {
    return moreSuppressed;
  }

  /** Whether {@code other} is this error, or among those beside it: errors form no circle. */
  private boolean holds(BideException other) {
    return other == this || suppressed.stream().anyMatch(error -> error.holds(other));
  }

  /**
   * A finally part has thrown {@code later} while {@code earlier} was on its way: that is not lost.
   *
   * @param earlier null where the part before ended without an error
   * @param run what the driver has resumed; null where there is none
   * @return what goes on: {@code later}; or, where either is an {@link UnwindException}, that with
   *     the other
   */
  @TruffleBoundary
  public static AbstractTruffleException after(
      AbstractTruffleException later, @Nullable Object earlier, @Nullable Object run) {
    BideException first = within(earlier);
    if (later instanceof UnwindException unwinds) {
      return unwinds.with(first, run);
    }
    if (!(later instanceof BideException error)) {
      return later; // the engine ends all that runs
    }
    if (earlier instanceof UnwindException unwinds) {
      return unwinds.with(error, run);
    }
    if (first != null) {
      error.suppressCaught(first, run);
    }
    return error;
  }

  /**
   * What a loop goes over was closed since {@code left} leaves the loop, and has thrown {@code
   * later}: nobody wrote that it should go on in its place.
   *
   * @param run what the driver has resumed; null where there is none
   * @return the one that goes on, which keeps the other
   */
  @TruffleBoundary
  public static AbstractTruffleException leaving(
      AbstractTruffleException left, AbstractTruffleException later, @Nullable Object run) {
    if (left instanceof BideException error && later instanceof BideException further) {
      error.suppressCaught(further, run);
      return left;
    }
    return after(later, left, run);
  }

  /** The error itself, or the one that an unwinding takes along; null where it is neither. */
  public static @Nullable BideException within(@Nullable Object thrown) {
    return thrown instanceof UnwindException unwinds
        ? unwinds.failure()
        : thrown instanceof BideException error ? error : null;
  }

  /** Errors that happened beside this one. */
  public List<BideException> suppressed() {
    return suppressed;
  }

  private static boolean isInternal(Node node) {
    RootNode root = node.getRootNode();
    SourceSection section = root == null ? null : root.getSourceSection();
    return section != null && section.getSource().isInternal();
  }

  public String help() {
    return help;
  }

  public BideException withHelp(String text) {
    help = text;
    return this;
  }

  /** The way the error took. */
  public Trace trace() {
    return trace;
  }

  /** An error that is made as a value; its way begins where it is thrown, each time anew. */
  public static BideException made(String kind, String message, Object value, Object cause) {
    BideException made = new BideException(kind, message, value, cause, null);
    made.trace.isUnthrown();
    made.share();
    return made;
  }

  /** Several may hold it from now on, and each of them throw it. */
  public void share() {
    shared = true;
  }

  /** What throwing it throws: itself, or a copy where others may throw it as well. */
  public BideException thrown() {
    return shared ? again() : this;
  }

  /** Whether both are the same error to a script: one and what it threw of it are. */
  public boolean isSame(BideException other) {
    return original == other.original;
  }

  /** The same for all that are the same error. */
  public int identity() {
    return System.identityHashCode(original);
  }

  /** Another error that says the same and has come the same way so far. */
  @TruffleBoundary
  public BideException again() {
    BideException copy = new BideException(kind, message, value, cause, place);
    copy.help = help;
    copy.internal = internal;
    copy.original = original;
    suppressed.forEach(copy::suppress);
    copy.moreSuppressed = moreSuppressed;
    copy.trace.takeFrom(trace);
    return copy;
  }

  /** Another error that has come the same way so far, and goes on from {@code place}. */
  public BideException goingOn(Node place) {
    BideException further = again();
    further.trace.goesOn(place);
    return further;
  }

  /** The Java exception behind an internal error; null for all others. */
  public Throwable internal() {
    return internal;
  }

  public void causedBy(Throwable failure) {
    internal = failure;
  }

  // ---------------------------------------------------------------- for tools

  @ExportMessage
  boolean hasLanguage() {
    return true;
  }

  @ExportMessage
  Class<? extends TruffleLanguage<?>> getLanguage() {
    return BideLanguage.class;
  }

  @ExportMessage
  @TruffleBoundary
  Object toDisplayString(@SuppressWarnings("unused") boolean allowSideEffects) {
    return Text.quote(this);
  }

  @ExportMessage
  boolean hasMetaObject() {
    return true;
  }

  @ExportMessage
  Object getMetaObject() {
    return new ErrorKind(kind);
  }

  @ExportMessage
  @TruffleBoundary
  boolean hasSourceLocation() {
    return ErrorPrinter.placeOf(this) != null;
  }

  @ExportMessage(name = "getSourceLocation")
  @TruffleBoundary
  SourceSection sourceLocation() throws UnsupportedMessageException {
    SourceSection section = ErrorPrinter.placeOf(this);
    if (section == null) {
      throw UnsupportedMessageException.create();
    }
    return section;
  }

  @ExportMessage
  boolean hasExceptionCause() {
    return cause instanceof BideException;
  }

  @ExportMessage
  Object getExceptionCause() throws UnsupportedMessageException {
    if (!hasExceptionCause()) {
      throw UnsupportedMessageException.create();
    }
    return cause;
  }

  @ExportMessage
  boolean hasExceptionStackTrace() {
    return true;
  }

  @ExportMessage
  @TruffleBoundary
  Object getExceptionStackTrace() {
    return new ToolArray(ErrorPrinter.shownSteps(this).stream().map(TraceStep::new).toList());
  }

  @ExportMessage
  boolean hasMembers() {
    return true;
  }

  @ExportMessage
  Object getMembers(@SuppressWarnings("unused") boolean includeInternal) {
    return new ToolArray(MEMBERS);
  }

  @ExportMessage
  @TruffleBoundary
  boolean isMemberReadable(String member) {
    return MEMBERS.contains(member);
  }

  @ExportMessage
  @TruffleBoundary
  Object readMember(String member) throws UnknownIdentifierException {
    return switch (member) {
      case "kind" -> Strings.of(kind);
      case "message" -> Strings.of(message);
      case "value" -> GuestResult.of(value == null ? Nil.NIL : value);
      case "cause" -> cause instanceof BideException ? cause : GuestResult.of(Nil.NIL);
      case "trace" -> getExceptionStackTrace();
      default -> throw UnknownIdentifierException.create(member);
    };
  }
}
