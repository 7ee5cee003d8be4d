package bide.interpreter.async;

import bide.interpreter.builtin.NextItem;
import bide.interpreter.error.ErrorPrinter;
import bide.interpreter.error.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a task rests and what it waits for, in words. Made while the task is held ({@link
 * bide.runtime.task.Task#hold}), so that no worker changes what is read; what it has read stays
 * true of that moment.
 */
final class Resting {
  /** Calls above a handler that are looked at. */
  private static final int MOST_CALLERS = 100;

  /** Of a {@code join} of thousands the rest is counted. */
  private static final int MOST_PARTS = 8;

  private static final String INDENT = "   ";
  private static final Pattern NAME = Pattern.compile("<future (.*)>");

  /** Plain words for what the language has no other name for than the method's. */
  private static final Map<String, String> WORDS =
      Map.of(
          "recv", "a value from a channel",
          "send", "room in a channel",
          "lock", "a lock",
          "acquire", "a permit",
          "notified", "a signal",
          "wait", "the others at a barrier",
          "sleep", "a timer",
          "spawn_blocking", "a blocking function");

  /** Of what shares its name with other futures. */
  private static final Map<String, String> LOCKS =
      Map.of(
          "<future read>", "waits for a lock for reading",
          "<future write>", "waits for a lock for writing");

  /**
   * One thing that somebody else has to do first.
   *
   * @param task whose end is waited for; null for something that tasks hold
   * @param source what is held, as in {@link Held#source}
   */
  record Need(@Nullable Strand task, @Nullable Object source) {}

  /** {@code "waits for a lock"}; empty where it only waits for its turn. */
  final String waits;

  /** The way from where it rests to its outermost call, then its branches; indented. */
  final List<String> lines = new ArrayList<>();

  /** What others have to do before it can go on. */
  final List<Need> needs = new ArrayList<>();

  private final Holders holders;
  private final List<String> heldBy = new ArrayList<>();

  private Resting(Strand strand, Holders holders, String indent) {
    this.holders = holders;
    waits = describe(strand.leaf, indent);
    lines.addAll(0, indented(way(strand.innermost), indent));
    lines.addAll(0, heldBy);
  }

  /** Of a task that is held. */
  static Resting of(Strand task, Holders holders) {
    return new Resting(task, holders, INDENT);
  }

  /** Of a task that waits, which is held meanwhile; null where it runs, is queued or has ended. */
  static @Nullable Resting ofWaiting(Strand task, Holders holders) {
    if (!task.hold()) {
      return null;
    }
    try {
      return of(task, holders);
    } finally {
      task.letGo();
    }
  }

  /**
   * The way of a task that lies in a queue, indented; none where it has not begun. A worker may
   * take the task at any moment, so nothing is read but its calls, which stay as they are while
   * they rest.
   *
   * @return null where the task has been taken meanwhile
   */
  static @Nullable List<String> ofQueued(Strand task) {
    Activation innermost = task.innermost;
    List<String> lines =
        innermost instanceof NotStarted ? List.of() : indented(way(innermost), INDENT);
    return task.isQueued() && task.innermost == innermost ? lines : null;
  }

  /** What it waits for, in words. */
  String waitsOrTurn() {
    return waits.isEmpty() ? "waits for its turn" : waits;
  }

  /** The place where {@code activation} goes on, and those of all that wait for it. */
  static Trace way(@Nullable Activation activation) {
    Trace way = new Trace();
    wayOn(way, activation);
    return way;
  }

  /** Adds {@code activation} and all that wait for it. */
  static void wayOn(Trace way, @Nullable Activation activation) {
    for (Activation a = activation; a != null; a = a.parent) {
      Trace.Step step = step(a);
      if (step != null) {
        way.rests(step.function(), step.place(), way.isEmpty());
      }
    }
  }

  /**
   * The calls that wait for {@code activation}, innermost first, up to the outermost of its task;
   * of very many not all, since each handler on the way of an error asks.
   */
  static List<Trace.Step> callers(Strand strand, Activation activation) {
    List<Trace.Step> callers = new ArrayList<>();
    Strand part = strand;
    Activation call = activation.parent;
    String passage = null;
    for (int i = 0; i < MOST_CALLERS; i++) {
      if (call == null) {
        Strand whole = part.partOf();
        if (whole == null) {
          return callers;
        }
        passage = joined(passage, passage(part, whole));
        part = whole;
        call = whole.innermost;
        continue;
      }
      Trace.Step step = step(call);
      if (step != null) {
        callers.add(passage == null ? step : step.through(passage));
      }
      passage = null; // what the library joins is no part of the script
      call = call.parent;
    }
    callers.add(new Trace.Step(Trace.Kind.UNKNOWN, "", null));
    return callers;
  }

  /** What of that is awaited, for people; null where it is the part alone. */
  private static @Nullable String passage(Strand part, Strand whole) {
    return switch (part.scheduler()) {
      case Composite composite -> composite.passage(part);
      case StartedCall call when whole.leaf instanceof Composite composite ->
          composite.passage(call);
      default -> null;
    };
  }

  private static @Nullable String joined(@Nullable String inner, @Nullable String outer) {
    return inner == null ? outer : outer == null ? inner : inner + " in " + outer;
  }

  /** Where a call goes on; null where that is not in the script. */
  private static Trace.@Nullable Step step(Activation activation) {
    if (activation instanceof NotStarted call) {
      return new Trace.Step(Trace.Kind.AWAITED, call.code.name(), null);
    }
    if (activation instanceof Relay relay
        && relay.place != null
        && !relay.place.getRootNode().isInternal()) {
      AwaitNode place = relay.place;
      return new Trace.Step(
          Trace.Kind.AWAITED, place.getRootNode().getName(), place.getSourceSection());
    }
    Layout layout = activation.layout;
    return layout == null || layout.root.isInternal()
        ? null
        : new Trace.Step(Trace.Kind.AWAITED, layout.root.getName(), layout.place());
  }

  static List<String> indented(Trace way, String indent) {
    return ErrorPrinter.traceLines(way).stream().map(line -> indent + line).toList();
  }

  /** Who has spawned it, and where, as the last line of its way; none where that is not known. */
  static List<String> spawned(@Nullable TaskInfo info, String indent) {
    if (info == null || info.place() == null || info.place().getSource().isInternal()) {
      return List.of();
    }
    Trace way = new Trace();
    way.spawned(info.spawner(), info.place());
    return indented(way, indent);
  }

  private String describe(@Nullable Object awaited, String indent) {
    switch (awaited) {
      case null -> {
        return "";
      }
      case Strand task -> {
        needs.add(new Need(task, null));
        return "waits for " + Awaitables.describe(task);
      }
      case Acquisition acquisition -> {
        needs.add(new Need(null, acquisition.source()));
        holders.of(acquisition.source()).forEach(holder -> heldBy.add(indent + holder));
        return LOCKS.getOrDefault(acquisition.toString(), words(acquisition.toString()));
      }
      case Initialisation.Turn turn -> {
        needs.add(new Need(turn.task(), null));
        return "waits for the value that " + Awaitables.describe(turn.task()) + " makes";
      }
      case NextItem item -> {
        return words(item.receive().toString());
      }
      case StartedCall call -> {
        return call.strand() == null ? "" : branch(call.strand(), indent);
      }
      case Inputs inputs -> {
        Strand input = inputs.current();
        return input == null ? "waits for the next input" : branch(input, indent);
      }
      case Composite composite -> {
        composite(composite, indent);
        return "waits in " + composite.name();
      }
      default -> {
        return words(awaited.toString());
      }
    }
  }

  /** What a call within the task waits for; the lines say where. */
  private String branch(Strand strand, String indent) {
    Resting within = new Resting(strand, holders, indent);
    lines.addAll(within.lines);
    needs.addAll(within.needs);
    return within.waits;
  }

  private void composite(Composite composite, String indent) {
    List<String> names = new ArrayList<>();
    List<Object> parts = new ArrayList<>();
    composite.parts(
        (name, part) -> {
          names.add(name);
          parts.add(part);
        });
    for (int i = 0; i < Math.min(parts.size(), MOST_PARTS); i++) {
      int at = lines.size();
      Object part = parts.get(i);
      String below = indent + INDENT;
      String waits =
          part instanceof Strand strand && !strand.isRoot()
              ? branch(strand, below)
              : describe(part, below);
      lines.addAll(at, heldBy);
      heldBy.clear();
      String name = names.get(i).isEmpty() ? composite.name() : names.get(i);
      lines.add(at, indent + name + " " + (waits.isEmpty() ? "waits for its turn" : waits));
    }
    if (parts.size() > MOST_PARTS) {
      lines.add(indent + "… and " + (parts.size() - MOST_PARTS) + " more …");
    }
  }

  private static String words(String future) {
    Matcher name = NAME.matcher(future);
    String called = name.matches() ? name.group(1) : future;
    return "waits for " + WORDS.getOrDefault(called, called);
  }
}
