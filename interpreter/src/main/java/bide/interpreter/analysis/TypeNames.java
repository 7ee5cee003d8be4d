package bide.interpreter.analysis;

import bide.grammar.Span;
import bide.grammar.tree.Expr;
import bide.interpreter.data.Constructed;
import bide.interpreter.data.DataType;
import bide.interpreter.data.EnumType;
import bide.interpreter.data.FieldList;
import bide.interpreter.data.StructType;
import bide.interpreter.data.Variant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the names of structs, enums and variants mean at a place, and where they are misused. */
final class TypeNames {
  private final Resolver resolver;
  private final Names names;

  TypeNames(Resolver resolver, Names names) {
    this.resolver = resolver;
    this.names = names;
  }

  /** A plain name that several enums of one block give to a variant. */
  record Ambiguous(List<Variant> variants) {}

  /** What a name that is no variable means; null where it is a variable or unknown. */
  @Nullable Object meaning(String name) {
    if (resolver.scope().lookup(name) != null) {
      return null;
    }
    Object constant = resolver.scope().lookupConstant(name);
    return constant != null ? constant : names.builtin(name);
  }

  /**
   * The struct, enum or variant that a path such as {@code Shape.Circle} names; null, and a
   * diagnostic, where it names none.
   */
  @Nullable Object find(List<String> path, Span span) {
    Object meaning = meaning(path.getFirst());
    Object owner = null;
    for (String part : path.subList(1, path.size())) {
      owner = meaning;
      meaning =
          switch (owner) {
            case null -> null;
            case EnumType type -> type.variant(part);
            case Exports exports -> resolver.member(exports, part, span);
            default -> names.isModule(owner) ? resolver.member(owner, part, span) : null;
          };
      if (meaning == null) {
        break;
      }
    }
    if (meaning instanceof Ambiguous ambiguous) {
      report(ambiguous, span);
      return null;
    }
    if (meaning == Resolver.UNKNOWN) {
      return null; // that has been reported
    }
    if (meaning instanceof DataType || meaning instanceof Variant) {
      return meaning;
    }
    if (owner instanceof EnumType type) {
      unknownVariant(type, path.getLast(), span);
    } else {
      unknown(path, span);
    }
    return null;
  }

  private void unknown(List<String> path, Span span) {
    String name = String.join(".", path);
    boolean variable = path.size() == 1 && resolver.scope().lookup(name) != null;
    resolver.error(
        "unknown-type",
        variable
            ? "`" + name + "` is a variable, not a struct or variant"
            : "there is no struct or variant `" + name + "`",
        span,
        Resolver.didYouMean(
            Suggestions.closest(
                name, known(v -> v instanceof StructType || v instanceof Variant))));
  }

  void unknownVariant(EnumType type, String name, Span span) {
    List<String> known = type.variants().stream().map(Variant::name).toList();
    resolver.error(
        "unknown-variant",
        "`" + type.name() + "` has no variant `" + name + "`",
        span,
        Resolver.didYouMean(Suggestions.closest(name, known)));
  }

  void report(Ambiguous ambiguous, Span span) {
    String name = ambiguous.variants().getFirst().name();
    List<String> paths =
        ambiguous.variants().stream().map(v -> v.type().name() + "." + v.name()).toList();
    resolver.error(
        "ambiguous-variant",
        "`" + name + "` is a variant of several enums",
        span,
        "write " + paths.stream().map(p -> "`" + p + "`").collect(Collectors.joining(" or ")));
  }

  /** A struct or variant is written in a way that does not fit what it holds. */
  void wrongShape(Object meaning, Span span) {
    String message =
        switch (meaning) {
          case StructType type -> "`" + type.name() + "` is a struct: its fields have names";
          case Variant variant ->
              switch (variant.kind()) {
                case UNIT -> "`" + variant.name() + "` holds no values";
                case POSITIONAL -> "`" + variant.name() + "` holds its values by position";
                case NAMED -> "the values of `" + variant.name() + "` have names";
              };
          default -> "`" + ((DataType) meaning).name() + "` is an enum: name one of its variants";
        };
    resolver.error(
        "wrong-shape",
        message,
        span,
        meaning instanceof Constructed made ? "write `" + shape(made) + "`" : null);
  }

  /** {@code Circle(r)}, {@code Rect { w, h }}, {@code Empty}. */
  static String shape(Constructed made) {
    String list = String.join(", ", made.fields().names());
    if (made instanceof Variant variant && variant.kind() != Variant.Kind.NAMED) {
      return variant.kind() == Variant.Kind.UNIT ? made.name() : made.name() + "(" + list + ")";
    }
    return made.name() + (list.isEmpty() ? " {}" : " { " + list + " }");
  }

  /** Whether there is such a field; reports it if not. */
  boolean isField(Constructed made, String name, Span span) {
    if (made.fields().indexOf(name) >= 0) {
      return true;
    }
    String close = Suggestions.closest(name, made.fields().names());
    resolver.error(
        "unknown-field",
        "`" + made.name() + "` has no field `" + name + "`",
        span,
        close != null
            ? Resolver.didYouMean(close)
            : made.fields().count() == 0 ? null : "it has " + list(made.fields().names()));
    return false;
  }

  // ---------------------------------------------------------------- expressions

  /** {@code Point { x: 1, ..p }}; its values have been resolved. */
  void literal(Expr.StructLit literal) {
    Object meaning = find(literal.path(), literal.pathSpan());
    if (meaning == null) {
      return;
    }
    if (!(meaning instanceof Constructed made)
        || made instanceof Variant variant && variant.kind() != Variant.Kind.NAMED) {
      wrongShape(meaning, literal.pathSpan());
      return;
    }
    resolver.result().constants.put(literal, made);
    FieldList fields = made.fields();
    Set<String> seen = new HashSet<>();
    boolean misspelt = false;
    for (Expr.FieldInit field : literal.fields()) {
      Span span = spanOf(List.of(field.name()), field.span());
      if (!isField(made, field.name(), span)) {
        misspelt = true;
      } else if (!seen.add(field.name())) {
        resolver.error("duplicate-field", "`" + field.name() + "` is given twice", span, null);
      }
    }
    if (literal.base() != null || misspelt) {
      return; // a field that seems to be missing may be the misspelt one
    }
    List<String> missing = new ArrayList<>();
    for (int i = 0; i < fields.count(); i++) {
      if (!fields.isOptional(i) && !seen.contains(fields.name(i))) {
        missing.add(fields.name(i));
      }
    }
    if (!missing.isEmpty()) {
      resolver.error(
          "missing-fields",
          "`" + made.name() + "` needs " + list(missing) + " as well",
          literal.pathSpan(),
          null);
    }
  }

  /** What a bare name that means a variant is as a value; null, and a diagnostic, where none. */
  @Nullable Object value(Variant variant, Span span) {
    if (variant.kind() == Variant.Kind.NAMED) {
      wrongShape(variant, span);
      return null;
    }
    return variant.asValue();
  }

  // ---------------------------------------------------------------- words

  List<String> variantNames() {
    return known(v -> v instanceof Variant);
  }

  List<String> typeNames() {
    return known(v -> v instanceof DataType);
  }

  private List<String> known(Predicate<Object> wanted) {
    Set<String> all = new LinkedHashSet<>();
    resolver.scope().collectNames(all);
    names.builtins().forEach(all::add);
    return all.stream().filter(n -> wanted.test(meaning(n))).toList();
  }

  /** Where a path stands that a longer construct begins with. */
  static Span spanOf(List<String> path, Span whole) {
    int length = String.join(".", path).length();
    return Span.of(whole.start(), Math.min(whole.end(), whole.start() + length));
  }

  static String list(List<String> fields) {
    return fields.stream().map(f -> "`" + f + "`").collect(Collectors.joining(", "));
  }

  static String count(int values) {
    return values == 1 ? "1 value" : values + " values";
  }
}
