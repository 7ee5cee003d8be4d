package bide.grammar.tree;

import bide.grammar.Span;
import org.jspecify.annotations.Nullable;

/** An argument of a call: positional, {@code name: value}, or {@code ...value}. */
public record Argument(@Nullable String name, Expr value, boolean spread, Span span)
    implements Tree {}
