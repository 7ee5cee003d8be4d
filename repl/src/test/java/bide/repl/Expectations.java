package bide.repl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the comments of a script say about its run.
 *
 * <pre>
 * print(1 + 2)          // expect: 3                       a line of standard output, in order
 * let a = 1 / 0         // expect error: division by zero  an error report that contains this and points at this line
 * let b = c             // expect compile error: …         a diagnostic on this line; no other ones may exist
 * work()                // expect warning: …
 * // expect stderr: note: main ended                       standard error contains this line
 * // args: one two
 * // stdin: a line of standard input
 * // exit: 1                                               where it does not follow from the others
 * // option: bide.suspendedMegabytes=1
 * // modes: default: reason                                runs in these modes only, which are separated by commas
 * // modes: all but one worker, compiled: reason
 * </pre>
 *
 * A comment {@code /* expect report:} up to its end is the whole of standard error, for the shape
 * of messages.
 */
final class Expectations {
  private static final Pattern COMMENT =
      Pattern.compile(
          "//\\s*(expect|expect error|expect compile error|expect warning|expect stderr|args|stdin|exit|option|modes):( (.*))?$");

  private static final Pattern REPORT =
      Pattern.compile("/\\* expect report:\\R(.*?)\\R?\\*/", Pattern.DOTALL);

  /** The head of a report and the place below it. */
  private static final Pattern SHOWN =
      Pattern.compile(
          "^(error|warning|caused by error): (.*)\\R *--> (.*?):(\\d+):(\\d+)$", Pattern.MULTILINE);

  /**
   * @param kind "error" or "warning"
   */
  private record Message(String kind, String text, int line) {
    @Override
    public String toString() {
      return "line " + line + ": " + kind + ": " + text;
    }
  }

  private final List<String> output = new ArrayList<>();
  private final List<Message> messages = new ArrayList<>();
  private final List<String> contained = new ArrayList<>();
  private final List<String> arguments = new ArrayList<>();
  private final Map<String, String> options = new LinkedHashMap<>();
  private List<Mode> modes = Mode.ALL;
  private final StringBuilder input = new StringBuilder();
  private @Nullable String report;
  private @Nullable Integer status;
  private boolean compileErrors;

  static Expectations of(String text) {
    Expectations expected = new Expectations();
    String[] lines = text.split("\\R", -1);
    for (int i = 0; i < lines.length; i++) {
      Matcher comment = COMMENT.matcher(lines[i]);
      if (comment.find()) {
        expected.add(
            comment.group(1),
            comment.group(3) == null ? "" : comment.group(3).stripTrailing(),
            i + 1);
      }
    }
    Matcher whole = REPORT.matcher(text);
    if (whole.find()) {
      expected.report = whole.group(1).stripTrailing();
    }
    return expected;
  }

  private void add(String kind, String text, int line) {
    switch (kind) {
      case "expect" -> output.add(text);
      case "expect error" -> messages.add(new Message("error", text, line));
      case "expect compile error" -> {
        messages.add(new Message("error", text, line));
        compileErrors = true;
      }
      case "expect warning" -> messages.add(new Message("warning", text, line));
      case "expect stderr" -> contained.add(text);
      case "args" -> arguments.addAll(List.of(text.split(" ")));
      case "stdin" -> input.append(text).append('\n');
      case "exit" -> status = Integer.valueOf(text);
      case "option" -> {
        String[] option = text.split("=", 2);
        options.put(option[0], option[1]);
      }
      case "modes" -> modes = modes(text);
      default -> throw new IllegalArgumentException(kind);
    }
  }

  /** Modes and the reason for them: an exception that nobody can judge is none. */
  private static List<Mode> modes(String text) {
    Matcher exception = Pattern.compile("(all but )?([^:]+): (.+)").matcher(text);
    if (!exception.matches()) {
      throw new IllegalArgumentException(
          "`// modes: " + text + "` is not `NAMES: reason` or `all but NAMES: reason`");
    }
    List<Mode> named =
        Arrays.stream(exception.group(2).split(", *"))
            .map(name -> Mode.valueOf(name.toUpperCase(Locale.ROOT).replace(' ', '_')))
            .toList();
    return exception.group(1) == null
        ? named
        : Mode.ALL.stream().filter(mode -> !named.contains(mode)).toList();
  }

  /** The modes that the script is to be run in. */
  List<Mode> modes() {
    return modes;
  }

  /** Options of the language that the script is to be run with. */
  Map<String, String> options() {
    return options;
  }

  List<String> arguments() {
    return arguments;
  }

  String input() {
    return input.toString();
  }

  /** A description of what is not as expected; null when all is. */
  @Nullable String mismatch(ScriptRun run) {
    List<String> wrong = new ArrayList<>();
    String expectedOut = output.isEmpty() ? "" : String.join("\n", output) + "\n";
    if (!expectedOut.equals(run.out().replaceAll("(?m)[ \t]+$", ""))) {
      wrong.add(
          "standard output is not as expected (- expected, + printed):\n"
              + Difference.of(output, run.out().lines().toList()));
    }
    if (report != null) {
      if (!report.equals(run.err().stripTrailing())) {
        wrong.add(
            "standard error is not as expected (- expected, + printed):\n"
                + Difference.of(
                    report.lines().toList(), run.err().stripTrailing().lines().toList()));
      }
    } else {
      compareMessages(run, wrong);
    }
    for (String part : contained) {
      if (!run.err().contains(part)) {
        wrong.add("standard error does not contain: " + part);
      }
    }
    if (run.status() != expectedStatus()) {
      wrong.add("exit status " + run.status() + " instead of " + expectedStatus());
    }
    if (wrong.isEmpty()) {
      return null;
    }
    String shown = run.err().isEmpty() ? "" : "\n\nstandard error was:\n" + run.err();
    return String.join("\n", wrong) + shown;
  }

  private void compareMessages(ScriptRun run, List<String> wrong) {
    List<Message> shown = new ArrayList<>();
    Matcher matcher = SHOWN.matcher(run.err());
    while (matcher.find()) {
      if (!matcher.group(1).startsWith("caused")) {
        shown.add(
            new Message(matcher.group(1), matcher.group(2), Integer.parseInt(matcher.group(4))));
      }
    }
    for (Message message : messages) {
      Message found =
          shown.stream()
              .filter(
                  m ->
                      m.kind.equals(message.kind)
                          && m.line == message.line
                          && m.text.contains(message.text))
              .findFirst()
              .orElse(null);
      if (found == null) {
        wrong.add("not reported: " + message);
      } else {
        shown.remove(found);
      }
    }
    if (contained.isEmpty()) {
      shown.forEach(m -> wrong.add("not expected: " + m));
      if (messages.isEmpty() && !run.err().isEmpty()) {
        wrong.add("standard error is not empty");
      }
    }
  }

  private int expectedStatus() {
    if (status != null) {
      return status;
    }
    if (compileErrors) {
      return ExitStatus.USAGE;
    }
    return messages.stream().anyMatch(m -> m.kind.equals("error"))
        ? ExitStatus.FAILED
        : ExitStatus.OK;
  }
}
