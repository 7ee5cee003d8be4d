package bide.grammar.tree;

import bide.grammar.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a value is matched against and taken apart by. */
public sealed interface Pattern extends Tree {
  record Wildcard(Span span) implements Pattern {}

  /** A name: binds, or, where an enum's unit variant of that name is in scope, compares. */
  record Name(String name, boolean isMutable, Span span) implements Pattern {}

  /**
   * A literal: {@link Expr.Nil}, Bool, Int, Float, Duration, Str without interpolation, Bytes;
   * negative numbers are folded.
   */
  record Literal(Expr value, Span span) implements Pattern {}

  /** {@code 1..5}, {@code 'a'..='z'}; bounds are literals; a missing bound is open. */
  record Range(@Nullable Expr from, @Nullable Expr to, boolean inclusive, Span span)
      implements Pattern {}

  /**
   * {@code [a, b, ..rest]}; restIndex is the place of {@code ..} among the elements, -1 without;
   * rest null for a bare {@code ..}.
   */
  record ListPattern(List<Pattern> elements, int restIndex, @Nullable Name rest, Span span)
      implements Pattern {}

  /** {@code #{name, age: a, ..rest}}: the named keys must be there; others may be. */
  record MapPattern(List<FieldPattern> entries, @Nullable Name rest, Span span)
      implements Pattern {}

  /** {@code Point { x, .. }}, {@code Shape.Rect { w, h }}. */
  record StructPattern(List<String> path, List<FieldPattern> fields, boolean open, Span span)
      implements Pattern {}

  record FieldPattern(String key, Pattern pattern, Span span) {}

  /**
   * {@code Circle(r)}, {@code Shape.Circle(r)}, {@code Shape.Empty} (then arguments is empty and
   * isCall false), {@code Circle(a, ..)} (then open is true).
   */
  record VariantPattern(
      List<String> path, List<Pattern> arguments, boolean isCall, boolean open, Span span)
      implements Pattern {}

  record Alternatives(List<Pattern> alternatives, Span span) implements Pattern {}

  /** {@code x @ p}. */
  record Binding(Name name, Pattern pattern, Span span) implements Pattern {}

  record Error(Span span) implements Pattern {}
}
