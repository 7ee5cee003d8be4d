package bide.grammar;

/**
 * A half-open range of UTF-16 offsets into one source text.
 *
 * @param start offset of the first character
 * @param end offset after the last character; equal to {@code start} for an empty span
 */
public record Span(int start, int end) {
  public static Span of(int start, int end) {
    return new Span(start, end);
  }

  /** The smallest span that covers both. */
  public Span to(Span other) {
    return new Span(Math.min(start, other.start), Math.max(end, other.end));
  }

  public int length() {
    return end - start;
  }
}
