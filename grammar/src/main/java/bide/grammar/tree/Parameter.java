package bide.grammar.tree;

import bide.grammar.Span;
import org.jspecify.annotations.Nullable;

/** A parameter. {@code rest} ones stand last and have no default. */
public record Parameter(
    Pattern pattern, @Nullable TypeExpr type, @Nullable Expr defaultValue, boolean rest, Span span)
    implements Tree {}
