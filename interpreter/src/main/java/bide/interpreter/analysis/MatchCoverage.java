package bide.interpreter.analysis;

import bide.grammar.tree.Expr;
import bide.grammar.tree.Pattern;
import bide.interpreter.data.Constructed;
import bide.interpreter.data.EnumType;
import bide.interpreter.data.StructType;
import bide.interpreter.data.Variant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which values the arms of a match leave out, and which arms no value reaches.
 *
 * <p>What is left out is found by taking the columns of a matrix of patterns apart (Maranget,
 * "Warnings for pattern matching", 2007). Values have no static types here, so a column counts as
 * one over an enum, a struct or a bool where all of its patterns are; a column of anything else is
 * exhausted by a name or {@code _} alone.
 */
final class MatchCoverage {
  /** A column that is exhausted by a name alone. */
  private static final List<Object> OPEN = List.of();

  /** Names of more missing variants say no more. */
  private static final int MOST_SHOWN = 6;

  /** Alternatives within alternatives multiply; beyond this many steps nothing is said. */
  private static final int MOST_STEPS = 5_000;

  private final Resolution resolution;
  private int steps;

  MatchCoverage(Resolution resolution) {
    this.resolution = resolution;
  }

  /**
   * Patterns for values that no arm fits, as one could write them; empty where the match is not one
   * over the variants of one enum, or leaves out nothing.
   */
  List<String> missing(Expr.Match match) {
    List<List<Pattern>> rows = new ArrayList<>();
    List<List<Pattern>> all = new ArrayList<>();
    for (Expr.MatchArm arm : match.arms()) {
      for (Pattern pattern : alternatives(arm.pattern())) {
        all.add(List.of(pattern));
        if (arm.guard() == null) {
          rows.add(List.of(pattern));
        }
      }
    }
    List<Object> heads = signature(all);
    if (heads.isEmpty() || !(heads.getFirst() instanceof Variant)) {
      return List.of();
    }
    // Guarded arms say what the match is over, though they do not cover it.
    steps = 0;
    List<String> found = new ArrayList<>();
    for (Object head : heads) {
      for (List<String> rest : missing(specialised(rows, head), arity(head))) {
        found.add(text(head, rest, prefix(match)));
      }
    }
    return steps > MOST_STEPS ? List.of() : found.stream().limit(MOST_SHOWN).toList();
  }

  /** Whether each value that {@code pattern} fits is taken by an earlier pattern. */
  boolean isCovered(Pattern pattern, List<Pattern> earlier) {
    return alternatives(pattern).stream()
        .allMatch(
            one ->
                earlier.stream()
                    .flatMap(e -> alternatives(e).stream())
                    .anyMatch(e -> covers(e, one)));
  }

  private boolean covers(Pattern wide, Pattern narrow) {
    if (isCatchAll(wide)) {
      return true;
    }
    Object head = head(wide);
    if (head instanceof Constructed && head == head(narrow)) {
      List<Pattern> inWide = parts(wide, head);
      List<Pattern> inNarrow = parts(narrow, head);
      for (int i = 0; i < inWide.size(); i++) {
        if (!isCovered(inNarrow.get(i), List.of(inWide.get(i)))) {
          return false;
        }
      }
      return true;
    }
    return wide instanceof Pattern.Literal a
        && narrow instanceof Pattern.Literal b
        && sameValue(a.value(), b.value());
  }

  private static boolean sameValue(Expr a, Expr b) {
    return switch (a) {
      case Expr.Nil x -> b instanceof Expr.Nil;
      case Expr.Bool x -> b instanceof Expr.Bool y && x.value() == y.value();
      case Expr.Int x -> b instanceof Expr.Int y && x.value().equals(y.value());
      case Expr.Duration x -> b instanceof Expr.Duration y && x.nanos() == y.nanos();
      case Expr.Str x -> b instanceof Expr.Str y && x.parts().equals(y.parts());
      case Expr.Bytes x -> b instanceof Expr.Bytes y && Arrays.equals(x.value(), y.value());
      default -> false;
    };
  }

  /** Fits everything. */
  boolean isCatchAll(Pattern pattern) {
    return switch (pattern) {
      case Pattern.Wildcard x -> true;
      case Pattern.Error x -> true;
      case Pattern.Name name -> resolution.binds(name);
      case Pattern.Binding binding -> isCatchAll(binding.pattern());
      case Pattern.Alternatives either -> either.alternatives().stream().anyMatch(this::isCatchAll);
      default -> false;
    };
  }

  // ---------------------------------------------------------------- the matrix

  /** Rows of values that no row of patterns fits; each row has {@code columns} values. */
  private List<List<String>> missing(List<List<Pattern>> rows, int columns) {
    if (columns == 0) {
      return rows.isEmpty() ? List.of(List.of()) : List.of();
    }
    if (steps++ > MOST_STEPS) {
      return List.of();
    }
    List<Object> signature = signature(rows);
    List<List<String>> found = new ArrayList<>();
    if (signature.isEmpty()) {
      List<List<Pattern>> rest = new ArrayList<>();
      for (List<Pattern> row : rows) {
        if (isCatchAll(row.getFirst())) {
          rest.add(row.subList(1, row.size()));
        }
      }
      for (List<String> values : missing(rest, columns - 1)) {
        found.add(prepend("_", values));
      }
      return found;
    }
    for (Object head : signature) {
      int arity = arity(head);
      for (List<String> values : missing(specialised(rows, head), arity + columns - 1)) {
        String first = text(head, values.subList(0, arity), "");
        found.add(prepend(first, values.subList(arity, values.size())));
      }
    }
    return found;
  }

  private static List<String> prepend(String first, List<String> rest) {
    return Stream.concat(Stream.of(first), rest.stream()).toList();
  }

  /** All heads that values in the first column can have; OPEN where these cannot be listed. */
  private List<Object> signature(List<List<Pattern>> rows) {
    List<Object> heads =
        rows.stream()
            .map(row -> row.getFirst())
            .filter(p -> !isCatchAll(p))
            .map(this::head)
            .distinct()
            .toList();
    if (heads.isEmpty()) {
      return OPEN;
    }
    Object first = heads.getFirst();
    if (first instanceof Variant variant) {
      EnumType type = variant.type();
      boolean one = heads.stream().allMatch(h -> h instanceof Variant v && v.type() == type);
      return one ? List.copyOf(type.variants()) : OPEN;
    }
    if (heads.stream().allMatch(h -> h instanceof Boolean)) {
      return List.of(true, false);
    }
    return heads.size() == 1 && first instanceof StructType ? heads : OPEN;
  }

  private List<List<Pattern>> specialised(List<List<Pattern>> rows, Object head) {
    List<List<Pattern>> found = new ArrayList<>();
    for (List<Pattern> row : rows) {
      List<Pattern> parts;
      if (isCatchAll(row.getFirst())) {
        parts = wildcards(arity(head), row.getFirst());
      } else if (head(row.getFirst()).equals(head)) {
        parts = parts(row.getFirst(), head);
      } else {
        continue;
      }
      List<Pattern> wider = new ArrayList<>(parts);
      wider.addAll(row.subList(1, row.size()));
      expand(wider, arity(head), found);
    }
    return found;
  }

  /** One row for each choice among the alternatives of the first {@code width} columns. */
  private void expand(List<Pattern> row, int width, List<List<Pattern>> into) {
    for (int i = 0; i < width; i++) {
      List<Pattern> choices = alternatives(row.get(i));
      if (choices.size() > 1) {
        for (Pattern choice : choices) {
          List<Pattern> chosen = new ArrayList<>(row);
          chosen.set(i, choice);
          if (steps++ <= MOST_STEPS) {
            expand(chosen, width, into);
          }
        }
        return;
      }
      row.set(i, choices.getFirst());
    }
    into.add(row);
  }

  // ---------------------------------------------------------------- patterns

  /** What {@code p | q} and {@code x @ (p | q)} choose from; the pattern itself otherwise. */
  private static List<Pattern> alternatives(Pattern pattern) {
    return switch (pattern) {
      case Pattern.Binding binding -> alternatives(binding.pattern());
      case Pattern.Alternatives either ->
          either.alternatives().stream().flatMap(p -> alternatives(p).stream()).toList();
      default -> List.of(pattern);
    };
  }

  /** What a value must be made of: a variant, a struct, a bool; else the pattern itself. */
  private Object head(Pattern pattern) {
    if (pattern instanceof Pattern.Literal literal && literal.value() instanceof Expr.Bool bool) {
      return bool.value();
    }
    return resolution.constant(pattern) instanceof Constructed made ? made : pattern;
  }

  private static int arity(Object head) {
    return head instanceof Constructed made ? made.fields().count() : 0;
  }

  /** The patterns of the values inside, in the order of the fields. */
  private static List<Pattern> parts(Pattern pattern, Object head) {
    List<Pattern> parts = new ArrayList<>(wildcards(arity(head), pattern));
    switch (pattern) {
      case Pattern.VariantPattern variant -> {
        for (int i = 0; i < variant.arguments().size(); i++) {
          parts.set(i, variant.arguments().get(i));
        }
      }
      case Pattern.StructPattern struct -> {
        for (Pattern.FieldPattern field : struct.fields()) {
          int index = ((Constructed) head).fields().indexOf(field.key());
          if (index >= 0) {
            parts.set(index, field.pattern());
          }
        }
      }
      default -> {}
    }
    return parts;
  }

  private static List<Pattern> wildcards(int count, Pattern at) {
    return java.util.Collections.nCopies(count, new Pattern.Wildcard(at.span()));
  }

  // ---------------------------------------------------------------- words

  private static String text(Object head, List<String> values, String prefix) {
    if (!(head instanceof Constructed made)) {
      return head.toString();
    }
    String name = prefix + made.name();
    boolean any = values.stream().allMatch("_"::equals);
    if (made instanceof Variant variant && variant.kind() != Variant.Kind.NAMED) {
      return values.isEmpty() ? name : name + "(" + String.join(", ", values) + ")";
    }
    if (any) {
      return values.isEmpty() ? name + " {}" : name + " { .. }";
    }
    List<String> fields = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      if (!values.get(i).equals("_")) {
        fields.add(made.fields().name(i) + ": " + values.get(i));
      }
    }
    return name
        + fields.stream()
            .collect(
                Collectors.joining(", ", " { ", fields.size() < values.size() ? ", .. }" : " }"));
  }

  /** What the match writes before the names of variants: {@code Shape.}, or nothing. */
  private static String prefix(Expr.Match match) {
    for (Expr.MatchArm arm : match.arms()) {
      for (Pattern pattern : alternatives(arm.pattern())) {
        List<String> path = path(pattern);
        if (path != null) {
          return path.subList(0, path.size() - 1).stream()
              .map(p -> p + ".")
              .collect(Collectors.joining());
        }
      }
    }
    return "";
  }

  private static @Nullable List<String> path(Pattern pattern) {
    return switch (pattern) {
      case Pattern.VariantPattern variant -> variant.path();
      case Pattern.StructPattern struct -> struct.path();
      default -> null;
    };
  }
}
