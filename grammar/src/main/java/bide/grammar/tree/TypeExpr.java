package bide.grammar.tree;

import bide.grammar.Span;
import java.util.List;

/** An annotation: {@code int}, {@code string?}, {@code A | B}. */
public sealed interface TypeExpr extends Tree {
  record Named(String name, Span span) implements TypeExpr {}

  record Optional(TypeExpr type, Span span) implements TypeExpr {}

  record Union(List<TypeExpr> types, Span span) implements TypeExpr {}
}
