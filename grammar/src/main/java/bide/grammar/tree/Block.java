package bide.grammar.tree;

import bide.grammar.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Statements in a scope of their own.
 *
 * @param value the last expression, whose value is the block's; null where the block ends in a
 *     declaration, is empty, or its last expression is followed by {@code ;} (the block's value is
 *     then nil). Not contained in {@code statements}.
 */
public record Block(List<Stmt> statements, @Nullable Expr value, Span span) implements Tree {}
