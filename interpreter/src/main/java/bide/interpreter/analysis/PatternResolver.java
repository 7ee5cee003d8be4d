package bide.interpreter.analysis;

import bide.grammar.Span;
import bide.grammar.tree.Pattern;
import bide.interpreter.data.Constructed;
import bide.interpreter.data.StructType;
import bide.interpreter.data.Variant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Resolves patterns: which names they bind, which structs and variants they test for. A bare name
 * that is a variant without fields tests for it; any other binds.
 */
final class PatternResolver {
  private final Resolver resolver;
  private final TypeNames types;

  PatternResolver(Resolver resolver, TypeNames types) {
    this.resolver = resolver;
    this.types = types;
  }

  /** Names bound so far by one pattern, or by one alternative of it. */
  private final class Binder {
    final boolean topLevel;

    /** Among the arms of a match: a name that is nearly a variant is probably meant to be one. */
    final boolean inMatch;

    /** Variables that the first alternative declared; null outside of later alternatives. */
    final @Nullable Map<String, Variable> shared;

    final Map<String, Variable> bound = new LinkedHashMap<>();

    Binder(boolean topLevel, boolean inMatch, @Nullable Map<String, Variable> shared) {
      this.topLevel = topLevel;
      this.inMatch = inMatch;
      this.shared = shared;
    }

    void bind(Pattern.Name name) {
      Variable variable = shared == null ? null : shared.get(name.name());
      if (variable == null) {
        if (shared != null) {
          unequalAlternatives(name.name(), name.span());
        }
        variable = resolver.declare(name, topLevel);
      } else {
        resolver.result().variables.put(name, variable);
      }
      add(name.name(), variable, name.span());
    }

    void add(String name, Variable variable, Span span) {
      if (bound.put(name, variable) != null) {
        resolver.error(
            "duplicate-binding", "`" + name + "` is bound twice in this pattern", span, null);
      }
    }
  }

  void resolve(Pattern pattern, boolean topLevel, boolean inMatch) {
    resolve(pattern, new Binder(topLevel, inMatch, null));
  }

  private void resolve(Pattern pattern, Binder binder) {
    switch (pattern) {
      case Pattern.Wildcard x -> {}
      case Pattern.Error x -> {}
      case Pattern.Literal x -> {}
      case Pattern.Range x -> {}
      case Pattern.Name name -> name(name, binder);
      case Pattern.ListPattern list -> {
        list.elements().forEach(p -> resolve(p, binder));
        if (list.rest() != null) {
          binder.bind(list.rest());
        }
      }
      case Pattern.MapPattern map -> {
        map.entries().forEach(e -> resolve(e.pattern(), binder));
        if (map.rest() != null) {
          binder.bind(map.rest());
        }
      }
      case Pattern.StructPattern struct -> {
        struct(struct);
        struct.fields().forEach(f -> resolve(f.pattern(), binder));
      }
      case Pattern.VariantPattern variant -> {
        variant(variant);
        variant.arguments().forEach(p -> resolve(p, binder));
      }
      case Pattern.Alternatives alternatives -> alternatives(alternatives, binder);
      case Pattern.Binding binding -> {
        binder.bind(binding.name());
        resolve(binding.pattern(), binder);
      }
    }
  }

  // ---------------------------------------------------------------- names

  private void name(Pattern.Name name, Binder binder) {
    Object meaning = name.isMutable() ? null : types.meaning(name.name());
    if (meaning instanceof TypeNames.Ambiguous ambiguous) {
      types.report(ambiguous, name.span());
      return;
    }
    if (!(meaning instanceof Variant variant)) {
      warnOfSlip(name, binder);
      binder.bind(name);
      return;
    }
    if (variant.kind() == Variant.Kind.UNIT) {
      resolver.result().constants.put(name, variant);
      return;
    }
    resolver.error(
        "variant-with-values",
        "`" + variant.name() + "` holds values, which this pattern leaves out",
        name.span(),
        "write `" + TypeNames.shape(variant) + "`");
  }

  /** The names that a resolved pattern binds. */
  void namesOf(Pattern pattern, Collection<Pattern.Name> into) {
    switch (pattern) {
      case Pattern.Name name -> {
        if (resolver.result().binds(name)) {
          into.add(name);
        }
      }
      case Pattern.ListPattern list -> {
        list.elements().forEach(p -> namesOf(p, into));
        if (list.rest() != null) {
          into.add(list.rest());
        }
      }
      case Pattern.MapPattern map -> {
        map.entries().forEach(e -> namesOf(e.pattern(), into));
        if (map.rest() != null) {
          into.add(map.rest());
        }
      }
      case Pattern.StructPattern struct -> struct.fields().forEach(f -> namesOf(f.pattern(), into));
      case Pattern.VariantPattern variant -> variant.arguments().forEach(p -> namesOf(p, into));
      case Pattern.Alternatives alternatives ->
          namesOf(alternatives.alternatives().getFirst(), into);
      case Pattern.Binding binding -> {
        into.add(binding.name());
        namesOf(binding.pattern(), into);
      }
      case Pattern.Wildcard x -> {}
      case Pattern.Literal x -> {}
      case Pattern.Range x -> {}
      case Pattern.Error x -> {}
    }
  }

  private void warnOfSlip(Pattern.Name name, Binder binder) {
    if (binder.inMatch && Character.isUpperCase(name.name().codePointAt(0))) {
      String close = Suggestions.closest(name.name(), types.variantNames());
      if (close != null) {
        resolver.warning(
            "binds-like-variant",
            "`" + name.name() + "` is no variant: as a new variable it fits everything",
            name.span(),
            Resolver.didYouMean(close));
      }
    }
  }

  /**
   * All alternatives bind the same names; the first declares them, the others refer to its
   * variables.
   */
  private void alternatives(Pattern.Alternatives alternatives, Binder outer) {
    List<Pattern> all = alternatives.alternatives();
    Binder first = new Binder(outer.topLevel, outer.inMatch, outer.shared);
    resolve(all.getFirst(), first);
    for (Pattern other : all.subList(1, all.size())) {
      Binder binder = new Binder(outer.topLevel, outer.inMatch, new HashMap<>(first.bound));
      resolve(other, binder);
      for (String name : first.bound.keySet()) {
        if (!binder.bound.containsKey(name)) {
          unequalAlternatives(name, other.span());
        }
      }
    }
    first.bound.forEach((name, variable) -> outer.add(name, variable, alternatives.span()));
  }

  private void unequalAlternatives(String name, Span span) {
    resolver.error(
        "alternative-names",
        "`" + name + "` is bound in one alternative but not in the others",
        span,
        null);
  }

  // ---------------------------------------------------------------- structs and variants

  private void struct(Pattern.StructPattern pattern) {
    Span nameSpan = TypeNames.spanOf(pattern.path(), pattern.span());
    Object meaning = types.find(pattern.path(), nameSpan);
    if (meaning == null) {
      return;
    }
    boolean named =
        meaning instanceof StructType
            || meaning instanceof Variant variant && variant.kind() == Variant.Kind.NAMED;
    if (!named) {
      types.wrongShape(meaning, nameSpan);
      return;
    }
    Constructed made = (Constructed) meaning;
    resolver.result().constants.put(pattern, made);
    Set<String> seen = new HashSet<>();
    for (Pattern.FieldPattern field : pattern.fields()) {
      Span span = TypeNames.spanOf(List.of(field.key()), field.span());
      if (types.isField(made, field.key(), span) && !seen.add(field.key())) {
        resolver.error(
            "duplicate-field", "`" + field.key() + "` stands twice in this pattern", span, null);
      }
    }
    List<String> missing = new ArrayList<>(made.fields().names());
    missing.removeAll(seen);
    if (!pattern.open() && !missing.isEmpty()) {
      resolver.error(
          "missing-fields",
          "the pattern leaves out " + TypeNames.list(missing) + " of `" + made.name() + "`",
          nameSpan,
          "add `..` to leave out fields");
    }
  }

  private void variant(Pattern.VariantPattern pattern) {
    Span nameSpan = TypeNames.spanOf(pattern.path(), pattern.span());
    Object meaning = types.find(pattern.path(), nameSpan);
    if (meaning == null) {
      return;
    }
    if (!(meaning instanceof Variant variant)
        || pattern.isCall() != (variant.kind() == Variant.Kind.POSITIONAL)) {
      types.wrongShape(meaning, nameSpan);
      return;
    }
    int count = variant.fields().count();
    int given = pattern.arguments().size();
    if (pattern.isCall() && (pattern.open() ? given > count : given != count)) {
      resolver.error(
          "variant-values",
          "`" + variant.name() + "` holds " + TypeNames.count(count) + ", the pattern has " + given,
          pattern.span(),
          "write `" + TypeNames.shape(variant) + "`, with `_` for what is not wanted");
      return;
    }
    resolver.result().constants.put(pattern, variant);
  }
}
