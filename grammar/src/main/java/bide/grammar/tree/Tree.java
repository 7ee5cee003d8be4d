package bide.grammar.tree;

import bide.grammar.Span;

/**
 * Any node of the syntax tree. Nodes are immutable; two nodes are the same only by identity of
 * place.
 */
public sealed interface Tree
    permits Script, Stmt, Expr, Pattern, TypeExpr, Parameter, Argument, Block {
  Span span();
}
