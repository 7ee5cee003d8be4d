package bide.interpreter.error;

import bide.grammar.Diagnostic;
import bide.grammar.DiagnosticPrinter;
import bide.grammar.Span;
import com.oracle.truffle.api.source.Source;
import com.oracle.truffle.api.source.SourceSection;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Shows errors to people: message, place, the source line, help, and the way the error took, with
 * repetitions folded.
 */
public final class ErrorPrinter {
  /** Longest repeating pattern that is looked for in a trace, in steps. */
  private static final int LONGEST_PATTERN = 8;

  /** Of a longer chain of causes the rest is counted. */
  private static final int MOST_ERRORS = 20;

  private ErrorPrinter() {}

  /** The report of one diagnostic, without a newline at its end. */
  public static String render(Source source, Diagnostic diagnostic) {
    return new DiagnosticPrinter(source.getName(), source.getCharacters().toString())
        .print(diagnostic)
        .stripTrailing();
  }

  /** The whole report of an error that ended a task. */
  public static String render(Throwable error) {
    if (!(error instanceof BideException failure)) {
      return "error: " + error;
    }
    StringBuilder out = new StringBuilder();
    appendAll(failure, out, Collections.newSetFromMap(new IdentityHashMap<>()));
    return out.toString();
  }

  /** With its causes, and with the errors that came second to it. */
  private static void appendAll(
      BideException failure, StringBuilder out, Set<BideException> shown) {
    shown.add(failure);
    append(failure, out);
    for (BideException further : failure.suppressed()) {
      if (shown.size() >= MOST_ERRORS) {
        out.append("\n… and more errors beside it …");
        break;
      }
      if (!shown.contains(further)) {
        out.append("\nbeside it ");
        appendAll(further, out, shown);
      }
    }
    if (failure.moreSuppressed() > 0) {
      out.append("\n… and " + failure.moreSuppressed() + " errors beside it that were not kept …");
    }
    if (failure.cause() instanceof BideException cause && !shown.contains(cause)) {
      if (shown.size() >= MOST_ERRORS) {
        out.append("\n… caused by " + causes(failure) + " more errors …");
        return;
      }
      out.append("\ncaused by ");
      appendAll(cause, out, shown);
    }
  }

  private static int causes(BideException failure) {
    int count = 0;
    for (Object cause = failure.cause();
        cause instanceof BideException inner;
        cause = inner.cause()) {
      count++;
    }
    return count;
  }

  /** Kind and message, in one line where the message is one. */
  public static String title(BideException failure) {
    return failure.kind().equals("Error") ? failure.text() : failure.kind() + ": " + failure.text();
  }

  private static void append(BideException failure, StringBuilder out) {
    failure.trace().collect(failure);
    String title = title(failure);
    SourceSection place = place(failure);
    if (place == null) {
      out.append("error: ").append(title);
      if (failure.help() != null) {
        out.append("\nhelp: ").append(failure.help());
      }
    } else {
      Span span = Span.of(place.getCharIndex(), place.getCharEndIndex());
      Diagnostic shown = Diagnostic.error(failure.kind(), title, span, failure.help());
      out.append(render(place.getSource(), shown));
    }
    for (String line : traceLines(failure)) {
      out.append("\n   ").append(line);
    }
    if (failure.internal() != null) {
      StringWriter stack = new StringWriter();
      failure.internal().printStackTrace(new PrintWriter(stack));
      out.append("\nthis is a fault of Bide itself:\n").append(stack.toString().stripTrailing());
    }
  }

  private static @Nullable SourceSection place(BideException failure) {
    return place(failure, failure.trace());
  }

  /** Where an error arose that may still be on its way, as its report shows it. */
  static @Nullable SourceSection placeOf(BideException failure) {
    return place(failure, failure.trace().asOf(failure));
  }

  private static @Nullable SourceSection place(BideException failure, Trace trace) {
    if (failure.place() != null && failure.place().getEncapsulatingSourceSection() != null) {
      return failure.place().getEncapsulatingSourceSection();
    }
    List<Trace.@Nullable Run> steps = trace.steps();
    return steps.isEmpty() || steps.getFirst() == null ? null : steps.getFirst().step().place();
  }

  // ---------------------------------------------------------------- traces

  /** The way an error took so far, innermost step first, with repetitions folded. */
  public static List<String> traceLines(BideException failure) {
    failure.trace().collect(failure);
    return traceLines(failure.trace());
  }

  /** The steps that {@link #traceLines} shows, without what it only counts. */
  static List<Trace.Step> shownSteps(BideException failure) {
    return lines(failure.trace().asOf(failure)).stream()
        .map(Line::step)
        .filter(step -> step != null && step.kind() != Trace.Kind.UNKNOWN)
        .toList();
  }

  /** The steps of a trace, innermost first, with repetitions folded. */
  public static List<String> traceLines(Trace trace) {
    return lines(trace).stream().map(Line::text).toList();
  }

  /**
   * @param step null for a line that counts what is not shown
   */
  private record Line(String text, Trace.@Nullable Step step) {
    static Line of(Trace.Step step) {
      return new Line(describe(step), step);
    }
  }

  private static List<Line> lines(Trace trace) {
    List<Trace.@Nullable Run> runs = trace.steps();
    List<Line> lines = new ArrayList<>();
    int i = 0;
    while (i < runs.size()) {
      if (runs.get(i) == null) {
        lines.add(new Line("… " + trace.leftOut() + " more …", null));
        i++;
        continue;
      }
      int length = 1;
      int times = 1;
      for (int pattern = 2; pattern <= LONGEST_PATTERN; pattern++) {
        int repeats = repeats(runs, i, pattern);
        if (repeats >= 3 && repeats * pattern > times * length) {
          length = pattern;
          times = repeats;
        }
      }
      for (Trace.Run run : runs.subList(i, i + length)) {
        add(run, lines);
      }
      if (times > 1) {
        lines.add(
            new Line("… these " + length + " repeated " + (times - 1) + " more times …", null));
      }
      i += length * times;
    }
    return lines;
  }

  private static void add(Trace.Run run, List<Line> lines) {
    lines.add(Line.of(run.step()));
    if (run.times() == 2) {
      lines.add(Line.of(run.step()));
    } else if (run.times() > 2) {
      lines.add(new Line("… repeated " + (run.times() - 1) + " more times …", null));
    }
  }

  /** How often the steps from {@code start} on repeat with a period of {@code pattern}. */
  private static int repeats(List<Trace.@Nullable Run> runs, int start, int pattern) {
    int count = 1;
    while (start + (count + 1) * pattern <= runs.size()) {
      for (int k = 0; k < pattern; k++) {
        Trace.Run one = runs.get(start + k);
        Trace.Run other = runs.get(start + count * pattern + k);
        if (one == null || !one.equals(other)) {
          return count;
        }
      }
      count++;
    }
    return count;
  }

  public static String describe(Trace.Step step) {
    if (step.kind() == Trace.Kind.UNKNOWN) {
      return "… and the calls that led there …";
    }
    String word =
        switch (step.kind()) {
          case AT -> "at ";
          case CALLED -> "called in ";
          case AWAITED -> "awaited in ";
          case RESUMED -> "resumed in ";
          case SPAWNED -> "spawned by ";
          case UNKNOWN -> "";
        };
    return word
        + step.function()
        + (step.place() == null ? "" : " (" + location(step.place()) + ")");
  }

  public static String location(SourceSection place) {
    return place.getSource().getName() + ":" + place.getStartLine() + ":" + place.getStartColumn();
  }
}
