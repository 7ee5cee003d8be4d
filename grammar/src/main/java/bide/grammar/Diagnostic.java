package bide.grammar;

import org.jspecify.annotations.Nullable;

/**
 * Something to say about a place in the source.
 *
 * @param message what was found, in the user's words, without a full stop
 * @param help what to do about it; null where there is no likely fix
 * @param code a stable name such as {@code unclosed-bracket}
 */
public record Diagnostic(
    Severity severity, String code, String message, Span span, @Nullable String help) {
  public enum Severity {
    ERROR,
    WARNING
  }

  public static Diagnostic error(String code, String message, Span span) {
    return new Diagnostic(Severity.ERROR, code, message, span, null);
  }

  public static Diagnostic error(String code, String message, Span span, @Nullable String help) {
    return new Diagnostic(Severity.ERROR, code, message, span, help);
  }

  /** Whether a program with it does not run. */
  public boolean isError() {
    return severity == Severity.ERROR;
  }
}
