package bide.interpreter.analysis;

import bide.grammar.tree.TypeExpr;
import bide.interpreter.data.DataType;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks that every name in an annotation is that of a type. */
final class TypeResolver {
  /** What other languages call a type, and what Bide writes. */
  private static final Map<String, String> FOREIGN =
      Map.ofEntries(
          Map.entry("str", "string"),
          Map.entry("text", "string"),
          Map.entry("boolean", "bool"),
          Map.entry("integer", "int"),
          Map.entry("long", "int"),
          Map.entry("i32", "int"),
          Map.entry("i64", "int"),
          Map.entry("u64", "int"),
          Map.entry("usize", "int"),
          Map.entry("double", "float"),
          Map.entry("f32", "float"),
          Map.entry("f64", "float"),
          Map.entry("number", "int | float"),
          Map.entry("num", "int | float"),
          Map.entry("array", "list"),
          Map.entry("vec", "list"),
          Map.entry("dict", "map"),
          Map.entry("object", "map"),
          Map.entry("hashmap", "map"),
          Map.entry("function", "fn"),
          Map.entry("closure", "fn"),
          Map.entry("promise", "future"),
          Map.entry("none", "nil"),
          Map.entry("null", "nil"),
          Map.entry("void", "nil"),
          Map.entry("unit", "nil"));

  private final Resolver resolver;
  private final Names names;
  private final TypeNames types;

  TypeResolver(Resolver resolver, Names names, TypeNames types) {
    this.resolver = resolver;
    this.names = names;
    this.types = types;
  }

  void resolve(@Nullable TypeExpr type) {
    switch (type) {
      case null -> {}
      case TypeExpr.Named named -> named(named);
      case TypeExpr.Optional optional -> resolve(optional.type());
      case TypeExpr.Union union -> union.types().forEach(this::resolve);
    }
  }

  private void named(TypeExpr.Named type) {
    if (names.types().contains(type.name())) {
      return;
    }
    if (types.meaning(type.name()) instanceof DataType declared) {
      resolver.result().constants.put(type, declared);
      return;
    }
    String usual = FOREIGN.get(type.name().toLowerCase(java.util.Locale.ROOT));
    Set<String> known = new LinkedHashSet<>(names.types());
    known.addAll(types.typeNames());
    resolver.error(
        "unknown-type",
        "there is no type `" + type.name() + "`",
        type.span(),
        Resolver.didYouMean(usual != null ? usual : Suggestions.closest(type.name(), known)));
  }
}
